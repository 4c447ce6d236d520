"""Watches the templates: once one is saved, everything is made of it anew."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

from mailbot.preview.letters import WRITER
from mailbot.templating import templates_folder

_OURS = "mailbot."


class Watch:
    """Sees whether a file below the templates was saved since it looked last."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or templates_folder()
        self._seen = self._stamps()

    def has_changed(self) -> bool:
        """Whether one was saved, came or went."""
        stamps = self._stamps()
        changed, self._seen = stamps != self._seen, stamps
        return changed

    def _stamps(self) -> Mapping[Path, tuple[int, int]]:
        found = {}
        for path in self._folder.rglob("*"):
            try:
                said = path.stat()
            except OSError:  # an editor writes beside it and renames
                continue
            found[path] = (said.st_mtime_ns, said.st_size)
        return found


def read_anew() -> None:
    """Forget all that was made of templates: they are read and compiled again when somebody asks.

    Whatever a module of ours remembers of a call is forgotten: each of them keeps its own templates so, and none keeps
    anything so that cannot be made again.
    """
    WRITER.forget()
    for module in [each for name, each in sys.modules.items() if name.startswith(_OURS)]:
        for forget in _forgetful(module):
            forget()


def _forgetful(module: ModuleType) -> list[Callable[[], None]]:
    return [value.cache_clear for value in list(vars(module).values()) if callable(getattr(value, "cache_clear", None))]
