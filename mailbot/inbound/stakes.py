"""What is at stake in what a mail asks for, and how far its sender must be proven for it: one table (HOUSE, section 4).

Everything here is pure: the walk asks, and does what the table says.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.vocabulary import Role


class Stake(StrEnum):
    """What a mail may ask for, by what it would cost if somebody else had written it."""

    WORDS = "words"
    """A comment, a photo, times when somebody is there."""
    ACT = "act"
    """A slot, the works confirmed, one's own report closed, a mission taken or refused: what moves a case."""
    REPORT = "report"
    """A new report at the intake."""
    MONEY = "money"
    """A quote approved, or refused by a manager; an order called off; « bon à payer »."""
    ORDER = "order"
    """A work order or a request for a quote: it binds the landlord, whoever says it."""
    SECRET = "secret"  # noqa: S105
    """A code that is shown, bank details that count: no mail is enough, whoever wrote it."""


class Outcome(StrEnum):
    """What becomes of what was asked for."""

    DONE = "done"
    HELD = "held"
    """Kept aside; the person at the address on file is asked « C'était bien vous ? »."""
    ECHOED = "echoed"
    """What was read is shown back, with one button (X-12)."""
    DRAFTED = "drafted"
    """Filled in, and ready behind one button (G-14)."""
    ON_A_PAGE = "on_a_page"
    """Never by mail: on its page, in a browser that is proven."""
    PARKED = "parked"
    """For a person at the agency; a sender whose domain stands for him is told how to be known (T-22)."""


_NOBODY = {Proof.NOTHING: Outcome.PARKED, Proof.TOKEN: Outcome.HELD}


def _from_address_on(outcome: Outcome) -> Mapping[Proof, Outcome]:
    return MappingProxyType({**_NOBODY, Proof.ADDRESS: outcome, Proof.DOMAIN: outcome})


ENOUGH: Mapping[Stake, Mapping[Proof, Outcome]] = MappingProxyType(
    {
        Stake.WORDS: _from_address_on(Outcome.DONE),
        Stake.ACT: _from_address_on(Outcome.DONE),
        Stake.REPORT: _from_address_on(Outcome.DONE),
        Stake.MONEY: MappingProxyType({**_NOBODY, Proof.ADDRESS: Outcome.ECHOED, Proof.DOMAIN: Outcome.DONE}),
        Stake.ORDER: _from_address_on(Outcome.DRAFTED),
        Stake.SECRET: _from_address_on(Outcome.ON_A_PAGE),
    }
)
"""The ladder: a row for each stake, a cell for each proof that a mail can give. A button in a proven browser (P4) is
enough for all of them, and is asked for by its page (web/confirming.py)."""


def needs_echo(stake: Stake, proof: Proof) -> bool:
    """Whether words are shown back, and wait for a button."""
    return ENOUGH[stake][proof] is not Outcome.DONE


# What asks for money, or undoes what was engaged, in the words of each role that may ask for it at all.
_OF_MANAGER = frozenset({IntentType.APPROVE_QUOTE, IntentType.REFUSE_QUOTE, IntentType.CANCEL_OS, IntentType.SEND_OS})
_OF_LANDLORD = frozenset({IntentType.APPROVE_QUOTE, IntentType.CONDITIONAL_APPROVAL})
_OF_COMPANY = frozenset({IntentType.BANK_CHANGE})
_ASKS_FOR_MONEY: Mapping[Role, frozenset[IntentType]] = MappingProxyType(
    {
        Role.MANAGER: _OF_MANAGER | _OF_COMPANY,
        Role.LANDLORD: _OF_LANDLORD | _OF_COMPANY,
        Role.PROVIDER: _OF_COMPANY,
    }
)
_LINES = frozenset({"approve_invoice"})


def asks_for_money(reading: Reading, role: Role) -> bool:
    """Whether somebody in this role asks for what a thief would ask for: the managers hear of it when nothing proves
    that it was them (G-16)."""
    wanted = _ASKS_FOR_MONEY.get(role, frozenset())
    if any(intent.type in wanted for intent in reading.intents):
        return True
    return role is Role.MANAGER and any(command.get("command") in _LINES for command in reading.commands)
