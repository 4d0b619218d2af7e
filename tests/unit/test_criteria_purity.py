"""The rules stand alone: no code of ours beneath, no clock, no file once loaded."""

import ast
import builtins
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from criteria import classify
from criteria.catalogue import editions, emergency, rule_versions

ROOT = Path(__file__).parents[2] / "criteria"
MODULES = sorted(ROOT.glob("*.py"))
ALLOWED = {"criteria", "pydantic", "pydantic_core", "ruamel"} | sys.stdlib_module_names
CLOCKS = {"time", "random", "secrets", "uuid", "socket", "threading", "asyncio"}
READINGS = {"now", "today", "utcnow", "getenv", "environ", "perf_counter"}


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_a_module_imports_nothing_of_ours_and_no_clock(file: Path):
    assert imported(file) <= ALLOWED
    assert imported(file).isdisjoint(CLOCKS)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_a_module_reads_no_day_hour_or_setting(file: Path):
    tree = ast.parse(file.read_text("utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert names.isdisjoint(READINGS)


def test_no_file_is_opened_once_the_rules_are_loaded(monkeypatch: pytest.MonkeyPatch):
    classify({})

    def refuse(*_: Any, **__: Any):
        message = "a file was opened"
        raise AssertionError(message)

    for module, name in ((builtins, "open"), (io, "open"), (os, "open")):
        monkeypatch.setattr(module, name, refuse)
    outcomes = classify({"distribution": "discrete", "red_flags": ["RF_PE"]})

    assert outcomes["iasp_2021"]["grade"] == "RULED_OUT"
    assert rule_versions()["iasp_2021"] == editions()["iasp_2021"].version
    assert emergency("MX")[0].emergency == "911"
