"""What of a library is read when, and what never: a house that gets no PDF has no use for what opens one."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


class _Late:
    """A module, before and after it is read. Threads that need it at the same time wait for each other."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def late(name: str) -> Any:
    """The module of this name, read when something of it is asked for. Its host imports it under TYPE_CHECKING, too:
    so it stays known which room has it."""
    return _Late(name)


class _PutOff(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with _TURN:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)


def put_off(name: str) -> None:
    """Let others import a module, and read it when they ask for something of it."""
    if name not in sys.modules:
        sys.modules[name] = _PutOff(name)


def never(*names: str) -> None:
    """Keep libraries out of this process, for others that would read whatever is installed and take what there is."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails (docs.python.org, sys.modules)


_TURN = threading.RLock()


@contextmanager
def without_its_front_page(package: str) -> Iterator[None]:
    """While this lasts, single modules of a package are read without the file that would read all of them."""
    with _TURN:
        spec = find_spec(package) if package not in sys.modules else None
        if spec is None:  # it is read already, or not there at all
            yield
            return
        sys.modules[package] = module_from_spec(spec)
        try:
            yield
        finally:
            del sys.modules[package]
