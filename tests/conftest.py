"""What several tests need: a compiled campaign to look at, day by day."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("house")


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
