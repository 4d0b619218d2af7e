"""The words of the pages: the same in both languages, and complete."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.server.labels import Labels
from bot.server.texts import (
    LANGS,
    DeskTexts,
    PatientTexts,
    TextsError,
    control_choices,
    desk_texts,
    load_texts,
    patient_texts,
)
from criteria.catalogue import catalogue, red_flags
from criteria.findings import leaves
from criteria.names import SIDED_REGIONS, WPI_AREAS
from criteria.values import BodySystem, Distribution, Precision, Source, Status, Tri

TEXTS = Path(__file__).parents[2] / "bot" / "web" / "texts"
TEMPLATES = TEXTS.parent / "templates"

BLAMING_OR_CLINICAL = (
    "diagn",
    "fibromial",
    "fibromyal",
    "nociplást",
    "nociplastic",
    "ketamin",
    "no es grave",
    "not serious",
    "tranquil",
    "don't worry",
    "no se preocupe",
)


def flat(texts) -> dict[str, str]:
    """Return the texts by name, those of a group under "group.name"."""
    return {
        f"{name}.{key}" if key else name: text
        for name, value in texts.model_dump().items()
        for key, text in (value if isinstance(value, dict) else {"": value}).items()
    }


@pytest.mark.parametrize("load", [patient_texts, desk_texts])
def test_both_languages_say_the_same_things(load):
    assert flat(load("es")).keys() == flat(load("en")).keys()


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_the_patients_page_is_empty_or_left_in_the_other_language(lang):
    other = next(one for one in LANGS if one != lang)
    texts = set(flat(patient_texts(lang)).values())

    assert all(text.strip() for text in texts)
    assert not texts & set(flat(patient_texts(other)).values())


@pytest.mark.parametrize("lang", LANGS)
def test_the_patients_page_names_no_disease_drug_or_comfort(lang):
    said = " ".join(flat(patient_texts(lang)).values()).lower()

    assert [word for word in BLAMING_OR_CLINICAL if word in said] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_of_the_vocabulary_has_a_label(lang):
    labels = Labels(lang)

    assert all(labels.finding(name) for name in leaves())


@pytest.mark.parametrize("lang", LANGS)
def test_every_region_code_level_and_value_has_a_label(lang):
    labels, texts = Labels(lang), desk_texts(lang)

    assert all(labels.region(name) for name in (*SIDED_REGIONS, *WPI_AREAS))
    assert all(labels.red_flag(flag) for flag in red_flags())
    assert {level.code for level in catalogue().red_flags.levels} == set(texts.levels)
    assert set(Status) == set(texts.statuses)
    assert set(Source) == set(texts.sources)
    for choices in (Tri, BodySystem, Distribution, Precision):
        assert set(choices) <= set(texts.values)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda data: data.pop("send"), "'send'"),
        (lambda data: data.update(sned="Send"), "'sned'"),
        (lambda data: data.update(send=5), "'send'"),
    ],
    ids=["an entry is missing", "an entry is unknown", "an entry is no text"],
)
def test_a_wrong_text_file_is_refused_naming_file_and_entry(
    tmp_path, change, complaint
):
    yaml = YAML(typ="safe", pure=True)
    data = yaml.load(TEXTS / "en.yml")
    change(data)
    file = tmp_path / "en.yml"
    yaml.dump(data, file)

    with pytest.raises(TextsError, match=rf"en\.yml.*{complaint}"):
        load_texts(PatientTexts, file)


def test_every_word_of_the_desk_is_used_by_a_page():
    used = "".join(
        file.read_text()
        for file in [*TEMPLATES.glob("desk/*.html"), *Path("bot/server").glob("*.py")]
    )

    unused = [
        word
        for word in desk_texts("en").words
        if not re.search(rf"""w\.{word}\b|words\[['"]{word}['"]\]""", used)
    ]
    assert unused == ["scope"]


def test_the_desk_texts_are_checked_too(tmp_path):
    file = tmp_path / "desk_en.yml"
    file.write_text("words: {}\n")

    with pytest.raises(TextsError, match=r"desk_en\.yml.*'findings'"):
        load_texts(DeskTexts, file)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_patient_may_ask_has_a_title_in_each_language(lang):
    wanted = ("why", "help", "back", "tired", "pause", "stop", "delete")

    assert [one.id for one in control_choices(lang)] == [f"do.{n}" for n in wanted]


def test_before_a_language_is_known_there_is_nothing_to_ask():
    assert control_choices(None) == ()
