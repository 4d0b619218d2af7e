"""Makes every test of a mutant begin without what was remembered before the change."""

import gc
from functools import _lru_cache_wrapper

import pytest
from hypothesis import HealthCheck, settings


def pytest_collection_finish() -> None:
    settings.register_profile(
        "mutation",
        max_examples=25,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")


@pytest.fixture(autouse=True, scope="session")
def forget():
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and _is_ours(one):
            one.cache_clear()


def _is_ours(cached) -> bool:
    return (getattr(cached, "__module__", None) or "").startswith("criteria")
