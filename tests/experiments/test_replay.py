"""Any stored run of any model can be reopened as a live Mesa model, exactly."""

from functools import cache

import numpy as np
import pytest

from experiments.config import load_scenario
from experiments.errors import UserError
from experiments.ledger import AT_END
from experiments.replay import replay
from experiments.run import run_ensemble
from sim.engine.luck import run_key
from tests.kit import for_every_model, subject


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Run a model's small scenario twelve times, once; kept(name) -> its folder, its dataset."""

    @cache
    def kept_of(name):
        place = tmp_path_factory.mktemp("replay") / name
        scenario = load_scenario(*subject(name).kit.scenario)
        return place, run_ensemble(
            scenario, runs=12, parameters="prior", seed=5, output=place, progress=False
        )

    return kept_of


@pytest.fixture(scope="module")
def stored(kept):
    return kept("signing")


@for_every_model
@pytest.mark.parametrize("run", [0, 7, 11])
def test_a_replayed_run_is_the_stored_one(kept, model, run):
    place, dataset = kept(model.name)
    columns, model = model.chunk.NOW, replay(place if run == 7 else dataset, run)
    now, row = model.town.now[0], dataset.isel(run=run)
    assert now["luck"] == run_key(5, run)  # not stored: seed and replicate give it
    for name in [column.name for column in columns if column.name != "luck"]:
        assert now[name] == row[name + AT_END if name + AT_END in row else name].item(), name
    assert model.day == dataset.day[-1]
    lived = row.isel(day=slice(len(dataset.day) - len(model.daily), None))
    for name in model.daily.dtype.names:
        assert np.array_equal(model.daily[name], lived[name].values), name


def test_a_replay_can_stop_on_a_day_and_be_stepped_on(stored):
    _, dataset = stored
    model = replay(dataset, 3, until=2)
    assert model.day == 2
    assert model.town.now[0].signed == dataset.signed.sel(run=3, day=2)
    model.step()
    assert model.town.now[0].signed == dataset.signed.sel(run=3, day=3)


def test_a_selection_keeps_its_run_numbers(stored):
    _, dataset = stored
    model = replay(dataset.isel(run=slice(5, 9)), 6)
    assert model.town.now[0].minutes == dataset.minutes_at_end.sel(run=6)


def test_what_cannot_be_replayed_is_told(stored):
    _, dataset = stored
    with pytest.raises(UserError, match="expected a run from 0 to 11"):
        replay(dataset, 12)
    with pytest.raises(UserError, match="expected a day from -39 to 15"):
        replay(dataset, 0, until=16)
    with pytest.raises(UserError, match="the rules|those rules"):
        replay(dataset.assign_attrs(code_digest="0123456789abcdef"), 0)
