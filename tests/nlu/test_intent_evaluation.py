"""The evaluation of intents: what it learns from and what it reports."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.nlu.acts import INTENTS
from bot.nlu.intent_evaluation import by_lexicon, examples, report

TODAY = date(2026, 11, 22)
SETS = Path(__file__).parent / "sets"
TOLD = (
    ("sí", "affirm"),
    ("me duele la rodilla", "inform"),
    ("that's all", "done"),
    ("¿quién ganó el partido?", "(none)"),
)


def test_both_languages_have_the_same_intents_with_sixty_examples_or_more():
    counts = [
        {intent: intents.count(intent) for intent in intents}
        for _, intents in map(examples, ("es", "en"))
    ]

    assert counts[0].keys() == counts[1].keys()
    assert min(min(count.values()) for count in counts) >= 60
    assert min(count["out_of_scope"] for count in counts) >= 120


@pytest.mark.parametrize("name", ["intents", "intents_again"])
def test_held_out_messages_are_alike_in_both_languages_and_never_learnt_from(name: str):
    es, en = (
        YAML(typ="safe", pure=True).load(SETS / f"{name}_{lang}.yml")
        for lang in ("es", "en")
    )
    known = {text.casefold() for lang in ("es", "en") for text in examples(lang)[0]}
    texts = {
        text.casefold() for part in (es, en) for some in part.values() for text in some
    }

    assert es.keys() == en.keys()
    assert all(abs(len(some) - len(en[key])) <= 4 for key, some in es.items())
    assert {INTENTS.get(key, key) for key in es} == {*examples("es")[1]}
    assert not texts & known


@pytest.mark.parametrize(("text", "intent"), TOLD)
def test_the_lexicon_tells_an_intent_only_where_it_is_certain(text: str, intent: str):
    assert by_lexicon(text, TODAY) == intent


def test_the_report_compares_four_ways_and_lists_ten_confusions():
    title, *lines = report("es", TODAY, folds=2)
    scores = {line[:20].strip(): float(line[20:]) for line in lines[:4]}

    assert title.startswith("es")
    assert scores["both"] >= max(scores["LogisticRegression"], 0.85)
    assert len(lines) <= 4 + 10
