"""Patterns are tried in the order they are written, whatever the process's hashes."""

import pytest

from bot.nlu.patterns import Compiler, Matcher

PLACES = ("knee", "hip", "back", "neck", "hand", "foot", "chest", "elbow", "wrist")


def test_patterns_are_found_in_the_order_in_which_they_were_given():
    matcher = Matcher(map(Compiler({}).compile, PLACES))

    found = [pattern.line for pattern, _ in matcher.find(PLACES[::-1])]

    assert found == list(PLACES)


def test_a_group_that_others_use_may_hold_no_gaps():
    compiler = Compiler({"pain": ["back .. hurts"]})

    with pytest.raises(ValueError, match=r"'back .. hurts' is used by other lines"):
        compiler.compile("@pain & fever")
