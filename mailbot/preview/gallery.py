"""The gallery as files, each made when somebody asks for it: the index, one view an item, and what the views show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from mailbot.outbound.samples import Sample
from mailbot.preview.faults import Fault, fault_of
from mailbot.preview.grounds import on_dark, on_light
from mailbot.preview.guide import Stop
from mailbot.preview.letters import as_message, as_page, written
from mailbot.preview.pages import beside_its_style, looks, scripts
from mailbot.preview.papers import Paper
from mailbot.preview.shelves import READERS, Drawing, Item, everything
from mailbot.preview.titles import title_of
from mailbot.preview.tour import Tour
from mailbot.templating import Templates, templates_folder
from mailbot.vocabulary import LANGUAGES
from mailbot.web.sheets import script, style

_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_MOST_SIGNS = 9_000
_OWN: Mapping[str, str] = {
    "workshop.css": "text/css; charset=utf-8",
    "workshop.js": "text/javascript; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """What stands at one path. A fault of a template is shown in its place."""

    media_type: str
    content: bytes
    fault: Fault | None = None


Maker = Callable[[], tuple[str, bytes]]


class Gallery:
    """All files by their paths, the same behind a server and on a disk."""

    def __init__(self, tour: Tour, *, live: str = "") -> None:
        """`live`: where changes are told; empty for files on a disk."""
        self.items = everything(tour)
        self.live = live
        self.pictured: Callable[[str], bool] = lambda path: False
        """Whether a picture is taken that stands at a path."""
        self._titles: dict[tuple[str, str], tuple[str, Fault | None]] = {}
        self._makers: dict[str, Maker] = {"index.html": self.index}
        self._makers |= {name: partial(_own_file, name) for name in _OWN}
        for name in looks(tour.stops):
            self._makers[f"look/{name}.css"] = partial(_style, name, on_light)
            self._makers[f"look/{name}.dark.css"] = partial(_style, name, on_dark)
        self._makers |= {f"look/{name}": partial(_script, name) for name in scripts()}
        for before, item, after in _in_a_row(self.items):
            self._makers |= self._of_item(before, item, after)

    @property
    def paths(self) -> Sequence[str]:
        """Every path, the index first."""
        return list(self._makers)

    def file(self, path: str) -> File | None:
        """What stands there; None for nothing."""
        maker = self._makers.get(path)
        if maker is None:
            return None
        try:
            return File(*maker())
        except Exception as error:  # whoever writes a template sees where it is wrong, and goes on
            fault = fault_of(error)
            return File(_HTML, self._page("fault.html", {"fault": fault, "path": path}, path), fault)

    def warm(self, item: Item) -> None:
        """Ask for the titles of an item, so that the index need not."""
        for language in LANGUAGES:
            self._title(item, language)

    def forget(self) -> None:
        """Templates have changed: titles are asked for anew."""
        self._titles.clear()

    def _of_item(self, before: Item, item: Item, after: Item) -> dict[str, Maker]:
        made: dict[str, Maker] = {f"{item.shelf}/{item.file}.html": partial(self._view, before, item, after)}
        for language in LANGUAGES:
            for ending, make in makers_of(item, language):
                made[f"{item.shelf}/{item.file}-{language}.{ending}"] = make
        return made

    # -- The gallery's own pages --------------------------------------------------------------------------------------

    def index(self, words: str = "") -> tuple[str, bytes]:
        """Every item in its place; those alone that these words are said of."""
        rows = [row for item in self.items if _says(row := self._row(item), words)]
        shelves: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for row in rows:
            item = row["item"]
            families = shelves.setdefault(item.shelf, {}).setdefault(item.reader, [])
            if not families or families[-1]["family"] != item.family:
                families.append({"family": item.family, "called": _called(item), "rows": []})
            families[-1]["rows"].append(row)
        ordered = {
            shelf: {reader: families[reader] for reader in READERS if reader in families}
            for shelf, families in shelves.items()
        }
        counts = {shelf: sum(1 for row in rows if row["item"].shelf == shelf) for shelf in ordered}
        faults = sum(1 for _, fault in self._titles.values() if fault is not None)
        facts = {"shelves": ordered, "counts": counts, "faults": faults, "words": words}
        return _HTML, self._page("index.html", facts, "index.html")

    def _row(self, item: Item) -> dict[str, Any]:
        titles = {language: self._title(item, language) for language in LANGUAGES}
        picture = f"{item.shelf}/{item.file}-fr.phone.jpg"
        return {
            "item": item,
            "titles": {language: title for language, (title, _) in titles.items()},
            "fault": next((fault for _, fault in titles.values() if fault is not None), None),
            "picture": picture if self.pictured(picture) else "",
        }

    def _title(self, item: Item, language: str) -> tuple[str, Fault | None]:
        key = (f"{item.shelf}/{item.file}", language)
        if key not in self._titles:
            try:
                self._titles[key] = (title_of(item, language), None)
            except Exception as error:
                self._titles[key] = ("", fault_of(error))
        return self._titles[key]

    def _view(self, before: Item, item: Item, after: Item) -> tuple[str, bytes]:
        texts = {}
        for language in LANGUAGES:
            for ending in ("txt", "eml"):
                path = f"{item.shelf}/{item.file}-{language}.{ending}"
                if path in self._makers and (file := self.file(path)) is not None:
                    texts[f"{language}.{ending}"] = _beginning(file.content)
        facts = {
            "item": item, "before": before, "after": after, "texts": texts, "languages": LANGUAGES,
            "titles": {language: self._title(item, language) for language in LANGUAGES},
            "endings": [ending for ending, _ in makers_of(item, LANGUAGES[0])],
            "says": {each: item.of.says(each) for each in LANGUAGES} if isinstance(item.of, Drawing) else {},
            "wide": 1100 if item.shelf == "pages" else 660,
            "template": template_of(item),
        }  # fmt: skip
        return _HTML, self._page("view.html", facts, f"{item.shelf}/{item.file}.html")

    def _page(self, name: str, facts: Mapping[str, Any], path: str) -> bytes:
        root = "../" * path.count("/")
        live = f"{root}{self.live}" if self.live else ""
        return _templates().get(f"preview/{name}").render({**facts, "root": root, "live": live}).encode()


def makers_of(item: Item, language: str) -> Iterator[tuple[str, Maker]]:
    """The files of an item in a language, by their endings."""
    match item.of:
        case Sample() as sample:
            yield "html", lambda: (_HTML, on_light(as_page(written(sample, language))).encode())
            yield "dark.html", lambda: (_HTML, on_dark(as_page(written(sample, language))).encode())
            yield "txt", lambda: (_TEXT, written(sample, language).text.encode())
            yield "eml", lambda: ("message/rfc822", as_message(sample, written(sample, language)))
        case Stop() as stop:
            yield "html", lambda: (_HTML, on_light(beside_its_style(stop, language, ".css")).encode())
            yield "dark.html", lambda: (_HTML, on_dark(beside_its_style(stop, language, ".dark.css")).encode())
        case Paper() as paper:
            kind = "application/pdf" if paper.ending == "pdf" else _HTML
            yield paper.ending, lambda: (kind, paper.made(language))
        case Drawing() as drawing:
            yield "png", lambda: ("image/png", drawing.made(language))


def template_of(item: Item) -> str:
    """The template that somebody opens to change an item, its language left out."""
    match item.of:
        case Sample() as sample:
            return f"templates/letters/…/{sample.kind.name.lower()}.jinja"
        case Stop() as stop:
            return f"templates/pages/…/{stop.name}.html"
        case Paper() as paper:
            return f"templates/documents/…/{paper.name}.html"
        case Drawing():
            return "templates/charts/words.….jinja"


def _in_a_row(items: Sequence[Item]) -> Iterator[tuple[Item, Item, Item]]:
    for at, item in enumerate(items):
        yield items[at - 1], item, items[(at + 1) % len(items)]


def _own_file(name: str) -> tuple[str, bytes]:
    return _OWN[name], (templates_folder() / "preview" / name).read_bytes()


@lru_cache(maxsize=1)
def _templates() -> Templates:
    return Templates("en", autoescape=True)


def _style(name: str, ground: Callable[[str], str]) -> tuple[str, bytes]:
    return "text/css; charset=utf-8", ground(style(f"{name}.css") or "").encode()


def _beginning(content: bytes) -> str:
    """Of a message, as much as anybody looks at; the file beside it has all of it."""
    text = content.decode("utf-8", "replace")
    return text if len(text) <= _MOST_SIGNS else f"{text[:_MOST_SIGNS].rpartition(chr(10))[0]}\n…"


def _called(item: Item) -> str:
    """A code in words."""
    return item.of.kind.name.lower().replace("_", " ") if isinstance(item.of, Sample) else ""


def _script(name: str) -> tuple[str, bytes]:
    return "text/javascript; charset=utf-8", (script(name) or "").encode()


def _says(row: Mapping[str, Any], words: str) -> bool:
    item: Item = row["item"]
    said = f"{item.family} {item.state} {item.reader} {' '.join(row['titles'].values())}".casefold()
    return all(word in said for word in words.casefold().split())
