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
    r"|effondr\w*|ecroul\w*|decharge|inond\w*|eau|plafond|fire|flames?|smok\w*|burn\w*|spark\w*|electric\w*|ceiling"
    r"|carbon|brennt|rauch|feuer)\b"
)
_TOLD = re.compile(
    r"\b(?:ca|ici|y a|y'a|c'est|s'est|est|sont|sent|sort|coule|fume|brule|sonne|fait|monte|s'ecroule|s'effondre|on|je"
    r"|nous|we|there|it|it's|i|is|are|smells?|es|ich)\b|\bj'"
    r"|^\W*(?:forte )?(?:odeur|fuite) de (?:gaz|brule) (?:dans|a la|au|sur|en) (?:le |la |l')?"
    r"(?:hall|cave|cuisine|palier|cage|escalier|sous-sol|immeuble|couloir|salon|chambre|cour|parking|\de)\b"
    r"|^\W*feu (?:dans|a la|au|sur) (?:le |la |l')?(?:cave|cuisine|hall|palier|poubelles?|sous-sol|toit|local)\b"
)
"""« Ça sent le gaz », « odeur de gaz dans le hall »: somebody tells it, and no card offers to find it."""
_AT_OURS = re.compile(
    r"\b(?:nous (?:avons (?:encore )?(?:une?|du)|sentons|voyons|entendons)|we (?:smell|see|hear|have a)"
    r"|chez nous|(?:dans|in) (?:notre|our)|il y a (?:le feu|une|du|de la|de l'eau))\b"
    r"|\b(?:ca|on|immeuble|hall|cave) sent\b"
    r"|^\W*(?:notre|our) (?:cuisine|immeuble|cave|hall|plafond|tableau|appartement|kitchen|flat|boiler|ceiling)\b"
)
"""« Nous sentons le gaz », « dans notre cuisine », « ça sent le gaz dans votre hall »: a place, and no offer."""
_CONDITIONAL = re.compile(r"^\W*(?:en cas|si |s'il|des que|if |in case|when )")
"""« En cas d'odeur de gaz, appelez … »."""
_OFFERED = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|you|your|our|we|ihr|ihnen)\b"
    r"|\bon (?:nettoie|remet|repare|renove|securise|veille|intervient|depanne|s'en (?:charge|occupe)|s'occupe)\b"
    r"|\bmonoxyde (?:de carbone )?(?:est (?:mortel|inodore)|tue)\b"
)
"""« Vous sentez le gaz : … », « Nous intervenons … », « Incendie : on nettoie », « Le monoxyde tue »."""


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
        if said[-1] == "?" or _TOLD.search(said) is None or _CONDITIONAL.search(said.strip()) or is_contact(said):
            continue
        if _OFFERED.search(said) is not None and _AT_OURS.search(said) is None:
            continue
        clauses = cut_into_clauses(shown[sentence.start() : sentence.end()])
        if any(danger_in(clause) is not None and not is_conditional(clause) for clause in clauses):
            return True
    return False
