"""TensorFlow's placeholder lets Rasa load and stops whatever would use it."""

import sys

import pytest

import bot.dialogue  # noqa: F401
from bot.placeholder import TensorFlowMissingError, install


def test_rasa_loads_its_tensorflow_components_without_tensorflow():
    from rasa.nlu.classifiers.diet_classifier import DIETClassifier

    assert DIETClassifier.__name__ == "DIETClassifier"


def test_a_component_that_would_use_tensorflow_is_stopped():
    from rasa.nlu.classifiers.diet_classifier import DIET

    with pytest.raises(TensorFlowMissingError, match="not installed"):
        DIET(None, None, None)


def test_a_layer_built_by_rasa_is_stopped():
    from rasa.utils.tensorflow.layers import SparseDropout

    with pytest.raises(TensorFlowMissingError, match="SparseDropout"):
        SparseDropout(rate=0.1)


def test_other_libraries_see_an_empty_module():
    assert not hasattr(sys.modules["tensorflow"], "is_tensor")


def test_installing_twice_serves_placeholders_once():
    before = len(sys.meta_path)

    install()

    assert len(sys.meta_path) == before
