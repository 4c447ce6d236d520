"""Long lines of events and of cards, cut as address books and calendar programs put them together again."""

import re


def folded(line: str) -> str:
    """A line of an event (RFC 5545, section 3.1) or of a card (RFC 2426, section 2.6): 75 octets, of which one is the
    blank before what goes on. Characters stay whole, and so do escapes, since some programs read them before they
    unfold."""
    pieces: list[str] = []
    piece, octets = "", 0
    for unit in re.findall(r"\\.|.", line, re.DOTALL):
        size = len(unit.encode())
        if octets + size > (74 if pieces else 75):
            pieces.append(piece)
            piece, octets = "", 0
        piece += unit
        octets += size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
