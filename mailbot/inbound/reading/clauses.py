"""A fresh text cut into clauses: what is stated, what is asked, what is only quoted, and where a « mais » turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.wording import Wording, wording_of

MOST_CLAUSES = 250
_QUOTED = re.compile(r"«[^«»\n]{1,300}»|“[^“”\n]{1,300}”|\"[^\"\n]{1,300}\"")
_OR_NOT = r"(?!\s+(?:ou (?:pas|non)|or not)\s*(?:[.!?;\n]|$))"
"""« On refuse, ou pas ? »: no clause of its own."""
_END = re.compile(
    r"[.!?;…\n,():](?:(?<=[.!?;…])(?<![.!?;…]{2})[.!?;…]*+(?=\s|$)|(?<=\n)\n*"
    rf"|(?<=,){_OR_NOT}(?=\s+[^\d\s])|(?<=[^\d],){_OR_NOT}(?=\s)"
    r"|(?<=[()])|(?<=:)(?=\s))"
)
"""Begins with the sign itself, and only then asks what stands around it: signs are found ten times faster so."""
_TURN = re.compile(
    r"(?:^|(?<=[\s,;.]))"
    r"(?:mais|par contre|en revanche|sauf|toutefois|cependant|neanmoins|(?<!\w )seulement|but|however|except|though"
    r"|although)\b"
)
_ALL_BUT = re.compile(
    r"\b(?:any|anything|all|everything|anytime|any day|any one|whatever|nothing|none|tout|tous|rien)\s$"
)
"""« Anything but Thursday »: what follows is left out, and nothing turns."""
_CUT = re.compile(
    r"(?:(?<=[\s,;.]))(?:sinon|ou sinon|ou alors|donc (?=il|je|on|ce|c'|le|la|plutot|mardi|lundi)|du coup|et si"
    r"|(?:je|on|nous) (?:(?:vous|peux|peut|pouvons|pourrais|pourrions) ){0,2}propos\w+"
    r"|autrement|a defaut|otherwise|or else|and if|if not|et sinon"
    r"|parce qu(?:e\b|')|puisqu(?:e\b|')|because\b"
    r"|car (?=j'|je|on|il|elle|nous|vous|c'|le|la|les|l'|mon|ma|mes|un|une|notre|nos|ca|d[eu]s?)\b"
    r"|and (?=(?:what|when|who|where|how)\b)|et (?=(?:quels?|quelles?|comment|combien|est[- ]ce"
    r"|je (?:voudrais|voulais|souhaite\w*) savoir)\b)"
    r"|et (?=(?:c'est (?:moi|nous|vous|lui|elle) )?qui (?:pai|pay|regl)\w)|and (?=who (?:pays|is paying|will pay)\b))"
)
"""A second wish, a reason or another matter begins, without a turn."""
_ABBREVIATED = re.compile(
    r"\b(?:m|mr|mme|mlle|mm|dr|st|ste|av|bd|no|tel|ref|env|n|bat|apt|appt|esc|sam|mar|mer|jeu|ven|lun|dim|janv|fevr|oct|nov|dec|sept|cf|ex|mrs|ms)$"
)
"""A point behind these ends no sentence: « chez M. Wei »."""
_WRAPPED = re.compile(
    r"\n(?:(?<=[^\n]{58}[^\s.!?:;…]\n)(?=(?!\d{1,2}\s?[).°/-])[\w?!€%«\"(])"
    r"|(?<=[^\n]{40}[^\s.!?:;…]\n)(?=[\w«\"(]\S{20,300}))"
)
"""A line that a mail program broke because it was long, or because the next word was: no end of anything."""
_NEW_SENTENCE = frozenset(".!?\n;…")


@dataclass(frozen=True, slots=True)
class Clause:
    """A few words that say one thing. `folded` has what was quoted blanked out: it was said by somebody else."""

    text: str
    folded: str
    start: int
    is_question: bool
    turns: bool
    """It begins with « mais », « par contre », « sauf »."""
    sentence: int
    """The number of its sentence, so that a question mark bears on all of it."""
    line: int
    wording: Wording
    """The clause in its one spelling, as the tables are."""


def unwrapped(text: str) -> str:
    """The text with its broken lines whole again, each character still at its place."""
    return _WRAPPED.sub(" ", text)


def cut_into_clauses(text: str) -> tuple[Clause, ...]:
    """In order; their number and the time are bounded by the length of the text."""
    shown = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), unwrapped(text))
    folded = fold(shown)
    pieces: list[tuple[int, int, int]] = []
    sentence, start, questions = 0, 0, set[int]()
    for end in _END.finditer(folded):
        if end[0] == "." and _ABBREVIATED.search(folded, max(0, end.start() - 8), end.start()):
            continue
        _cut_at_turns(folded, start, end.start(), sentence, pieces)
        if "?" in end[0]:
            questions.add(sentence)
        if not _NEW_SENTENCE.isdisjoint(end[0]):
            sentence += 1
        start = end.end()
        if len(pieces) > MOST_CLAUSES:
            break
    else:
        _cut_at_turns(folded, start, len(folded), sentence, pieces)
    pieces = [(last - len(folded[first:last].lstrip()), last, number) for first, last, number in pieces]
    asking = _asking(folded, pieces, questions) if questions else frozenset[int]()
    return tuple(
        _clause(text, folded[first:last].rstrip(), first, last, number, asking)
        for first, last, number in pieces[:MOST_CLAUSES]
        if text[first:last].strip()
    )


def _clause(text: str, folded: str, first: int, last: int, sentence: int, asking: Set[int]) -> Clause:
    return Clause(
        text=text[first:last].strip(),
        folded=folded,
        start=first,
        is_question=first in asking
        or _ASKS_OUTRIGHT.match(folded) is not None
        or _ASKS_AT_THE_END.search(folded) is not None,
        turns=_TURN.match(folded) is not None,
        sentence=sentence,
        line=text.count("\n", 0, first),
        wording=wording_of(folded, folded=True),
    )


_ASKS = re.compile(
    r"(?:(?:et|mais|alors|donc|sinon|ou|du coup|ok|oui|bonjour|svp|and|but|so)\s)*"
    r"(?:(?:est[- ]ce|qu[ei'’]|qui|quoi|quand|comment|pourquoi|combien|ou|quels?|quelles?|c'est quoi)\b"
    r"|(?:y a[- ]t|faut[- ]il|peut[- ]on|puis[- ]je)\b"
    r"|pou[rv]\w+[- ](?:vous|on|ils?)\b|\w+-(?:vous|tu|t-il|t-elle|il|elle|on|je|nous|ils|elles)\b"
    r"|(?:vous|tu|on) (?:pou[rv]\w+|peux|peut|av[ei]\w+|as|a)\b"
    r"|(?:what|when|where|who|how|why|which|is|are|do|does|did|can|could|would|will|should|may|has|have)\b)"
)
"""How a question begins; what stands before it in the sentence is told, and not asked."""
_SHORT = 3
_SUITS = re.compile(
    r"^(?:d'accord|ok|oui|accord|yes|agreed|approved|va pour|je (?:prends|valide|choisis|retiens|confirme|note))\b.* \w"
    r"|\w (?:works|suits|is (?:fine|good|ok|perfect)|it is|please|ok|okay|oui|parfait|impeccable|nickel"
    r"|(?:me |nous )?(?:va|convient|arrange)|ca (?:marche|roule|va))$"
)
"""« Thursday works, can he call me first? »: that is told, and what follows is asked."""
_STATED = re.compile(r"\b(?:reparee?s?|reglee?s?|resolue?s?|fixed|sorted|mended|repaired)$")
"""« Réparé, mais la facture ? »: that is told too, where it turns behind it."""
_ASKS_OUTRIGHT = re.compile(
    r"(?:(?:et|mais|alors|donc|sinon|ok|bonjour|bonsoir|and|but|so|hello|hi)\s)*"
    r"(?:c'?\s?est (?:quels?|quelles?|quoi(?! qu)|combien|quand (?!meme))"
    r"|(?:quels?|quelles?) (?:est|sont|seront|sera) (?:l'|(?:le|la|les|votre|vos|son|sa|ses|mon|ma|ce|cette|leur)\b)"
    r"|(?:est[- ]ce qu|combien (?:coute|ca|de temps)|(?:ca|sa|cela) (?:donne|dit|en est) (?:quoi|ou)\b)"
    r"|(?:comment|quand|ou|pourquoi) (?:dois|puis|est[- ]ce)\b"
    r"|(?:l'|\w+ ){0,2}(?:vient|viennent|passe|passent|arrive|venez|passez|commence|faites)"
    r" (?:quand|combien)(?: svp| stp| exactement| alors)?$"
    r"|(?:when|where|how) (?:is|are|will|do|does|did|can|should|much|long|many)\b"
    r"|what(?:'s| is| are) (?:the|your|his|her|its)\b)"
)
"""Whoever writes fast leaves out the mark: « c'est quel modèle svp », « l'artisan vient quand »."""
_ASKS_AT_THE_END = re.compile(
    r"\w (?:ou quoi|oui ou non|or what|yes or no)\s*$"
    r"|^(?!.{0,400}\b(?:si|que|qu|whether|if|sai[st]|know|peu importe)\b).*\w,? (?:ou (?:pas|non)|or not)\s*$"
)
"""« C'est pour cette semaine ou quoi », « à refuser ou pas »; « j'ignore si c'est réparé ou pas » asks nothing."""
_ASKS_INSIDE = re.compile(r"\b(?:quels?|quelles?|quand|combien|comment|qui|what|when|who|how)\b")


def _asking(folded: str, pieces: list[tuple[int, int, int]], questions: set[int]) -> set[int]:
    """Where the clauses begin that a question mark bears on: from the one that asks; all, where none does."""
    asking: set[int] = set()
    sentences: dict[int, list[tuple[int, str]]] = {}
    for first, last, number in pieces:
        if number in questions and (words := folded[first:last].strip()):
            sentences.setdefault(number, []).append((first, words))
    for sentence in sentences.values():
        heads = [index for index, (_, words) in enumerate(sentence) if _ASKS.match(words)]
        inside = [index for index, (_, words) in enumerate(sentence) if _ASKS_INSIDE.search(words)]
        told = [
            index
            for index, ((_, words), (_, behind)) in enumerate(pairwise(sentence))
            if _SUITS.search(words) or (_STATED.search(words) and _TURN.match(behind))
        ]
        begins = (heads or inside or [told[-1] + 1 if told else 0])[0]
        # « Jeudi, c'est possible ? »: a word or two before the question belong to it.
        while begins and begins - 1 not in told and len(sentence[begins - 1][1].split()) <= _SHORT:
            begins -= 1
        asking |= {first for first, _ in sentence[begins:]}
    return asking


def _cut_at_turns(folded: str, start: int, end: int, sentence: int, pieces: list[tuple[int, int, int]]) -> None:
    edges = [
        found.start()
        for pattern in (_TURN, _CUT)
        for found in pattern.finditer(folded, start, end)
        if not _ALL_BUT.search(folded, max(start, found.start() - 14), found.start())
    ]
    for edge in sorted(edges):
        if edge > start:
            pieces.append((start, edge, sentence))
            start = edge
    if end > start:
        pieces.append((start, end, sentence))


def cut_at(joint: re.Pattern[str], clause: Clause) -> Iterator[Clause]:
    """What stands between the joints of a clause: « je refuse le A et j'accepte le B » says two things."""
    start = 0
    for found in [*joint.finditer(clause.folded), None]:
        end = len(clause.folded) if found is None else found.start()
        if folded := clause.folded[start:end].strip():
            yield replace(
                clause,
                text=clause.text[start:end].strip(),
                folded=folded,
                start=clause.start + start,
                wording=wording_of(folded, folded=True),
            )
        start = end if found is None else found.end()
