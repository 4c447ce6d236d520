"""Quoted-printable (RFC 2045, section 6.7): of a text, and of a page that is mostly the same in every letter."""

from binascii import b2a_qp
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_FULL = 75
"""Octets of a line that goes on in the next one, without the « = » that says so."""


class Quoted(NamedTuple):
    """A piece that is quoted already, and where its lines end: that is all that the next piece must know."""

    octets: bytes
    first: int
    """Octets of its first line."""
    last: int
    """Octets of its last line."""
    is_line: bool
    """Whether it has no end of a line in it: its first line is its last."""


@dataclass(frozen=True, slots=True)
class Page:
    """HTML in the pieces in which its template says it. `known` are those that the template says each time: two thirds
    of a letter, and quoting them anew would take as long as writing the letter."""

    pieces: tuple[str, ...]
    known: Mapping[str, Quoted]

    def __str__(self) -> str:
        return "".join(self.pieces)

    def quoted(self) -> bytes:
        """The page with CRLF line ends."""
        out: list[bytes] = []
        column = 0
        for octets, first, last, is_line in map(_Met(self.known).__getitem__, self.pieces):
            if column and column + first > _FULL:
                out.append(b"=\r\n")
                column = 0
            out.append(octets)
            column = column + last if is_line else last
        return b"".join(out)


class _Met(dict[str, Quoted]):
    """The pieces of one page, by what they say."""

    def __missing__(self, piece: str) -> Quoted:
        found = self[piece] = _often(piece) if len(piece) <= _SHORT else quoted_piece(piece)
        return found


def quoted_text(text: str) -> bytes:
    """A text with CRLF line ends."""
    return b2a_qp(_with_one_end(text).encode(), istext=True).replace(b"\n", b"\r\n")


def quoted_pieces(pieces: Iterable[str]) -> dict[str, Quoted]:
    """Pieces that will be said again and again."""
    return {piece: quoted_piece(piece) for piece in pieces}


def quoted_piece(piece: str) -> Quoted:
    """A piece that others may stand before and after. A blank at its end is quoted, whatever follows."""
    octets = quoted_text(piece)
    if len(octets) <= _FULL and b"\n" not in octets:
        return Quoted(octets, len(octets), len(octets), True)
    if len(octets) - _last_line(octets) > _FULL:  # all of a line of 76, after which something may follow here
        end = -3 if octets[-3:-2] == b"=" else -1
        octets = b"=\r\n".join((octets[:end], octets[end:]))
    begins = _last_line(octets)
    return Quoted(octets, octets.find(b"\r") if begins else len(octets), len(octets) - begins, not begins)


# The foot of an agency's letters, what buttons say, colours: no template says them, and nearly every letter does.
_SHORT = 500
_often = lru_cache(maxsize=2048)(quoted_piece)


def _last_line(octets: bytes) -> int:
    return octets.rfind(b"\n") + 1


def _with_one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
