"""What a browser would send of a page's forms if nobody touched them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_TICKED = frozenset({"checkbox", "radio"})
_OTHERS = ("/empty", "/fresh")
"""Where forms lead that are none of the page's own."""
_PRESSED = frozenset({"submit", "image", "button", "reset"})


@dataclass(slots=True)
class Form:
    """One form as it was printed."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    """What it would send."""
    known: set[str] = field(default_factory=set)
    """The names of its fields, ticked or not."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each list to choose from: the value by what it shows; of boxes and circles, by itself."""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    has_files: bool = False

    def button(self, says: str) -> dict[str, str]:
        """What pressing the button of this value adds; nothing when there is none."""
        return next(({name: value} for name, value in self.buttons if value == says), {})


def forms_on(html: str) -> list[Form]:
    """The forms of a page in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


def pictures_on(html: str) -> list[str]:
    """The addresses of the pictures that a page shows, each once."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.pictures))


def form_for(html: str, act: str, fields: Mapping[str, str]) -> Form:
    """The form with the button `act`, or the first with these fields. Raises LookupError for a page without one."""
    posted = [form for form in forms_on(html) if form.method == "post" and not form.action.endswith(_OTHERS)]
    if act:
        meant = [form for form in posted if form.button(act) or form.fields.get("act") == act]
    else:
        meant = [form for form in posted if all(name in form.known for name in fields)] or posted
    if not meant:
        raise LookupError(f"no form says {act or ', '.join(fields)!r}")
    return meant[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.pictures: list[str] = []
        self._form: Form | None = None
        self._area = self._list = self._option = ""
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "img" and given.get("src"):
            self.pictures.append(given["src"])
        elif self._form is not None and (name := given.get("name", "")):
            self._control(self._form, tag, name, given)
        if tag == "option" and self._form is not None and self._list:
            self._option, self._said = given.get("value", ""), []
            if "selected" in given or self._list not in self._form.fields:
                self._form.fields[self._list] = self._option

    def _control(self, form: Form, tag: str, name: str, given: Mapping[str, str]) -> None:
        kind = given.get("type", "text" if tag == "input" else "submit")
        if tag == "button" or (tag == "input" and kind in _PRESSED):
            form.buttons.append((name, given.get("value", "")))
            return
        form.known.add(name)
        if tag == "textarea":
            self._area, self._said = name, []
        elif tag == "select":
            self._list = name
        elif kind == "file":
            form.has_files = True
        elif kind not in _TICKED:
            form.fields[name] = given.get("value", "")
        else:
            form.options.setdefault(name, {})[given.get("value", "on")] = given.get("value", "on")
            if "checked" in given:
                form.fields[name] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "textarea" and self._area:
            self._form.fields[self._area], self._area = "".join(self._said).removeprefix("\n"), ""
        elif tag == "option" and self._list:
            self._form.options.setdefault(self._list, {})[" ".join("".join(self._said).split())] = self._option
        elif tag == "select":
            self._list = ""
        elif tag == "form":
            self._form = None
