"""Where the parts of a mail begin and end, as flanker finds them; no body is looked into. flanker lives here."""

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from mailbot.inbound.contents import Piece
from mailbot.inbound.fields import Fields, first, media_type, split_fields
from mailbot.late import put_off, without_its_front_page

# flanker 0.9.11 announces each of its grammar tables, writes headers it could not read into the log (they are other
# people's letters), and imports modules that Python 3.13 took away.
logging.getLogger("flanker").setLevel(logging.CRITICAL)
logging.getLogger("flanker.addresslib._parser.parser").setLevel(logging.ERROR)
put_off("chardet")  # it guesses at characters that nobody named: most mails name theirs
with warnings.catch_warnings(), without_its_front_page("webob"):  # of a web framework it needs one dictionary
    warnings.simplefilter("ignore", DeprecationWarning)
    from flanker.mime.message import scanner
    from flanker.mime.message.headers import parsing

MOST_PARTS = 500
"""Parts that are opened in one mail; a hundred photos are a hundred parts."""
DEEPEST = 10
"""Multiparts within multiparts; five are seen (mixed, signed, mixed, related, alternative)."""
_MOST_TOKENS = 2_000
"""Content types and delimiters that flanker is given: a part has one of each."""
_LONGEST_CONTENT_TYPE = 4_000
"""Characters of one Content-Type that flanker is given: it copies the rest at each parameter."""
_LONGEST_REMEMBERED = 100
"""Characters of a Content-Type that is read once for many mails; one with a delimiter of its own is longer."""

_TOKEN = scanner._RE_TOKENIZER
"""A Content-Type, a line that begins with two dashes, or an empty line."""
_FIRST_SIGNS = frozenset("-\r\ncC")


class TakenBadly(Exception):
    """A reader would be slow on this mail, or lose parts of it without a word."""


def pieces_by_flanker(text: str) -> Iterator[Piece]:
    """Return the parts that hold no other, in order. Raises `TakenBadly`, or whatever flanker does."""
    tokens = tokens_of(text) or [scanner.default_content_type()]
    top = scanner.traverse(scanner.Start(), _Tokens(tokens, text))
    leaves = list(islice(_leaves(top, text, within="", depth=0), MOST_PARTS + 1))
    if len(leaves) > MOST_PARTS:
        raise TakenBadly
    return (Piece(leaf.fields, text[leaf.start : leaf.end], leaf.within) for leaf in leaves)


def tokens_of(text: str) -> list[Any]:
    """Return the content types and delimiters of a mail, those that flanker's own tokenizer would keep.

    It looks at every line and forgets most; here bodies, the greatest part of any mail, are skipped from one line
    that begins with two dashes to the next.
    """
    tokens: list[Any] = []
    boundaries: set[str] = set()
    at = 0
    while at >= 0:
        at = _through_header(text, at, tokens, boundaries)
        if at >= 0:
            at = _through_body(text, at, tokens, boundaries)
    return tokens


def _through_header(text: str, at: int, tokens: list[Any], boundaries: set[str]) -> int:
    """Return where the body below this header begins, -1 when there is none."""
    kind: Any = None
    for found in _marks(text, at):
        start, end = found.span()
        match text[start]:
            case "-":
                delimiter = _delimiter(text, start, end, boundaries)
                if delimiter is None:
                    continue
                _keep(tokens, delimiter)
                if delimiter.final:
                    return int(end)
                kind = None
            case "\r" | "\n":
                if kind is None or kind.is_singlepart() or kind.is_multipart():
                    return int(end)
                kind = None  # a mail within the mail has a header of its own
            case _ if kind is None:
                kind = _content_type(found[0])
                _keep(tokens, kind)
                boundaries.add(kind.get_boundary())
    return -1


def _marks(text: str, at: int) -> Iterator[Any]:
    """What flanker's expression finds from here on: it is asked of the lines that may begin so, and of no other."""
    while True:
        if at == 0 or text[at - 1] == "\n":
            found = _TOKEN.match(text, at) if text[at : at + 1] in _FIRST_SIGNS else None
            if found is not None:
                yield found
                at = found.end()
                continue
        at = text.find("\n", at) + 1
        if at == 0:
            return


def _through_body(text: str, at: int, tokens: list[Any], boundaries: set[str]) -> int:
    """Return where the header of the next part begins, -1 when there is none."""
    at = text.find("\n--", at - 1)
    while at >= 0:
        end = text.find("\n", at + 1)
        end = end if end >= 0 else len(text)
        delimiter = _delimiter(text, at + 1, end, boundaries)
        if delimiter is not None:
            _keep(tokens, delimiter)
            if not delimiter.final:
                return end
        at = text.find("\n--", end)
    return -1


def _delimiter(text: str, start: int, end: int, boundaries: set[str]) -> Any:
    """The line that stands there, if it parts anything."""
    value = text[start:end].strip("\t\r\n")[2:]
    is_final = value not in boundaries
    if is_final:
        value = value.removesuffix("--")
        if value not in boundaries:
            return None
    before, behind = scanner._grab_newline(start, text, -1), scanner._grab_newline(end, text, 1)
    return scanner.Boundary(value, before, behind, is_final)


def _keep(tokens: list[Any], token: Any) -> None:
    if len(tokens) == _MOST_TOKENS:
        raise TakenBadly
    tokens.append(token)


def _content_type(written: str) -> Any:
    if len(written) > _LONGEST_CONTENT_TYPE:
        raise TakenBadly
    return _remembered(written) if len(written) <= _LONGEST_REMEMBERED else _read_content_type(written)


def _read_content_type(written: str) -> Any:
    kind = parsing.parse_header(written)[1]
    # flanker asks this of a token six times, and formats four texts each time.
    holds_headers = kind.is_headers_container()
    kind.is_headers_container = lambda: holds_headers
    return kind


_remembered = lru_cache(maxsize=200)(_read_content_type)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A part that holds no other. Its body stays where it is until its turn comes: one of them is copied at a time."""

    fields: Fields
    start: int
    end: int
    within: str


class _Tokens(scanner.TokensIterator):  # type: ignore[misc]
    """The tokens as flanker walks through them. Its own copies the mail into a file, four octets a character."""

    def __init__(self, tokens: list[Any], text: str) -> None:
        self.position, self.opcount = -1, 0
        self.tokens, self.string = tokens, text
        self.stream = _Lines(text)


class _Lines:
    """A mail as flanker reads it where one mail holds another: line by line from some place on."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def seek(self, at: int) -> None:
        """Go to a place."""
        self._at = at

    def tell(self) -> int:
        """The place behind the last line."""
        return self._at

    def __iter__(self) -> Iterator[str]:
        while self._at < len(self._text):
            start = self._at
            self._at = self._text.find("\n", start) + 1 or len(self._text)
            yield self._text[start : self._at]


def _leaves(part: Any, text: str, *, within: str, depth: int) -> Iterator[_Leaf]:
    if part.content_type.is_multipart():
        kind = str(part.content_type)
        boundary = part.content_type.get_boundary()
        if depth >= DEEPEST or not _is_delimited_well(text, boundary):
            raise TakenBadly
        for inner in part.parts:
            yield from _leaves(inner, text, within=kind, depth=depth + 1)
        return
    start, end = _place_of(part, text)
    fields, body = split_fields(text, start, end)
    if media_type(first(fields, "content-type")).startswith("multipart/"):
        raise TakenBadly  # a Content-Type folded before its first word: flanker does not see it
    yield _Leaf(fields, body, end, within)


def _is_delimited_well(text: str, boundary: str) -> bool:
    """Blanks after a delimiter hide it from flanker, and without an end it goes on into the part around."""
    if text.rfind(f"--{boundary}--") < 0:
        return False
    delimiter = f"\n--{boundary}"
    at = text.find(delimiter)
    while at >= 0:
        at += len(delimiter)
        if text.startswith((" ", "\t", "-- ", "--\t"), at):
            return False
        at = text.find(delimiter, at)
    return True


def _place_of(part: Any, text: str) -> tuple[int, int]:
    """From where to where a part is written."""
    if part.is_root():
        return 0, len(text)
    start, length = part._container.start, part._container.end + 1 - part._container.start
    return start, len(text) if length < 0 else min(start + length, len(text))
