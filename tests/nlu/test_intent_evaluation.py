"""The evaluation of intents: what it learns from and what it reports."""

from datetime import date

import pytest

from bot.nlu.intent_evaluation import by_lexicon, examples, report

TODAY = date(2026, 11, 22)
TOLD = (
    ("sí", "affirm"),
    ("me duele la rodilla", "inform"),
    ("that's all", "(none)"),
    ("¿quién ganó el partido?", "(none)"),
)


def test_both_languages_have_the_same_intents_with_twenty_five_examples_or_more():
    counts = [
        {intent: intents.count(intent) for intent in intents}
        for _, intents in map(examples, ("es", "en"))
    ]

    assert counts[0].keys() == counts[1].keys()
    assert min(min(count.values()) for count in counts) >= 25


@pytest.mark.parametrize(("text", "intent"), TOLD)
def test_the_lexicon_tells_an_intent_only_where_it_is_certain(text: str, intent: str):
    assert by_lexicon(text, TODAY) == intent


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_report_compares_three_ways_and_lists_ten_confusions(lang: str):
    title, *lines = report(lang, TODAY)
    scores = {line[:20].strip(): float(line[20:]) for line in lines[:3]}

    assert title.startswith(lang)
    assert scores["both"] >= max(scores["LogisticRegression"], 0.75)
    assert len(lines) <= 3 + 10
