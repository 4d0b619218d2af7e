"""Makes every test of a mutant begin without what was remembered before the change."""

import os
import sys

import pytest
from hypothesis import HealthCheck, settings

READ_ONCE = {"catalogue"}
BUILDING = {"files", "findings", "values"}
"""Modules whose functions run while the package is imported."""


def pytest_configure() -> None:
    """Import the package anew where a mutant could act while it is imported."""
    mutated = os.environ.get("MUTANT_UNDER_TEST", "").split(".")
    if mutated[0] == "criteria" and mutated[1] in BUILDING:
        for name in list(sys.modules):
            if name.partition(".")[0] in ("criteria", "tests"):
                del sys.modules[name]


def pytest_collection_finish() -> None:
    settings.register_profile(
        "mutation",
        max_examples=12,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")


@pytest.fixture(autouse=True)
def forget():
    """Forget everything but the rule files, which tests of loading read anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("criteria."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear") and one.__name__ not in READ_ONCE:
                    one.cache_clear()
