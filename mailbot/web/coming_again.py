"""A page that comes again because its button was pressed too fast: the browser is taken to that very button.

Whoever tapped at once finds it under their thumb again, and beside it the words that ask for a second press. Nothing is
wrong there, so nothing is red. No script is needed: the browser goes where it finds `autofocus`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SAID = "once-more"
"""What the words are called that ask for a second press."""
_WORDS = re.compile(rf'<p class="notice"[^>]* id="{_SAID}">.*?</p>\n?', re.DOTALL)
_TAKEN_TO = f' autofocus aria-describedby="{_SAID}"'


def asks_again(page: str) -> bool:
    """Whether the page says that it must be pressed once more."""
    return _WORDS.search(page) is not None


def led_back(page: str, pressed: Mapping[str, str]) -> str:
    """The page, its reader taken to the button that they had pressed; `pressed`: what their form brought. What is
    folded around that button is opened, and the words stand beside it, for a telephone shows no more of the page."""
    best = max(_Buttons(page).buttons, key=lambda button: button.likeness(pressed), default=None)  # else the first
    words = _WORDS.search(page)
    if best is None or words is None:
        return page
    changes = [(best.at, best.at, _TAKEN_TO), *((fold, fold, " open") for fold in best.folds)]
    if best.row is not None:
        changes += [(best.row, best.row, words[0].strip()), (*words.span(), "")]
    for start, end, what in sorted(changes, reverse=True):
        page = page[:start] + what + page[end:]
    return page


@dataclass(frozen=True, slots=True)
class _Button:
    """One that posts a form."""

    at: int
    """Where its attributes end."""
    row: int | None
    """Where the row of buttons begins in which it stands."""
    named: tuple[str, str] | None
    hidden: Mapping[str, str]
    """What its form brings beside it, whoever presses."""
    folds: tuple[int, ...]
    """Where the attributes end of what is folded around it."""

    def likeness(self, pressed: Mapping[str, str]) -> int:
        """How much of what was brought tells of this button; below nothing when it brings something else."""
        brings = [*self.hidden.items(), *([self.named] if self.named else [])]
        return len(brings) if all(pressed.get(name) == value for name, value in brings) else -1


@dataclass(slots=True)
class _Form:
    posts: bool
    hidden: dict[str, str] = field(default_factory=dict)


class _Buttons(HTMLParser):
    """Every button of a page that posts what is asked there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.buttons: list[_Button] = []
        self._form = _Form(posts=False)
        self._folds: list[int | None] = []
        self._rows: list[int | None] = []
        """Of each block that is open: where its inside begins, if it is a row of buttons."""
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form, what it brings in any case, a button of it, or what stands around them."""
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form":
            self._form = _Form(posts=said.get("method") == "post" and "hidden" not in said)
        elif tag == "details":
            self._folds.append(None if "open" in said else self._behind() - 1)
        elif tag == "div":
            is_row = "acts" in said.get("class", "").split()
            self._rows.append(self._behind() if is_row else None)
        elif tag == "input" and said.get("type") == "hidden" and name not in ("form", ""):
            self._form.hidden[name] = value
        elif tag == "button" and self._form.posts:
            folds = tuple(at for at in self._folds if at is not None)
            named, row = (name, value) if name else None, self._rows[-1] if self._rows else None
            self.buttons.append(_Button(self._behind() - 1, row, named, self._form.hidden, folds))

    def handle_endtag(self, tag: str) -> None:
        """The end of a form, or of what stands around it."""
        if tag == "form":
            self._form = _Form(posts=False)
        elif tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "div" and self._rows:
            self._rows.pop()

    def _behind(self) -> int:
        """Where the tag ends that is being read."""
        line, column = self.getpos()
        return self._lines[line - 1] + column + len(self.get_starttag_text() or "")
