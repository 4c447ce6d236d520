"""« Ok pour la facture », « bon à payer »: what a manager decides on a bill in a few words, beside « #bon-a-payer »."""

from collections.abc import Iterable
from enum import StrEnum

from mailbot.inbound.reading.assent import assent_in
from mailbot.inbound.reading.clauses import cut_into_clauses
from mailbot.inbound.reading.commands import ORDER_NUMBER
from mailbot.inbound.reading.lexicon import bill_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import wording_of

_PAYS = Sayings(table.PAYS)
_REFUSES = Sayings(table.REFUSES)
_FEW = 12
"""Words: in a longer mail a bill is spoken of, and not decided on."""


class OnBill(StrEnum):
    """What is decided on a bill."""

    PAY = "pay"
    REFUSE = "refuse"


def decided_on_bill(words: str, companies: Iterable[str] = ()) -> OnBill | None:
    """What a manager's words decide on a bill; None for whatever else. It is money: a yes is one only when nothing
    stands beside it but courtesies, the name of a company (`companies`) and the number of its order."""
    clauses = [clause for clause in cut_into_clauses(ORDER_NUMBER.sub(" ", words)) if clause.wording.tokens]
    if any(clause.is_question or clause.turns for clause in clauses):
        return None
    said = [token for clause in clauses for token in clause.wording.tokens]
    if not said or len(said) > _FEW:
        return None
    if any(_REFUSES.find(clause.wording) is not None for clause in clauses):
        return OnBill.REFUSE
    allowed = table.AND_NO_MORE.union(*(wording_of(name).words for name in companies))
    alone = allowed.issuperset(said)  # a sum is never the number of an order
    return OnBill.PAY if alone and any(_PAYS.find(clause.wording) is not None for clause in clauses) else None


def is_yes_or_no(words: str) -> bool:
    """Whether a yes or a no is all that was written: « ok », « c'est bon pour moi », « non »."""
    clauses = [clause for clause in cut_into_clauses(words) if clause.wording.tokens]
    assent = assent_in(tuple(clauses))
    return len(clauses) == 1 and (assent.yes is not None or assent.no is not None)
