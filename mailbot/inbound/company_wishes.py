"""« Envoyez un plombier », « demandez un second devis »: a landlord's wish, which a manager may follow (S1-22)."""

import re

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType, Reading

_SEND = r"envoye[zr]|faites (?:venir|passer|intervenir)|mandate[zr]|missionne[zr]|appele[zr]|trouve[zr]|send|call|get"
_SOMEBODY = (
    r"plombier|electricien|chauffagiste|serrurier|couvreur|vitrier|artisan|entreprise|professionnel|technicien"
    r"|prestataire|reparateur|depanneur|quelqu.un|plumber|electrician|locksmith|roofer|contractor|company|some(?:body|one)"
)
_ASK = r"demande[zr]|faites (?:faire|etablir)|obtene[zr]|il (?:me )?faut|je (?:veux|voudrais|souhaite)|ask for|get|want"
_WISHES = re.compile(
    rf"\b(?:{_SEND})\b[^.!?\n]{{0,40}}\b(?:{_SOMEBODY})|\b(?:{_ASK})\b[^.!?\n]{{0,40}}\b(?:devis|chiffrage|quote|estimate)"
)


def wishes_for_company(reading: Reading) -> bool:
    """Whether a landlord's words wish that a company comes, or quotes. Managers read them, and nobody is asked."""
    said = _WISHES.search(fold(reading.fresh_text))
    return said is not None or reading.intent(IntentType.ASK_OTHER_QUOTE) is not None
