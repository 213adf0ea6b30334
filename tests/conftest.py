"""What several tests need: a compiled campaign to look at, day by day."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("house")


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
    from tests.experiments.kit_posterior import settle, tiny

    posterior_files.save(tiny(), tmp_path / "posterior")
    monkeypatch.setattr(posterior, "home", lambda: tmp_path / "posterior")
    monkeypatch.setattr("experiments.draws.values_of", lambda model: settle)
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


def pytest_collection_modifyitems(items):
    """Keep tests of one file and one model in one process: they share runs (--dist loadgroup)."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            model = getattr(item, "callspec", None) and item.callspec.params.get("model")
            group = f"{item.path.name} {model or ''}".strip()
            item.add_marker(pytest.mark.xdist_group(group))
