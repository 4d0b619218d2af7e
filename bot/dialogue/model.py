"""The trained model: made when its sources changed, checked before it is loaded."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import rasa
import structlog
from rasa.model_training import train

from bot.settings import ROOT

CONFIG = "bot/config.yml"
DOMAIN = "bot/domain"
TRAINING_DATA = ("bot/rules", "nlu_data/en", "nlu_data/es")

logger = structlog.get_logger()


class ModelHashError(RuntimeError):
    """A trained model is not the file that training wrote."""

    def __init__(self, model: Path) -> None:
        self.model = model
        super().__init__(
            f"The model '{model}' does not match its hash in '{hash_file(model)}'. "
            "Delete both and start again: the model is then trained anew."
        )


def ensure_model(home: Path, root: Path = ROOT) -> Path:
    """Return a checked model of the sources as they are now, trained if need be.

    Raises:
        ModelHashError: the stored model was changed since it was trained.
    """
    model = model_path(home, root)
    if not model.exists():
        logger.info("model.training", advice="this takes some seconds, once")
        train_model(model, root)
    check_hash(model)
    return model


def model_path(home: Path, root: Path = ROOT) -> Path:
    """Return where the model of the sources as they are now is kept."""
    return home / "models" / f"{source_hash(root)[:16]}.tar.gz"


def train_model(model: Path, root: Path = ROOT) -> None:
    """Train a model to a file and write its hash beside it."""
    result = train(
        domain=str(root / DOMAIN),
        config=str(root / CONFIG),
        training_files=[str(root / folder) for folder in TRAINING_DATA],
        output=str(model.parent),
        fixed_model_name=model.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.model is None:
        message = (
            f"Rasa trained no model (exit code {result.code}); see its lines above."
        )
        raise RuntimeError(message)
    hash_file(model).write_text(_hash_of(model) + "\n")


def check_hash(model: Path) -> None:
    """Compare a model with the hash that training wrote.

    Raises:
        ModelHashError: the hash is missing or differs.
    """
    kept = hash_file(model)
    if not kept.exists() or kept.read_text().strip() != _hash_of(model):
        raise ModelHashError(model)


def hash_file(model: Path) -> Path:
    """Return the file that holds a model's hash."""
    return model.with_name(model.name + ".sha256")


def source_hash(root: Path = ROOT) -> str:
    """Return a hash of all that the model is trained from, Rasa's version too."""
    digest = hashlib.sha256(rasa.__version__.encode())
    for file in _sources(root):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    yield root / CONFIG
    for folder in (DOMAIN, *TRAINING_DATA):
        yield from sorted((root / folder).rglob("*.yml"))


def _hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
