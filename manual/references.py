"""The pages of the manual that the code writes: settings, commands, and the decisions with their place in the menu."""

import re
from collections.abc import Iterator
from pathlib import Path

from manual import commands, consoles, settings

_HEAD = "<!-- Written by `make reference` from the code: change it there. -->\n\n"
_MENU = re.compile(r"(# decisions: written by `make reference`).*?(\n *# end of decisions)", re.DOTALL)


def pages(root: Path) -> dict[Path, str]:
    """Each of these files as it should stand, and the pages that show what a command prints."""
    docs = root / "docs"
    menu = root / "zensical.toml"
    entries = ",\n".join(f'        {{ "{title}" = "decisions/{name}" }}' for name, title in decisions(docs))
    shown = {path: path.read_text("utf-8") for path in sorted(docs.glob("*.md"))}
    printed = {path: consoles.with_output(text, root) for path, text in shown.items() if "\n$ mailbot " in text}
    return printed | {
        docs / "settings.md": _HEAD + settings.page(),
        docs / "commands.md": _HEAD + commands.page(),
        docs / "decisions" / "index.md": _HEAD + _index(docs),
        menu: _MENU.sub(lambda found: f"{found[1]}\n{entries},{found[2]}", menu.read_text("utf-8")),
    }


def write(root: Path) -> Iterator[Path]:
    """Write those that stand otherwise, and name them."""
    for path, text in pages(root).items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            yield path


def decisions(docs: Path) -> list[tuple[str, str]]:
    """File and title of each decision, in their order."""
    return [(path.name, _title(path)) for path in sorted((docs / "decisions").glob("[0-9]*.md"))]


def _title(path: Path) -> str:
    first = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("# "))
    return re.sub(r"^# +(?:\d+\.? +)?", "", first).replace('"', "'").replace("`", "")


def _index(docs: Path) -> str:
    lines = "\n".join(f"| {name[:4]} | [{title}]({name}) |" for name, title in decisions(docs))
    return (
        "# Decisions\n\nOne page for each choice that cost an argument: what was decided, why, and what it costs.\n\n"
        f"| | |\n|---|---|\n{lines}\n"
    )
