"""Who tells much at once is asked less, and ends with the same findings."""

import pytest

from tests.conversations.domain import LANGUAGES
from tests.conversations.effort import pairs, saved, tell

PATIENTS = [(lang, pair) for lang in LANGUAGES for pair in pairs(lang)]
AT_LEAST = 1 / 3


@pytest.mark.parametrize(
    ("lang", "pair"), PATIENTS, ids=lambda given: getattr(given, "name", given)
)
async def test_both_ways_of_telling_end_with_the_same_findings(stage, lang, pair):
    rich = await tell(stage, pair, lang, richly=True)
    terse = await tell(stage, pair, lang, richly=False)

    assert rich.findings == terse.findings
    assert {"duration_months", "pain_regions"} <= set(rich.findings)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_rich_first_message_saves_at_least_a_third_of_the_questions(
    stage, lang
):
    rich = [await tell(stage, pair, lang, richly=True) for pair in pairs(lang)]
    terse = [await tell(stage, pair, lang, richly=False) for pair in pairs(lang)]

    few, many, share = saved(rich, terse)
    assert share >= AT_LEAST, f"{lang}: {few} questions instead of {many}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_patients(lang):
    assert len(pairs(lang)) >= 8
