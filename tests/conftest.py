"""What several tests need: a compiled campaign to look at, day by day; scenarios composed once."""

from copy import deepcopy
from dataclasses import replace
from functools import wraps

import pytest
from hypothesis import HealthCheck, settings

from experiments import config

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("house")


def composed_once(load):
    """Compose what is shipped once for all tests of a process: hundreds ask for the same few."""
    known = {}

    @wraps(load)
    def remembered(name, *overrides, config_dir=None):
        if config_dir is not None or not all(isinstance(one, str) for one in (name, *overrides)):
            return load(name, *overrides, config_dir=config_dir)
        kept = known.get((name, *overrides)) or load(name, *overrides)
        known[name, *overrides] = kept
        return replace(kept, config=deepcopy(kept.config))

    return remembered


config.load_scenario = composed_once(config.load_scenario)  # before anybody imports it


@pytest.fixture(scope="session", autouse=True)
def no_posterior(tmp_path_factory):
    """Ship no posterior: tests play the point, whose runs are few and alike, unless they say so."""
    from experiments.calibration import posterior

    usual, empty = posterior.home, tmp_path_factory.mktemp("posterior")
    posterior.home = lambda: empty
    yield usual
    posterior.home = usual


@pytest.fixture
def real_posterior(no_posterior, monkeypatch):
    """Ship what the project ships, for one test."""
    from experiments.calibration import posterior

    monkeypatch.setattr(posterior, "home", no_posterior)
    return posterior.shipped


@pytest.fixture
def tiny_posterior(monkeypatch, tmp_path):
    """Ship a tiny posterior of the signing model, for one test."""
    from experiments.calibration import posterior, posterior_files
    from tests.experiments.kit_posterior import tiny

    posterior_files.save(tiny(), tmp_path / "posterior")
    monkeypatch.setattr(posterior, "home", lambda: tmp_path / "posterior")
    return posterior.shipped("signing")


@pytest.fixture(scope="session")
def campaign():
    """Found a compiled campaign: campaign(values, seed=1, replicate=0, of="signing")."""
    from tests.kit import Campaign

    return Campaign


@pytest.fixture(scope="session")
def differ():
    """Name the columns in which two towns differ."""
    from tests.kit import differences

    return differences


@pytest.fixture(scope="session")
def ensemble():
    """Run replicates of one strategy: ensemble(values, runs=40, seed=1, of=...) -> days, ends."""

    def run_many(values, runs=40, seed=1, of="signing"):
        from tests.kit import subject

        return subject(of).run(values, range(runs), seed)[:2]

    return run_many


LONG = ("test_one_truth.py", "test_every_method.py", "test_add_a_method.py")


def pytest_collection_modifyitems(items):
    """Keep tests of one file and one model in one process: they share runs (--dist loadgroup).

    What takes long begins first, so that both processes end at about the same time.
    """
    items.sort(key=lambda item: item.path.suffix != ".ipynb" and item.path.name not in LONG)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            model = getattr(item, "callspec", None) and item.callspec.params.get("model")
            group = f"{item.path.name} {model or ''}".strip()
            item.add_marker(pytest.mark.xdist_group(group))
