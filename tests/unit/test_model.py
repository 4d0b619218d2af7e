"""A model is trained when its sources change and loaded only as it was trained."""

import shutil

import pytest

from bot.dialogue.model import (
    ModelHashError,
    check_hash,
    ensure_model,
    hash_file,
    model_path,
    source_hash,
)
from bot.settings import ROOT


@pytest.fixture
def sources(tmp_path):
    """A copy of everything a model is trained from."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "bot/domain", root / "bot/domain")
    shutil.copytree(ROOT / "bot/rules", root / "bot/rules")
    shutil.copytree(ROOT / "nlu_data", root / "nlu_data")
    shutil.copy(ROOT / "bot/config.yml", root / "bot/config.yml")
    return root


def test_the_same_sources_have_the_same_model(sources, tmp_path):
    assert source_hash(sources) == source_hash(ROOT)
    assert model_path(tmp_path, sources) == model_path(tmp_path)


@pytest.mark.parametrize(
    "file",
    [
        "bot/config.yml",
        "bot/domain/questions_pain.yml",
        "bot/rules/intake.yml",
        "nlu_data/es/intents.yml",
        "nlu_data/en/intents.yml",
    ],
)
def test_a_change_of_any_source_asks_for_a_new_model(sources, tmp_path, file):
    with (sources / file).open("a") as source:
        source.write("\n# changed\n")

    assert model_path(tmp_path, sources) != model_path(tmp_path)


def test_a_lexicon_is_read_when_it_is_used_and_needs_no_training(sources, tmp_path):
    with (sources / "nlu_data/lexicon/es/regions.yml").open("a") as source:
        source.write("\n# changed\n")

    assert model_path(tmp_path, sources) == model_path(tmp_path)


@pytest.fixture
def stored_model(settings, tmp_path):
    """A copy of the trained model with its hash."""
    model = ensure_model(settings.home)
    shutil.copy(model, tmp_path)
    shutil.copy(hash_file(model), tmp_path)
    return tmp_path / model.name


def test_a_model_as_it_was_trained_is_accepted(stored_model):
    check_hash(stored_model)


def test_a_model_with_one_changed_byte_is_refused(stored_model):
    content = bytearray(stored_model.read_bytes())
    content[len(content) // 2] ^= 1
    stored_model.write_bytes(content)

    with pytest.raises(ModelHashError, match="trained anew"):
        check_hash(stored_model)


def test_a_model_without_its_hash_is_refused(stored_model):
    hash_file(stored_model).unlink()

    with pytest.raises(ModelHashError):
        check_hash(stored_model)
