"""Texts that nobody would write: what regexes stumble over, what terminals obey, what is no letter at all."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

ODD = ("\0", "\r", "\n", "\r\n", "\t", " ", "\x1b[2J", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202e",
       "\u2028", "\u2066", "\ufeff", "\ufffd", "\ud800", "\udcff", "\U0001f4a7", "é", "e\u0301", "ß", "ﬀ", "ſ", "İ",
       "ı", "Ⅷ", "²", "٣", "𝟙", "￼", "\U000e0041", "Ａ", "ϐ")  # fmt: skip
MARKS = tuple("<>@\"'\\()[]{},;:.=?&#%+-_*/|!$^~`")
WORDS = ("a", "Nadia", "nadia@example.org", "r-", "l-", "b-", "a-", "mailto:", "postmaster",
         "=?utf-8?q?a=40b?=", "=?utf-8?b?YUBi?=", "=?x?q?", "?=", "&lt;", "&#8203;", "%40", "%0D%0A",
         "=\r\n", "xn--", "xn--a", "[192.0.2.1]", "SRS0=a=b=c=", "prvs=1234=", "btv1==0123456789a==",
         "Re: ", "[EXTERNE]", "TR :", "du 3 au 12 mai", "demain", "le 31/02/2026",
         "jusqu'au 99 décembre 99999", "mardi", "9h", "12345678901234567890")  # fmt: skip


def hostile(chance: random.Random, words: Sequence[str] = (), *, longest: int = 300_000) -> str:
    """A text from pieces. One in a hundred is long, and the same again and again."""
    pieces = (*WORDS, *words, *words)
    if chance.random() < 0.01:
        unit = "".join(_piece(chance, pieces) for _ in range(chance.randrange(1, 5)))
        return (
            _piece(chance, pieces)
            + unit * (chance.choice((longest // 30, longest)) // len(unit))
            + _piece(chance, pieces)
        )
    return "".join(_piece(chance, pieces) for _ in range(chance.randrange(14)))


def _piece(chance: random.Random, words: Sequence[str]) -> str:
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(words)
    if kind < 0.75:
        return chance.choice(MARKS)
    return chance.choice(ODD) if kind < 0.92 else chr(chance.randrange(0x3000))


def damaged(chance: random.Random, text: str) -> str:
    """The same text with something taken out, put in, changed, doubled or turned round."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(7):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + _piece(chance, WORDS) + text[at:]
            case 2:
                text = text[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz234567018=") + text[at + 1 :]
            case 3:
                text = text[:at] + text[at:].swapcase()
            case 4:
                text = text[:at] + text[at : at + 5] + text[at:]
            case 5:
                text = text[at:] + text[:at]
            case _:
                text = text[:at]
    return text


@contextmanager
def in_time(text: str) -> Iterator[None]:
    """What is done here takes a time that grows with the text, and no faster; a machine ten times as slow is good."""
    began = time.process_time()
    yield
    took = time.process_time() - began
    assert took < 2.0 + len(text) / 100_000, f"{took:.1f} s for {len(text):,} characters"
