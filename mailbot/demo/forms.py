"""What a form of the page brings: its words, the papers of the story, the files; and why it cannot leave."""

from collections.abc import Mapping
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from mailbot.demo.props import named
from mailbot.demo.sights import MOST_MEGABYTES, Typed
from mailbot.demo.writing import Enclosed, is_address

_MOST_OCTETS = MOST_MEGABYTES * 1_000_000
_MOST_FILES = 20


class Posted(NamedTuple):
    """What was posted."""

    texts: Mapping[str, str]
    props: tuple[str, ...]
    """Names of the story's papers."""
    enclosed: tuple[Enclosed, ...]


async def posted_in(request: Request) -> Posted:
    """What was posted. Too much of it, or a body of unknown length, is read to its end and thrown away: a browser that
    is hung up on shows no page.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST_OCTETS:
        async for _ in request.stream():
            pass
        raise HTTPException(413 if length.isdecimal() else 411)
    async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=2_000_000) as form:
        texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        props = [value for name, value in form.multi_items() if name == "with" and isinstance(value, str)]
        # A field without a choice comes as a file without a name.
        files = [
            file for _, file in form.multi_items() if isinstance(file, UploadFile) and (file.filename or file.size)
        ]
        enclosed = [Enclosed(file.filename or "", file.content_type or "", await file.read()) for file in files]
    return Posted(texts, named(props), tuple(enclosed))


def trouble_of(typed: Typed) -> str:
    """Why a mail program would not let this leave; empty when it would."""
    if not typed.words.strip() and not typed.had_files and not typed.props:
        return "nothing"
    return "" if is_address(typed.to) else "address"
