"""The posterior as data: written, read, refused where it is damaged; and what its digests cover."""

from __future__ import annotations

import json

import numpy as np
import pytest

from experiments.calibration import digests, posterior
from experiments.calibration.posterior_files import load, named, save
from experiments.errors import UserError
from tests.experiments.kit_posterior import CASES, DIMS, tiny

TWO = ("inclination_mean", "quality_sd")


@pytest.fixture
def folder(tmp_path):
    save(tiny(seed=7), tmp_path)
    return tmp_path


def test_what_is_written_is_read_again(folder):
    there, back = tiny(seed=7), load("signing", folder)
    assert np.array_equal(back.z, there.z)
    assert all(map(np.array_equal, back.local, there.local))
    assert back.about == there.about
    assert back.dims == DIMS
    assert back.cases == CASES
    assert np.array_equal(back.local_of("beijing-jiuxianqiao"), there.local[1])
    assert posterior.digest_of(back) == posterior.digest_of(there) != posterior.digest_of(tiny(5))


def test_a_model_without_a_posterior_has_none(monkeypatch, tmp_path):
    monkeypatch.setattr(posterior, "home", lambda: tmp_path)
    assert posterior.shipped("signing") is None
    assert posterior.prior_driven("signing") == ()


def test_the_shipped_one_is_read_from_its_folder(monkeypatch, folder):
    monkeypatch.setattr(posterior, "home", lambda: folder)
    found = posterior.shipped("signing")
    assert found is not None
    assert posterior.prior_driven("signing") == tuple(found.about["prior_driven"])
    assert posterior.shipped("elevator") is None


def _lose_a_column(folder):
    note = named("signing", folder)[1]
    about = json.loads(note.read_text())
    note.write_text(json.dumps({**about, "dims": [*about["dims"], "height"]}))


def _miscount(folder):
    note = named("signing", folder)[1]
    note.write_text(json.dumps({**json.loads(note.read_text()), "draws": 400}))


DAMAGE = {
    "height is missing": _lose_a_column,
    "6 draws, not 400": _miscount,
    "lacks some of": lambda folder: named("signing", folder)[1].write_text("{}"),
    "cannot be read": lambda folder: named("signing", folder)[0].write_bytes(b"PAR1, or not"),
    "FileNotFoundError": lambda folder: named("signing", folder)[1].unlink(),
}


@pytest.mark.parametrize("told", DAMAGE)
def test_damage_is_told_in_plain_words(folder, told):
    DAMAGE[told](folder)
    with pytest.raises(UserError, match=told) as fault:
        load("signing", folder)
    assert "consent calibrate" in str(fault.value)


def test_values_have_their_own_units():
    made = tiny()
    told = posterior.values(made)
    assert list(told.columns) == list(DIMS)
    assert told.shape == (6, len(DIMS))
    spread = made.z[:, DIMS.index("quality_sd")]
    assert np.allclose(told.quality_sd, 0.9 * np.exp(0.4 * spread))
    assert (told.talk_solves <= 0.95).all()


def test_draws_that_are_no_numbers_are_refused():
    z = np.array([[0.0, np.nan], [1.0, 2.0]])
    with pytest.raises(UserError, match="not finite"):
        posterior.made("signing", z, {}, TWO)
    with pytest.raises(UserError, match="expected \\(2, 1\\)"):
        posterior.made("signing", np.ones((2, 2)), {"a": (["quality"], np.ones((3, 1)))}, TWO)


def test_what_the_figures_hardly_moved_is_prior_driven():
    rng = np.random.default_rng(1)
    z = rng.normal(size=(400, 2)) * [0.99, 0.5]
    about = posterior.made("signing", z, {}, TWO).about
    assert about["prior_driven"] == ["inclination_mean"]
    assert about["contraction"]["quality_sd"] == pytest.approx(0.75, abs=0.1)


RULE = '''
"""A rule."""
from sim.engine.quantity import quantity

class A:
    """Doses."""
    share: float = quantity(0.5, "1", source="assumed", label="Share")

def act(p):
    """Act."""
    return p.share  # of all
'''


def _text(tmp_path, source):
    path = tmp_path / "rule.py"
    path.write_text(source)
    return digests.digest_text(path)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [("of all", "of most", True), ("Act.", "Do.", True), ("assumed", "reported", True),
     ('label="Share"', 'label="A share"', True), ("0.5", "0.6", False),
     ("p.share", "-p.share", False), ("def act", "def do", False)],
)  # fmt: skip
def test_words_change_no_digest_and_rules_do(tmp_path, old, new, same):
    assert (_text(tmp_path, RULE) == _text(tmp_path, RULE.replace(old, new))) is same


def test_what_has_changed_since_a_fit_is_named():
    now = digests.present("signing")
    assert digests.what_differs(now, "signing") == []
    assert digests.what_differs({**now, "code_digest": "old"}, "signing") == []
    old = dict.fromkeys(now, "old")
    assert digests.what_differs(old, "signing") == ["the rules", "the reported figures"]
