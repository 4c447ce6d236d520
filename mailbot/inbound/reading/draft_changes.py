"""« Oui mais à Petit plutôt »: what a draft should have said."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.order_names import ALONE, names_behind
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.quote_requests import days_within
from mailbot.inbound.reading.sending import ceiling_said, is_urgent
from mailbot.inbound.reading.situation import Situation, intent_of


def another_draft(situation: Situation) -> Intent | None:
    """« Oui mais à Petit plutôt »: what the draft should have said, from which a new one is made."""
    asked = situation.standpoint.asked
    if asked is None or any(clause.is_question for clause in situation.clauses):
        return None
    draft = fold(asked.text)
    of_a_quote = _OF_A_QUOTE.search(draft) is not None and _OF_AN_ORDER.search(draft) is None
    clause, names = _name_of_change(situation, draft)
    if of_a_quote:
        within = days_within(situation.folded)
        if not names and (within is None or within == days_within(draft)):
            return None
        return intent_of(IntentType.REQUEST_QUOTE, clause, providers=names or None, within_days=within)
    ceiling = ceiling_said(situation.folded)
    urgent = is_urgent(situation) and "urgent" not in draft
    if not names and not urgent and (ceiling is None or ceiling == ceiling_said(draft)):
        return None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=names[0] if names else None,
        urgency="urgent" if urgent else None,
        ceiling_incl_tax=money(ceiling),
    )


def _name_of_change(situation: Situation, draft: str) -> tuple[Clause, list[str]]:
    """The provider that is named in place of the draft's."""
    for clause in situation.clauses:
        names = [name for name in _names_of_change(situation, clause) if fold(name) not in draft]
        if names:
            return clause, names
    return situation.clauses[-1], []


_OF_A_QUOTE = re.compile(r"\bdevis\b|\bquote\b")
_OF_AN_ORDER = re.compile(r"\bos\b|ordre de service|work order")
_CHANGE_TO = re.compile(
    r"(?:\b(?:plutot|prefere|par|a|au|chez|to|mettez|mets|mettre|prenez|prendre|choisissez|avec|pour|with"
    r"|prefer|rather|use|envoyez)\s+(?:plutot\s+|pour\s+|a\s+|chez\s+)?)(?=\S)"
)


def _names_of_change(situation: Situation, clause: Clause) -> list[str]:
    found = [name for name in names_behind(situation, clause.text, _CHANGE_TO, 1) if name[:1].isupper()]
    alone = ALONE.match(clause.text)
    return found or ([alone[1]] if alone is not None and clause.start else [])
