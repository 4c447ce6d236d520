"""What an item is called in the index: the words that its reader sees first."""

import re
from html import unescape

from mailbot.outbound.samples import Sample
from mailbot.preview.guide import Stop
from mailbot.preview.letters import written
from mailbot.preview.pages import page_of
from mailbot.preview.papers import Paper
from mailbot.preview.shelves import Drawing, Item

_NAMED = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def title_of(item: Item, language: str) -> str:
    """A letter's and a page's own title; the name of anything else. Raises what its template raises."""
    match item.of:
        case Sample() as sample:
            return written(sample, language).title
        case Stop() as stop:
            html = page_of(stop, language)
            found = _NAMED.search(html)
            return " ".join(unescape(found[1]).split()) if found is not None else ""
        case Drawing() as drawing:
            return drawing.says(language).split(":")[0]
        case Paper() as paper:
            return f"{paper.name.replace('_', ' ')}, {paper.state}"
