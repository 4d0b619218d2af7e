"""How well intents are told apart: the classifier against the lexicon, cross-validated.

The classifier is made of the very components of bot/config.yml; the language measured
is split in five, the other language is all learnt from.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from bot import placeholder
from bot.nlu.acts import INTENTS
from bot.nlu.lexicon import LANGS, Lang
from bot.nlu.understand import understand

ROOT = Path(__file__).parents[2]
DATA = ROOT / "nlu_data"
_FALLBACK = "FallbackClassifier"
_UNSURE = "out_of_scope"
_FOLDS = 5
_UNTOLD = "(none)"
_WORST = 10
Told = tuple[str, ...]
Guess = tuple[str, float]
Classifier = Callable[[Sequence[str]], list[Guess]]


def examples(lang: Lang) -> tuple[Told, Told]:
    """Return the training examples of a language and the intent of each."""
    data = _yaml(DATA / lang / "intents.yml")
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
    return "inform" if heard.findings or heard.hints else _UNTOLD


def learn(texts: Sequence[str], intents: Sequence[str]) -> Classifier:
    """Train the classifier of bot/config.yml and return it."""
    pairs = zip(texts, intents, strict=True)
    data = TrainingData([Message.build(text=t, intent=i) for t, i in pairs])
    components: list[Any] = []
    with TemporaryDirectory() as folder:
        storage = LocalModelStorage.create(Path(folder))
        for settings in _steps():
            component = _component(settings, storage)
            if hasattr(component, "train"):
                component.train(data)
            component.process_training_data(data)
            components.append(component)
    return partial(_classify, components)


def _classify(components: Sequence[Any], texts: Sequence[str]) -> list[Guess]:
    messages = [Message.build(text=text) for text in texts]
    for component in components:
        messages = component.process(messages)
    told = [message.get("intent") for message in messages]
    return [(one["name"], one["confidence"]) for one in told]


def _steps() -> list[dict[str, Any]]:
    """Return the components of the pipeline up to the one that may fall back."""
    pipeline = _pipeline()
    names = [step["name"] for step in pipeline]
    return pipeline[: names.index(_FALLBACK)]


def _threshold() -> float:
    """Return how sure the classifier must be for its guess to count."""
    return next(s["threshold"] for s in _pipeline() if s["name"] == _FALLBACK)


def _pipeline() -> list[dict[str, Any]]:
    pipeline: list[dict[str, Any]] = _yaml(ROOT / "bot" / "config.yml")["pipeline"]
    return pipeline


def _component(settings: dict[str, Any], storage: LocalModelStorage) -> Any:
    """Return an untrained component of Rasa's, which loads without TensorFlow."""
    placeholder.install()
    recipe = import_module("rasa.engine.recipes.default_recipe").DefaultV1Recipe
    kind = recipe._from_registry(settings["name"]).clazz
    config = {**kind.get_default_config(), **settings}
    context = ExecutionContext(GraphSchema({}), node_name=settings["name"])
    return kind.create(config, storage, Resource(settings["name"]), context)


def _yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)


def by_classifier(lang: Lang, folds: int = _FOLDS) -> tuple[Guess, ...]:
    """Return the guess on each example by a classifier that never saw it."""
    texts, intents = examples(lang)
    others = [examples(other) for other in LANGS if other != lang]
    told = [("", 0.0)] * len(texts)
    parts = StratifiedKFold(folds, shuffle=True, random_state=0)
    for learnt, unseen in parts.split(texts, intents):
        classify = learn(
            [texts[i] for i in learnt] + [t for other in others for t in other[0]],
            [intents[i] for i in learnt] + [t for other in others for t in other[1]],
        )
        guesses = classify([texts[i] for i in unseen])
        for i, guess in zip(unseen, guesses, strict=True):
            told[i] = guess
    return tuple(told)


def report(lang: Lang, today: date, folds: int = _FOLDS) -> Iterator[str]:
    """Yield a table of macro F1 per way of telling, and the worst confusions.

    As served, an unsure guess is answered like what is out of scope.
    """
    texts, intents = examples(lang)
    guesses = by_classifier(lang, folds)
    classified = tuple(name for name, _ in guesses)
    dared = tuple(n if sure >= _threshold() else _UNSURE for n, sure in guesses)
    certain = tuple(by_lexicon(text, today) for text in texts)
    ways = {
        "LogisticRegression": classified,
        "lexicon alone": certain,
        "both": _first_sure(certain, classified),
        "as served": _first_sure(certain, dared),
    }
    yield f"{lang}: intents of {len(texts)} examples, macro F1 (cross-validated)"
    for way, told in ways.items():
        names = sorted(set(intents))
        score = f1_score(intents, told, labels=names, average="macro", zero_division=0)
        yield f"{way:20}{score:8.3f}"
    yield from _confusions(intents, ways["both"])


def _first_sure(certain: Told, guessed: Told) -> Told:
    pairs = zip(certain, guessed, strict=True)
    return tuple(guess if sure == _UNTOLD else sure for sure, guess in pairs)


def _confusions(intents: Told, told: Told) -> Iterator[str]:
    wrong = Counter(
        pair for pair in zip(intents, told, strict=True) if len({*pair}) > 1
    )
    for (intent, instead), count in wrong.most_common(_WORST):
        yield f"  {intent} taken for {instead}: {count}"
