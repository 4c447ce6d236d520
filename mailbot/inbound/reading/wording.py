"""Words as they are compared: one spelling for what people spell in ten ways, and nothing that says nothing.

« C'est enfin bien réparé », « cé réparé » and « c est réparé » are one wording; so are « ça ne marche pas » and
« ça marche pas ». The tables of `lexicon/` go through the same mill, so that their lines can be
written as one would write a mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from mailbot.inbound.reading.lexicon.spelling import FILLERS, ONE_SPELLING, STAYS_AFTER, STAYS_BEFORE, WORD_GROUPS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold

_CONTRACTED = (
    (re.compile(r"\bcan'?t\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b(it|that|there|what|he|she|here|who|everything|all|nothing)'s\b"), r"\1 is"),
    (
        re.compile(
            r"([a-z])'s\b(?= (?:fixed|sorted|working|broken|gone|back|done|off|on|out|still|been|not|stuck|leaking)\b)"
        ),
        r"\1 is",
    ),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(i|you|he|she|we|they)'d\b"), r"\1 would"),
)
_ANY_CONTRACTED = re.compile(r"can'?t\b|cannot\b|n't\b|[a-z]'(?:s|re|ll|ve|m|d)\b")
_TOKEN = re.compile(r"[^\W_]+|[#@€$£%?°]|[\u2190-\u2bff\U0001f000-\U0001faff]")
HEAD = 4


class Wording:
    """Some words in their one spelling. `keys` are the words and their first four letters: what the tables look for."""

    __slots__ = ("found", "keys", "padded", "text", "tokens", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.padded = f" {text} "
        self.tokens = tuple(text.split())
        self.words = frozenset(self.tokens)
        self.keys = self.words.union([word[:HEAD] + "*" for word in self.words])
        self.found: dict[object, object] = {}
        """What each table and each question came to in these words: rules ask the same of the same words."""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Wording({self.text!r})"


T = TypeVar("T")


def once(ask: Callable[[Wording], T]) -> Callable[[Wording], T]:
    """The same function, which remembers with each wording what it came to."""

    @wraps(ask)
    def asked(wording: Wording) -> T:
        if ask not in wording.found:
            wording.found[ask] = ask(wording)
        return cast(T, wording.found[ask])

    return asked


def wording_of(text: str, *, folded: bool = False) -> Wording:
    """The one spelling of a text; `folded` says that `lines.fold` has been through it."""
    words = text if folded else fold(text)
    if "œ" in words or "æ" in words:
        words = words.replace("œ", "oe").replace("æ", "ae")
    if _ANY_CONTRACTED.search(words):
        for contracted, written_out in _CONTRACTED:
            words = contracted.sub(written_out, words)
    if "dont " in words:
        words = _SPOKEN_OF.sub(" ", words)
    return Wording(" ".join(_without_fillers(_spelt(_TOKEN.findall(words)))))


_SPOKEN_OF = re.compile(
    r"\bdont (?:je|j'|vous|nous|on|tu)(?: ?(?:vous|nous|m'|t'|me|te))?(?: ?(?:ai|avez|avons|as|avais|aviez|avait))?"
    r" ?parl(?:e|es|ez|ons|ais|ait|iez|ions)\b"
)
"""« Le devis dont vous parliez est joint » is « le devis est joint »."""


def _spelt(tokens: list[str]) -> list[str]:
    """Each word in its one spelling; « c bon » gets its verb back, and « ne » goes: people leave it out anyway."""
    spelt: list[str] = []
    for index, token in enumerate(tokens):
        if token in ("ne", "nes", "nee") and spelt and spelt[-1] in ("nouveau", "nouveaux", "nouvelle"):
            spelt[-1] = "nouveaune"
            continue
        if token in ("ne", "n"):
            # « Je ne peux hélas donner mon accord »: with these verbs « ne » denies alone.
            ahead = tokens[index + 1 : index + 8]
            if ahead and ahead[0] in _DENIES_ALONE and _SECOND_HALF.isdisjoint(ahead):
                spelt.append("pas")
            continue
        if token in _DONT and not _AFTER_DONT.isdisjoint(tokens[index + 1 : index + 2]):
            spelt.append(token)  # « le devis dont vous parliez », and no English "don't"
            continue
        if spelt and spelt[-1] == "c" and token not in _AFTER_C:
            spelt.append("est")
        if spelt and spelt[-1] == "je" and token[0] in "aeiouy" and token not in ("y",):
            spelt[-1] = "j"
        if spelt and spelt[-1] == "ce" and token in ("est", "etait", "etaient"):
            spelt[-1] = "c"
        known = ONE_SPELLING.get(token)
        rest = token
        if known is None and _JE.match(token):
            spelt.append("je")
            rest = token[1:]
            known = ONE_SPELLING.get(rest)
        if known is None:
            spelt.append(rest)
        else:
            spelt.extend(known)
    return spelt


_DONT = frozenset(("dont",))
_AFTER_DONT = frozenset(
    words(
        "je j vous on nous il elle ils elles tu le la les l un une mon ma mes votre vos notre nos son sa ses ce c cet"
        " cette parle parlait y deux trois certains certaines celui celle"
    )
)
_DENIES_ALONE = frozenset(words("peux puis peut pouvons saurais saurait sais cesse ose"))
_SECOND_HALF = frozenset(words("pas plus jamais rien que qu guere point personne aucun aucune ni pa"))
_JE = re.compile(r"j[bcdfgklmnpqrstvz](?=[a-z]*[aeiouy])[a-z]+$")
"""« jpeux », « jvais »: no French word begins like that."""
_AFTER_C = frozenset(("est", "etait", "c", "a", "sera", "?"))


_WELL = "bien"


def _without_fillers(tokens: list[str]) -> list[str]:
    """« C'est enfin bien réparé » is « c'est réparé »; « bien sûr » and « très bien » stay what they are."""
    kept: list[str] = []
    last = len(tokens) - 1
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        group = next((g for g in WORD_GROUPS.get(token, ()) if tuple(tokens[index : index + len(g)]) == g), None)
        if group is not None:
            skip = len(group) - 1
            continue
        if token in FILLERS and len(tokens) > 1:
            before = tokens[index - 1] if index else ""
            after = tokens[index + 1] if index < last else ""
            stays = after in STAYS_BEFORE.get(token, ()) or before in STAYS_AFTER.get(token, ())
            if not stays and (after or token != _WELL):
                continue
        kept.append(token)
    return kept
