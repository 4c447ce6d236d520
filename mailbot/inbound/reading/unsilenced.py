"""A danger that is told below a name, under « -- » or beside a notice is said: no cut silences it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.dangers import danger_in
from mailbot.inbound.reading.lines import Line
from mailbot.inbound.reading.sign_off import is_contact
from mailbot.inbound.reading.spans import Reason
from mailbot.inbound.reading.stance import is_conditional

ENDINGS = frozenset({Reason.CLOSING, Reason.NAME, Reason.DELIMITER, Reason.NOTICE})
MOST_LINES = 60
"""Lines with a word of danger in them that are looked at; a card has one."""
LONGEST = 600
_SENTENCE = re.compile(r"[^.!?…]++[.!?…]*+")
_OF_A_DANGER = re.compile(
    r"\b(?:ga[zs]|bru[lr]\w*|feu|flammes?|fum[e]\w*|incendie|etincel\w*|electri\w*|disjonct\w*|courant|prise|monoxyde"
    r"|effondr\w*|plafond|fire|flames?|smok\w*|burn\w*|spark\w*|electric\w*|ceiling|carbon|brennt|rauch|feuer)\b"
)
_TOLD = re.compile(
    r"\b(?:ca|ici|y a|y'a|c'est|s'est|est|sont|sort|coule|fume|brule|on|je|there|it|it's|i|is|are|smells?|es|ich)\b"
    r"|\bj'"
)
"""« Ça sent le gaz », « there is smoke »: somebody tells it, and no card offers to find it."""
_OFFERED = re.compile(
    r"^\W*(?:en cas|si |s'il|des que|if |in case|when )|\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|ihr|ihnen)\b"
)
"""« En cas d'odeur de gaz, appelez … », « Vous sentez le gaz : … », « Nous intervenons … »."""


def give_back(lines: Sequence[Line], found: list[Reason | None]) -> None:
    """Takes the reason from every line of an ending that tells of a danger."""
    looked_at = 0
    for at, reason in enumerate(found):
        if reason not in ENDINGS or not lines[at].text or _OF_A_DANGER.search(lines[at].folded) is None:
            continue
        looked_at += 1
        if looked_at > MOST_LINES:
            break
        if _tells_of_a_danger(lines[at]):
            found[at] = None


def _tells_of_a_danger(line: Line) -> bool:
    shown, folded = line.text[:LONGEST], line.folded[:LONGEST]
    for sentence in _SENTENCE.finditer(folded):
        said = sentence[0]
        if said[-1] == "?" or _TOLD.search(said) is None or _OFFERED.search(said.strip()) or is_contact(said):
            continue
        clauses = cut_into_clauses(shown[sentence.start() : sentence.end()])
        if any(danger_in(clause) is not None and not is_conditional(clause) for clause in clauses):
            return True
    return False
