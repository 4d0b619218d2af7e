"""How well intents are told apart: the classifier against the lexicon, cross-validated.

The classifier is Rasa's LogisticRegression rebuilt from the same parts; the language
measured is split in five, the other language is all learnt from.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from bot.nlu.acts import INTENTS
from bot.nlu.lexicon import LANGS, Lang
from bot.nlu.understand import understand

DATA = Path(__file__).parents[2] / "nlu_data"
_FOLDS = 5
_UNTOLD = "(none)"
_WORST = 10
Told = tuple[str, ...]


def examples(lang: Lang) -> tuple[Told, Told]:
    """Return the training examples of a language and the intent of each."""
    data = YAML(typ="safe", pure=True).load(DATA / lang / "intents.yml")
    pairs = [
        (line.removeprefix("- "), block["intent"])
        for block in data["nlu"]
        for line in block["examples"].splitlines()
    ]
    texts, intents = zip(*pairs, strict=True)
    return texts, intents


def by_lexicon(text: str, today: date) -> str:
    """Return the intent that the lexicon is certain of, or "(none)"."""
    heard = understand(text, today=today)
    if heard.act:
        return INTENTS.get(heard.act, _UNTOLD)
    return "inform" if heard.findings else _UNTOLD


def by_classifier(lang: Lang) -> Told:
    """Return the intent told for each example by a classifier that never saw it."""
    texts, intents = examples(lang)
    others = [examples(other) for other in LANGS if other != lang]
    told = [""] * len(texts)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    for learnt, held_out in folds.split(texts, intents):
        model = _classifier()
        model.fit(
            [texts[i] for i in learnt] + [t for other in others for t in other[0]],
            [intents[i] for i in learnt] + [t for other in others for t in other[1]],
        )
        for i, intent in zip(
            held_out, model.predict([texts[i] for i in held_out]), strict=True
        ):
            told[i] = intent
    return tuple(told)


def _classifier() -> Pipeline:
    words = CountVectorizer(token_pattern=r"(?u)\b\w+\b")  # noqa: S106
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4))
    model = LogisticRegression(max_iter=1000, class_weight="balanced")
    return make_pipeline(make_union(words, letters), model)


def report(lang: Lang, today: date) -> Iterator[str]:
    """Yield a table of macro F1 per way of telling, and the worst confusions."""
    texts, intents = examples(lang)
    classified = by_classifier(lang)
    certain = tuple(by_lexicon(text, today) for text in texts)
    pairs = zip(certain, classified, strict=True)
    both = tuple(guess if sure == _UNTOLD else sure for sure, guess in pairs)
    yield f"{lang}: intents of {len(texts)} examples, macro F1 (cross-validated)"
    ways = {"LogisticRegression": classified, "lexicon alone": certain, "both": both}
    for way, told in ways.items():
        names = sorted(set(intents))
        score = f1_score(intents, told, labels=names, average="macro", zero_division=0)
        yield f"{way:20}{score:8.3f}"
    yield from _confusions(intents, both)


def _confusions(intents: Told, told: Told) -> Iterator[str]:
    wrong = Counter(
        pair for pair in zip(intents, told, strict=True) if len({*pair}) > 1
    )
    for (intent, instead), count in wrong.most_common(_WORST):
        yield f"  {intent} taken for {instead}: {count}"
