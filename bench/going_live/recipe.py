"""What docs/going-live.md tells a person to do, block by block, and the records that it tells them to publish."""

import re
from dataclasses import dataclass
from pathlib import Path

RECIPE = Path(__file__).resolve().parents[2] / "docs" / "going-live.md"
_BLOCK = re.compile(r"^```(sh|zone)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (\d+)\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page."""

    section: int
    language: str
    """"sh" or "zone"."""
    text: str


def read_recipe(path: Path = RECIPE) -> list[Block]:
    """The blocks in their order. Raises ValueError for a page that has none."""
    page = path.read_text("utf-8")
    sections = [(found.start(), int(found[1])) for found in _SECTION.finditer(page)]
    blocks = [
        Block(max((number for at, number in sections if at < found.start()), default=0), found[1], found[2])
        for found in _BLOCK.finditer(page)
    ]
    if not blocks:
        raise ValueError(f"{path} has no block to run")
    return blocks


def records(block: Block, *, dkim: str) -> list[tuple[str, str, str]]:
    """(name, kind, value) of each line of a zone block; `dkim`: what stands where it refers to the key's own line."""
    found = []
    for line in block.text.splitlines():
        name, kind, value = line.split(maxsplit=2)
        found.append((name.removesuffix("."), kind, dkim if value.startswith("(") else value))
    return found
