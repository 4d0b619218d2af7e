"""Lets Rasa load without TensorFlow, and stops any component that would need it.

`rasa.core.agent` imports TensorFlow at load although none of the components we use
needs it. A finder on `sys.meta_path` serves placeholder modules in its place.
Module and class bodies may name, subclass and decorate with placeholders; a
function that calls one gets `TensorFlowMissingError`. To code outside Rasa a
placeholder looks empty, since libraries such as matplotlib probe
`sys.modules["tensorflow"]` and would take its answers for real ones.
"""

import importlib.util
import inspect
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

SERVED = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "keras")
READERS = ("rasa", "importlib", "_frozen_importlib", *SERVED)


class TensorFlowMissingError(RuntimeError):
    """A component tried to use TensorFlow, which is not installed."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"'{name}' was used, but TensorFlow is not installed. Choose components "
            "that do without it in bot/config.yml, or install the extra 'diet'."
        )


class _Placeholder(type):
    """A class that stands for any TensorFlow name while modules are being loaded."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__module__}.{cls.__qualname__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if not _in_definition(frame):
            raise TensorFlowMissingError(cls.__qualname__)
        decorated = args[0] if len(args) == 1 and inspect.isroutine(args[0]) else None
        return decorated or cls


def _stand_in(qualified: str) -> type:
    module, _, name = qualified.rpartition(".")
    return _Placeholder(name, (), {"__module__": module})


def _in_definition(frame: FrameType) -> bool:
    """Tell a module or class body (where names are defined) from a function."""
    return not frame.f_code.co_flags & inspect.CO_OPTIMIZED


class _PlaceholderModule(ModuleType):
    """A module whose every attribute is a placeholder, seen by Rasa only."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        reader = sys._getframe(1).f_globals.get("__name__", "")
        if name.startswith("__") or not _is_one_of(reader, READERS):
            raise AttributeError(name)
        return _stand_in(f"{self.__name__}.{name}")


def _is_one_of(name: str, packages: tuple[str, ...]) -> bool:
    return name.partition(".")[0] in packages


class _Finder(MetaPathFinder, Loader):
    """Serves a placeholder module for every name under `SERVED`."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        served = _is_one_of(fullname, SERVED)
        return ModuleSpec(fullname, self, is_package=True) if served else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _PlaceholderModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty: its attributes are made when asked for."""


def install() -> None:
    """Serve placeholders from now on, unless TensorFlow is really installed.

    Call it before anything of `rasa` is imported. Calling it again does nothing.
    """
    installed = any(isinstance(finder, _Finder) for finder in sys.meta_path)
    if not installed and importlib.util.find_spec("tensorflow") is None:
        sys.meta_path.append(_Finder())
