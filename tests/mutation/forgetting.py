"""Makes every test of a mutant begin without what was remembered before the change."""

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

READ_ONCE = {"catalogue"}
AT_IMPORT = {
    "x_codes_in",
    "x__fact",
    "x__listed",
    "x__map_of",
    "x__spelled",
    "x__to_list",
}
"""Functions that run while the package is imported, before any test."""

MEETING_THEM = [
    "tests/unit/test_criteria_files.py",
    "tests/unit/test_criteria_documents.py",
    "tests/unit/test_criteria_reading.py",
    "tests/unit/test_criteria_record.py",
    "tests/unit/test_cases.py",
]
LONG = float(os.environ.get("ALODIA_LONGEST", "inf"))
"""Seconds: a test that took longer is left out, to judge survivors by later."""


def is_built_by_mutant() -> bool:
    mutated = os.environ.get("MUTANT_UNDER_TEST", "").rpartition("__mutmut_")[0]
    return mutated.rpartition(".")[2] in AT_IMPORT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the shortest tests first, and none that is too long."""
    stats = Path("mutmut-stats.json")
    if os.environ.get("MUTANT_UNDER_TEST", "").startswith("criteria."):
        took = json.loads(stats.read_text("utf-8"))["duration_by_test"]
        items.sort(key=lambda item: took.get(item.nodeid, 0))
        items[:] = [one for one in items if took.get(one.nodeid, 0) <= LONG]


def pytest_configure(config: pytest.Config) -> None:
    """Import the package anew where a mutant could act while it is imported."""
    if is_built_by_mutant():
        config.args[:] = MEETING_THEM
        for name in list(sys.modules):
            if name.partition(".")[0] in ("criteria", "tests"):
                del sys.modules[name]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Call it a failure, not an interruption, when the package cannot be imported."""
    if is_built_by_mutant() and exitstatus == pytest.ExitCode.INTERRUPTED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
