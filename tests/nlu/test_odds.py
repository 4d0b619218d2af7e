import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bot.nlu import listener
from bot.nlu.learning import TOPICS, Example, examples, fingerprint, learn
from bot.nlu.learnt import DATA, load, weights_of
from bot.nlu.listener import listen
from bot.nlu.odds import MODEL, TOPIC, Odds, odds
from bot.nlu.reading import read
from bot.nlu.understand import understand
from bot.nlu.warning_evaluation import report
from bot.nlu.warnings import hear

TODAY = date(2026, 11, 22)
TAUGHT = MODEL.told

UNWORDED = (
    ("RF_CES", "ando mojando la cama y ni cuenta me doy, la ciática está peor"),
    ("RF_CHEST", "parece que un elefante se me sentó encima y ando sudando helado"),
    ("RF_DRUG", "ya no sé cuántos parches me puse y se me cierran los ojos"),
    ("RF_CORD", "my legs obey me less each week and I steer along the furniture"),
    ("RF_COMPART", "under the plaster it's swelling like dough, each hour is worse"),
    ("RF_VIOLENCE", "he takes my phone and pins me to the wall when supper is late"),
)


@pytest.mark.parametrize(("code", "text"), UNWORDED)
def test_a_sign_in_words_that_nobody_listed_is_heard(code: str, text: str):
    assert not hear(read(text))
    assert code in {raised.code for raised in listen(text)}


def test_a_sign_told_in_one_sentence_of_many_is_heard():
    talk = "Vivo con mi hija. Me gusta tejer. Ayer fui al mercado con ella. " * 8
    sign = "Se me puso el pecho como con un peso encima y sudo frío."

    assert odds(read(talk + sign + talk)).any > 0.5 > odds(read(talk)).any


WORDED, UNHEARD, DENIED = "no puedo respirar", "algo me pasa aquí", "no tengo fiebre"
UNTAUGHT = "the worst headache of my life, it came in seconds"


@pytest.mark.parametrize(
    ("text", "odd", "raised", "doubts"),
    [
        (WORDED, 0.9, {"RF_PE", "RF_SPINE_INF"}, ()),
        (WORDED, 0.05, {"RF_PE"}, ()),
        (f"le cuento, doctora, que {WORDED}", 0.4, {"RF_PE"}, ()),
        (f"le cuento, doctora, que {WORDED}", 0.05, set(), ("RF_PE",)),
        (UNTAUGHT, 0.05, {"RF_THUNDER"}, ()),
        (UNHEARD, 0.9, {"RF_SPINE_INF"}, ()),
        (UNHEARD, 0.45, set(), ("RF_SPINE_INF",)),
        (UNHEARD, 0.1, set(), ()),
        (f"me duele la espalda, {DENIED}", 0.9, set(), ("RF_SPINE_INF",)),
    ],
)
def test_wordings_and_odds_weigh_together(
    text: str,
    odd: float,
    raised: set,
    doubts: tuple,
    monkeypatch: pytest.MonkeyPatch,
):
    likely = Odds(odd, {"RF_SPINE_INF": odd * 0.9, "RF_PE": odd * 0.1}, 0, 2)
    monkeypatch.setattr(listener, "odds", lambda message: likely)

    assert {one.code for one in listen(text)} == raised
    assert understand(text, today=TODAY).doubts == doubts


def test_a_known_wording_is_heard_when_the_odds_fail(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listener, "odds", lambda message: 1 / 0)

    assert [raised.code for raised in listen("no puedo respirar")] == ["RF_PE"]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_weights_are_those_of_the_examples(topic: str):
    with np.load(weights_of(topic)) as held:
        assert str(held["source"]) == fingerprint(DATA / topic), "run `make odds`"


def test_both_languages_teach_every_sign():
    taught: dict[str, Counter[str]] = {"es": Counter(), "en": Counter()}
    for lang in taught:
        file = DATA / TOPIC / f"{lang}.jsonl"
        for line in file.read_text("utf-8").splitlines():
            taught[lang].update(json.loads(line).get("red_flags", ()))

    assert all(min(taught[lang][c] for c in TAUGHT) >= 30 for lang in taught)


@pytest.mark.parametrize("held_out", ["frozen", "warnings"])
def test_no_message_held_out_was_learnt_from(held_out: str):
    files = sorted((Path(__file__).parent / held_out).glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    texts = {json.loads(line)["text"] for line in lines}

    assert texts
    for topic in TOPICS:
        assert texts.isdisjoint(one.text for one in examples(DATA / topic))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_of_messages_never_learnt_from_hardly_any_sign_is_passed_over(lang: str):
    sign = next(line for line in report(lang, TODAY) if "with a sign" in line)
    passed = re.search(r"(\d+) silent", sign)

    assert re.search(r"(\d+) raised", sign)
    assert not passed or int(passed[1]) <= 3


def test_what_was_learnt_is_kept_and_told_apart(tmp_path: Path):
    taught = [Example(text="it hurts like fire", red_flags=("RF_LIMB",))] * 5
    taught += [Example(text="no air in here", red_flags=("RF_PE",))] * 5
    taught += [Example(text="thanks a lot, doctor")] * 5
    np.savez_compressed(tmp_path / "weights.npz", **learn(taught))
    model = load(tmp_path / "weights.npz")

    fire, thanks = model.odds([("like", "fire"), ("thanks", "doctor")]).tolist()
    assert fire[model.told.index("RF_LIMB")] > 0.5
    assert sum(thanks) < 0.5


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", r"xx\.jsonl:2: not a message"),
        ('{"text": "a", "flags": []}', r"xx\.jsonl:2: not a message"),
        ('{"text": "a", "red_flags": ["RF_X"]}', r"xx\.jsonl:2: RF_X is no finding"),
    ],
)
def test_a_wrong_example_names_file_and_line(tmp_path: Path, line: str, fault: str):
    (tmp_path / "xx.jsonl").write_text('{"text": "hola"}\n' + line, "utf-8")

    with pytest.raises(ValueError, match=fault):
        list(examples(tmp_path))
