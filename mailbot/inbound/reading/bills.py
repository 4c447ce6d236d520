"""« Ok pour la facture », « bon à payer »: what a manager decides on a bill in a few words, beside « #bon-a-payer »."""

from enum import StrEnum

from mailbot.inbound.reading.assent import assent_in
from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.lexicon import bill_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.stance import is_conditional

_PAYS = Sayings(table.PAYS)
_REFUSES = Sayings(table.REFUSES)
_FEW = 14
"""Words: in a longer mail a bill is spoken of, and not decided on."""


class OnBill(StrEnum):
    """What is decided on a bill."""

    PAY = "pay"
    REFUSE = "refuse"


def decided_on_bill(words: str) -> OnBill | None:
    """What a manager's words decide on a bill; None when they decide nothing, or ask, or say on what it depends."""
    clauses = cut_into_clauses(words)
    if sum(len(clause.wording.tokens) for clause in clauses) > _FEW:
        return None
    for clause in clauses:
        if clause.is_question or is_conditional(clause):
            continue
        if _REFUSES.find(clause.wording) is not None:
            return OnBill.REFUSE
        if _PAYS.find(clause.wording) is not None:
            return OnBill.PAY if table.DENIED.isdisjoint(clause.wording.words) else OnBill.REFUSE
    return None


def is_yes_or_no(words: str) -> bool:
    """Whether a yes or a no begins what was written: « ok », « non, trop cher », « c'est bon pour moi »."""
    clauses = cut_into_clauses(words)
    assent = assent_in(clauses[:2])
    return assent.yes is not None or assent.no is not None
