"""Every text a patient reads is easy, and says nothing that it must not."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from actions.idioms import wants_to_go_on
from bot.nlu.understand import understand
from bot.server.texts import TextsError, load_texts
from bot.syllables import syllables
from bot.wording import (
    Wording,
    breaches,
    hardest,
    reading_ease,
    sentences,
    too_hard,
    wording,
)
from criteria.catalogue import catalogue, red_flags

ROOT = Path(__file__).parents[2]
LANGS = ("es", "en")
EASY = 80
FAIRLY_EASY = 70
PASSAGE_WORDS = 25


TO_TAP = re.compile(r"(?:toque|marque|tap|tick|en|under) [«“]([^»”]+)[»”]")
TO_WRITE = re.compile(r"(?:escriba|write) [«“]([^»”]+)[»”]")


class Said(NamedTuple):
    """A text for patients, by the place it stands in."""

    name: str
    lang: str
    text: str


def read(path: str) -> Any:
    return YAML(typ="safe", pure=True).load(ROOT / path)


def both_languages(name: str, value: Any) -> Iterator[Said]:
    """Yield every text below a value in which "es" and "en" stand side by side."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key in LANGS:
                yield from (Said(name, key, text) for text in strings(below))
            else:
                yield from both_languages(f"{name}.{key}", below)
    if isinstance(value, list):
        for below in value:
            yield from both_languages(name, below)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for below in value:
            yield from strings(below)


@cache
def responses() -> dict[str, list[dict[str, Any]]]:
    files = sorted((ROOT / "bot/domain").glob("*.yml"))
    parts = (read(str(file.relative_to(ROOT))).get("responses", {}) for file in files)
    return {name: variants for part in parts for name, variants in part.items()}


def conditions_of(variant: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in variant.get("condition", [])}


def spoken() -> Iterator[Said]:
    """Yield the text of every response, each wording by itself."""
    for name, variants in responses().items():
        for variant in variants:
            given = conditions_of(variant)
            if "language" in given:
                wording_name = " ".join(filter(None, [name, given.get("asking")]))
                yield Said(wording_name, given["language"], variant["text"])


def titles() -> Iterator[Said]:
    for name, variants in responses().items():
        for variant in variants:
            lang = conditions_of(variant).get("language")
            for button in variant.get("buttons", []) if lang else []:
                yield Said(f"{name}: quick reply", lang, button["title"])


def advice() -> Iterator[Said]:
    for flag in red_flags():
        yield from (Said(flag.code, lang, flag.advice[lang]) for lang in LANGS)
    for name, ending in catalogue().red_flags.endings.model_dump().items():
        yield from both_languages(f"red_flags.endings.{name}", ending)


def pages() -> Iterator[Said]:
    for lang in LANGS:
        for name, text in read(f"bot/web/texts/{lang}.yml").items():
            yield from (Said(f"web.{name}", lang, each) for each in strings(text))


def fixed() -> Iterator[Said]:
    for lang, texts in read("bot/server/safe_texts.yml").items():
        yield from (Said(f"safe.{name}", lang, text) for name, text in texts.items())


def read_back() -> Iterator[Said]:
    yield from both_languages("read_back", read("actions/read_back.yml"))


def glossary() -> Iterator[Said]:
    for entry in read("criteria/plain/glossary.yaml")["entries"]:
        yield from both_languages(f"glossary.{entry['id']}", entry)


SPOKEN = list(spoken())
TITLES = list(titles())
READ_BACK = list(read_back())
SHORT_LINES = {
    "advice": list(advice()),
    "pages": list(pages()),
    "fixed texts": list(fixed()),
    "glossary": list(glossary()),
}
QUESTIONS = [said for said in SPOKEN if said.name.startswith("utter_ask_")]
HELP = {(s.name, s.lang): s.text for s in SPOKEN if s.name.startswith("utter_help_")}


def ids(said: Said) -> str:
    return f"{said.name} {said.lang}"


@pytest.mark.parametrize("question", QUESTIONS, ids=ids)
def test_a_question_with_its_help_is_easy_to_read(question):
    slot = question.name.split()[0].removeprefix("utter_ask_")
    whole = f"{question.text}\n{HELP.get((f'utter_help_{slot}', question.lang), '')}"

    assert too_hard(question.name, whole, question.lang, EASY) == []


@pytest.mark.parametrize(
    "said", [s for s in SPOKEN if len(s.text.split()) >= PASSAGE_WORDS], ids=ids
)
def test_whatever_else_the_bot_says_at_length_is_easy_to_read(said):
    assert too_hard(said.name, said.text, said.lang, EASY) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", SHORT_LINES)
def test_short_lines_are_easy_taken_together(place, lang):
    """The formulas are made for passages: a line of a few words alone says little.

    The advice keeps the sentences of the clinical notes, which a clinician approves.
    """
    lines = [said.text for said in SHORT_LINES[place] if said.lang == lang]
    least = FAIRLY_EASY if place == "advice" else EASY

    assert too_hard(place, "\n".join(lines), lang, least) == []


@pytest.mark.parametrize("said", [s for s in SPOKEN if TO_TAP.search(s.text)], ids=ids)
def test_what_a_text_says_to_tap_is_there_to_be_tapped(said):
    slot = said.name.split()[0].removeprefix("utter_ask_").removeprefix("utter_help_")
    there = [t for t in TITLES if t.name.split(":")[0] == f"utter_ask_{slot}"]
    there += [page for page in SHORT_LINES["pages"] if page.lang == said.lang]

    for named in TO_TAP.findall(said.text):
        assert any(named in each.text for each in there), named


@pytest.mark.parametrize(
    "said", [s for s in SPOKEN if TO_WRITE.search(s.text)], ids=ids
)
def test_what_a_text_says_to_write_is_understood(said):
    for words in TO_WRITE.findall(said.text):
        act = understand(words, today=date(2026, 11, 22)).act
        assert act or wants_to_go_on(words), words


@pytest.mark.parametrize("place", ["domain", "titles", "read_back", *SHORT_LINES])
def test_no_text_says_what_no_patient_may_be_told(place):
    places = SHORT_LINES | {
        "domain": SPOKEN,
        "titles": TITLES,
        "read_back": READ_BACK,
    }

    assert [found for said in places[place] for found in breaches(*ordered(said))] == []


def ordered(said: Said) -> tuple[str, str, str]:
    return said.name, said.text, said.lang


def test_the_lint_reads_every_place_with_texts_for_patients_in_both_languages():
    for places in (SPOKEN, TITLES, READ_BACK, *SHORT_LINES.values()):
        langs = [said.lang for said in places]
        assert abs(langs.count("es") - langs.count("en")) <= len(langs) // 10
        assert len(langs) > 10
    assert len(QUESTIONS) > 150


RULES = [(lang, rule) for lang in LANGS for rule in wording(lang).rules]
BAD = [(lang, rule, each) for lang, rule in RULES for each in rule.patterns]
NEAR = [(lang, rule.id, text) for lang, rule in RULES for text in rule.fine]


def planted(value: Any) -> str:
    return value if isinstance(value, str) else getattr(value, "caught", "")


@pytest.mark.parametrize(("lang", "rule", "pattern"), BAD, ids=planted)
def test_every_pattern_catches_the_text_planted_for_it(lang, rule, pattern):
    found = breaches("planted", pattern.caught, lang)

    assert [each for each in found if f"is {rule.id}." in each]


@pytest.mark.parametrize(("lang", "rule", "text"), NEAR)
def test_a_text_that_comes_close_is_let_through(lang, rule, text):
    assert breaches("near", text, lang) == []


def test_both_languages_forbid_the_same():
    assert [r.id for r in wording("es").rules] == [r.id for r in wording("en").rules]


def test_a_question_may_name_a_disease_and_a_statement_may_not():
    asked = "¿Le han dicho que usted tiene fibromialgia?"

    assert breaches("planted", asked, "es") == []
    assert breaches("planted", "Usted tiene fibromialgia.", "es") != []


def test_a_promise_is_let_through_only_where_it_is_said_when_true():
    promise = "Someone from the team has been alerted."

    assert breaches("red_flags.endings.staffed", promise, "en") == []
    assert breaches("utter_person", promise, "en") != []


def test_a_hard_text_names_itself_its_score_and_its_longest_sentences():
    hard = "Indique la temporalidad de la sintomatología dolorosa. Sí."

    [said] = too_hard("utter_ask_x", hard, "es", EASY)

    score = f"{reading_ease(hard, 'es'):.1f}"
    assert said.startswith(f"utter_ask_x (es): reading ease {score}, not 80: Indique")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno. ¿Dos? ¡Tres!", ["Uno.", "¿Dos?", "¡Tres!"]),
        ("Hasta hoy: «dos años».", ["Hasta hoy: «dos años»."]),
        ("Esto:\n{summary}\n¿Está bien?", ["Esto:", "¿Está bien?"]),
        ("Una; otra", ["Una;", "otra"]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text, expected):
    assert sentences(text) == expected


def test_the_longest_sentences_come_first():
    assert hardest("Sí. No sé. Tal vez mañana.", 2) == ["Tal vez mañana.", "No sé."]


def test_a_text_of_placeholders_alone_is_not_hard():
    assert too_hard("utter_summary", "{summary}", "es", EASY) == []


# Words counted by hand from figures of the two formulas' definitions.
@pytest.mark.parametrize(
    ("text", "lang", "ease"),
    [
        ("¿Dónde le duele?", "es", 206.84 - 1.02 * 3 - 60 * 5 / 3),
        ("Me duele. No sé.", "es", 206.84 - 1.02 * 2 - 60 * 5 / 4),
        ("Where does it hurt?", "en", 206.835 - 1.015 * 4 - 84.6 * 4 / 4),
        ("It hurts at night. I am tired.", "en", 206.835 - 1.015 * 3.5 - 84.6 * 8 / 7),
    ],
)
def test_reading_ease_follows_the_published_formulas(text, lang, ease):
    assert reading_ease(text, lang) == pytest.approx(ease)


SPANISH = {
    1: "y yo ya muy hoy bien quien pues sí buey",
    2: "dolor aún leer baúl ciudad cuello piernas guerra leyó hacia después día país"
    " cuidar reír construir frío oír noche",
    3: "ahora siguiente cuídese hacía oído pingüino cabeza rodilla espalda alcohol"
    " clínica médico equipo hinchado",
    4: "medicina paranoia temporada enfermera averigüe hormigueo energía diagnóstico",
    5: "articulación preocupado comorbilidad",
}
ENGLISH = {
    1: "hurts pain tapped where whole clothes it’s you’d stopped noise",
    2: "doctor urgent wanted asking hasn’t didn’t sharpness table little being trial",
    3: "medicine emotion understand however already prescription sensitive yesterday",
    4: "emergency especially",
    5: "examination",
}


def counted(table: dict[int, str]) -> list[tuple[str, int]]:
    return [(word, count) for count, words in table.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), counted(SPANISH))
def test_the_syllables_of_spanish_words(word, count):
    assert syllables(word, "es") == count


@pytest.mark.parametrize(("word", "count"), counted(ENGLISH))
def test_the_syllables_of_english_words(word, count):
    assert syllables(word, "en") == count


def test_a_number_is_as_long_as_its_digits():
    assert (syllables("7", "es"), syllables("15", "en")) == (1, 2)


def test_a_wrong_line_of_the_rules_names_its_file_and_entry(tmp_path):
    file = tmp_path / "wording_es.yml"
    file.write_text("syllables: {}\nwords: {}\nrules: [{id: x, reason: y}]\n")

    with pytest.raises(TextsError, match=r"wording_es.yml: entry 'rules.0.patterns'"):
        load_texts(Wording, file)
