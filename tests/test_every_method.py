"""The contract of every engagement method: a new file is found and tested as it is dropped in.

No dose, no effect, bit for bit; a usual dose does something, costs time or nothing, and does good
where good is documented; nobody is left in an impossible state; no method agrees for anybody. Usual
doses, and the run in which they are looked at, are in the kit of each model.
"""

from functools import lru_cache

import numpy as np

from sim.engine.quantity import quantities
from sim.engine.sheet import sheet_class
from tests.kit import Campaign, for_every, for_every_method, for_every_model, kit_file, same


def run(model, values, count=1, seed=1):
    """Run some replicates of the model's campaign; return its days, its ends and the last town."""
    values = {**model.kit.methods.campaign, **values}
    return lived(model, tuple(sorted(values.items())), count, seed)


@lru_cache(maxsize=8)
def lived(model, values, count, seed):
    """Run it once for several methods: what they are held against is often the same."""
    return model.run(dict(values), range(count), seed)


def declared_by(model, method):
    """Return the quantities that a method's file declares, by name."""
    return {a.name: a for a in quantities(sheet_class(model.methods[method]))}


def nothing_of(model, method):
    """Give the doses of one method that mean it is not used."""
    by_name = model.sheet.by_name
    none = {name: by_name[name].default for name in model.kit.methods.doses[method]}
    assert all(value in (0.0, by_name[name].low) for name, value in none.items())
    return none


def odd_values_of(model, method):
    """Give odd values to all that a method declares besides its doses."""
    doses = model.kit.methods.doses[method]
    others = [a for a in declared_by(model, method).values() if a.name not in doses]
    return {a.name: odd_value(a) for a in others}


def odd_value(about):
    if about.choices:
        return about.choices[-1]
    end = about.high if about.point != about.high else about.low
    return int(end) if about.whole else end


@for_every_method
def test_every_method_has_a_usual_dose_and_does_nothing_unasked(model, method):
    usual = model.kit.methods.doses
    assert method in usual, f"add the usual doses of {method} to {kit_file(model.name)}"
    declared = declared_by(model, method)
    for name in usual[method]:
        assert declared[name].role == "dose"
    nothing_of(model, method)
    others = {n for n, a in declared.items() if a.role == "dose"} - set(usual[method])
    most = {n: declared[n].high for n in others}
    assert same(run(model, {}, 2), run(model, most, 2)), f"{others} act unasked"


@for_every_method
def test_zero_dose_changes_nothing_bit_for_bit(model, method):
    """In the midst of everything else, what a method would do if it were used cannot matter."""
    others = model.kit.methods.none_of(method)
    none, odd = nothing_of(model, method), odd_values_of(model, method)
    without, odd_one = run(model, others, 3), run(model, {**others, **none, **odd}, 3)
    assert same(without, run(model, {**others, **none}, 3))
    assert same(without, odd_one)
    assert np.array_equal(without[2].home, odd_one[2].home)


@for_every_method
def test_a_usual_dose_changes_a_run(model, method):
    """A few runs show it, or else many: most methods are seen in the first."""
    kit = model.kit.methods

    def shows(count):
        without, with_it = (run(model, v, count)[0] for v in (kit.none_of(method), kit.all))
        return any(not np.array_equal(without[name], with_it[name]) for name in kit.shows)

    assert shows(3) or shows(20)


@for_every_method
def test_every_dose_of_a_method_does_something(model, method):
    """A dose that moves nothing is a promise the model does not keep."""
    usual = {**model.kit.methods.company(method), **model.kit.methods.doses[method]}
    for name in model.kit.methods.doses[method]:
        rest = {**usual, name: nothing_of(model, method)[name]}
        changes = (not same(run(model, rest, n), run(model, usual, n)) for n in (3, 12))
        assert any(changes), f"{name} changes nothing"


@for_every_method
def test_a_method_costs_nothing_or_time(model, method):
    """The books never run backwards, and a dose is never a saving by itself."""
    kit = model.kit
    usual = {**kit.methods.company(method), **kit.methods.doses[method]}
    days, ends, _ = run(model, usual, 4)
    for name in kit.order.never_falls:
        assert np.all(np.diff(days[name], axis=1) >= 0), name
    for name in (*kit.order.never_falls, *kit.order.never_negative):
        assert np.all(days[name] >= 0), name
    assert np.all(run(model, kit.methods.idle, 4)[1].minutes == 0)
    assert np.all(ends.minutes >= 0)


@for_every_method
def test_no_method_agrees_for_anybody_who_was_not_asked(model, method):
    kit = model.kit.methods
    most = {n: model.sheet.by_name[n].high for n in kit.doses[method]}
    for doses in (kit.doses[method], most):
        values = {**kit.company(method), **doses, **kit.unasked}
        days, _, town = run(model, values, 3)
        kit.nobody_agreed(days, town, {**kit.campaign, **values})


@for_every("order", "lives")
def test_people_and_books_stay_in_order_every_day(model, case):
    kit = model.kit.order
    lived = Campaign({**kit.base, **kit.lives[case]}, seed=5, replicate=3, of=model.name)
    before = lived.now.copy()
    for day in range(lived.day + 1, int(lived.p.last_day) + 1):
        lived.live(day)
        for check in kit.checks:
            check(lived.town, lived.p, day)
        for name in kit.rising:
            assert lived.now[name] >= before[name], f"{name} on day {day}"
        kit.compare(lived.now, before)
        before = lived.now.copy()
    kit.outcome(lived.now, case)


@for_every("methods", "helps")
def test_the_mean_paired_effect_is_not_negative(model, case):
    """Where little else is done, a method that is reported to help helps, or does no harm."""
    kit = model.kit.methods
    company = kit.company(case)
    without, with_it = (
        run(model, values, kit.pairs)[0] for values in (company, {**company, **kit.doses[case]})
    )
    for label, at in kit.moments.items():
        gain = (with_it[kit.agreed][:, at] - without[kit.agreed][:, at]) / kit.of_all
        error = gain.std() / kit.pairs**0.5
        said = f"{100 * gain.mean():+.2f} points, s.e. {100 * error:.2f}"
        print(f"    {case:<16} {label:>6}: {said}")
        assert gain.mean() >= 0.0, f"{case} on {label}: {said}"
        if case in kit.strong:
            assert gain.mean() > 2.0 * error, f"{case} on {label}: {said}"


@for_every_model
def test_every_method_that_helps_is_a_method(model):
    kit = model.kit.methods
    assert set(kit.strong) <= set(kit.helps) <= set(kit.doses)
    assert set(kit.doses) <= set(model.methods), "a method is no longer called by any stage"
