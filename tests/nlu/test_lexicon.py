"""The lexicon: alike in both languages, named by the vocabulary, checked at load."""

from pathlib import Path

import pytest

from bot.nlu.lexicon import FOLDER, LexiconError, groups, load
from criteria.findings import known


def test_both_languages_have_the_same_files_and_groups():
    for path in (FOLDER / "es").iterdir():
        assert groups("es", path.stem).keys() == groups("en", path.stem).keys()
    assert {p.name for p in (FOLDER / "es").iterdir()} == {
        p.name for p in (FOLDER / "en").iterdir()
    }


@pytest.mark.parametrize(
    ("topic", "prefix"),
    [
        ("hypersensitivity", ""),
        ("comorbidity", ""),
        ("descriptors", "dn4i."),
        ("conditions", "conditions."),
    ],
)
def test_every_group_of_findings_is_in_the_vocabulary(topic: str, prefix: str):
    names = {prefix + group.partition(".")[0] for group in groups("es", topic)}

    assert [name for name in names if not known(name)] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("source: x\nwords: {knee: ['rodilla(s']}", "bad.yml, line 2: knee"),
        ("source: x\nwords: {knee: ['']}", "bad.yml, line 2: knee"),
        ("words: {knee: [rodilla]}", "bad.yml: at source"),
        ("source: x\nwords: {knee: [1]}", "bad.yml, line 2: at words → knee → 0"),
        ("source: [", "bad.yml: "),
    ],
)
def test_a_wrong_lexicon_line_is_an_error_that_names_it(
    tmp_path: Path, content: str, said: str
):
    path = tmp_path / "bad.yml"
    path.write_text(content, "utf-8")

    with pytest.raises(LexiconError, match=said.replace("(", r"\(")):
        load(path)
