"""A file of the rules is read as YAML; what cannot be read is named."""

from pathlib import Path

import pytest

from criteria.errors import CatalogueError
from criteria.files import codes_in, read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "codes.yaml"


def test_the_codes_of_a_file_are_read_though_nothing_else_of_it_is_valid(file: Path):
    file.write_text("codes: [{code: B, levle: 1}, {code: A}, {code: 7}]", "utf-8")

    assert codes_in(file) == ("B", "A", "7")


@pytest.mark.parametrize(
    "text", ["flags: []", "codes: [{cod: A}]", "codes: 3", "codes: [A]", "[codes]", ""]
)
def test_a_file_without_a_list_of_codes_says_so(file: Path, text: str):
    file.write_text(text, "utf-8")

    with pytest.raises(CatalogueError) as caught:
        codes_in(file)

    problem = "each entry of this list needs a 'code'"
    assert str(caught.value) == f"codes.yaml, codes: {problem}"
    assert (caught.value.file, caught.value.entry) == ("codes.yaml", "codes")


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (None, "codes.yaml, file: No such file"),
        (b"title: ni\xf1o", "codes.yaml, YAML: unacceptable character #x00f1"),
        (b"codes: [\n", "codes.yaml, YAML: expected the node content, "),
        (b"a: 1\na: 2\n", 'codes.yaml, YAML: found duplicate key "a" with value "2" '),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(
    file: Path, content: bytes | None, start: str
):
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CatalogueError) as caught:
        read_yaml(file)

    assert str(caught.value).startswith(start)
    assert "\n" not in str(caught.value)
    assert caught.value.file == "codes.yaml"


def test_a_wrong_line_of_yaml_is_named_by_its_number(file: Path):
    file.write_text("codes:\n - {code: A\nmore: 1", "utf-8")

    with pytest.raises(CatalogueError) as caught:
        read_yaml(file)

    problem = "expected ',' or '}', but got ':', line 3"
    assert str(caught.value) == f"codes.yaml, YAML: {problem}"
    assert caught.value.entry == "YAML"


def test_yes_and_no_stay_words_as_yaml_1_2_has_them(file: Path):
    file.write_text("{answer: no, whole: 012, part: 1.5}", "utf-8")

    assert read_yaml(file) == {"answer": "no", "whole": 12, "part": 1.5}
    assert type(read_yaml(file)) is dict
