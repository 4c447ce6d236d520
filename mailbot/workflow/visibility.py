"""Who may read what of somebody's words and files: one table, and the one way by which words reach a reader (6.2)."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from mailbot.vocabulary import Channel, Role
from mailbot.workflow.masking import masked
from mailbot.workflow.private_matters import kept_private
from mailbot.workflow.withholding import withheld


class Onlooker(StrEnum):
    """Who looks, and how near they are to what is said."""

    AUTHOR = "author"
    """Whoever said it, whatever they are."""
    HOUSEHOLD = "household"
    """Somebody else who lives there."""
    LANDLORD = "landlord"
    MANAGER = "manager"
    COMPANY = "company"
    """A company that has something open on the report."""


class Data(StrEnum):
    """What there is to be read, as the rows of the matrix name it."""

    TENANTS_WORDS = "tenants_words"
    PHOTOS = "photos"
    TENANTS_NAME = "tenants_name"
    TELEPHONE = "telephone"
    MAIL_ADDRESS = "mail_address"
    ACCESS = "access"
    TIMES = "times"
    PRIVATE_MATTERS = "private_matters"
    """Health, children, job, debts, nationality; faith, family, and when nobody is at home."""
    RENT = "rent"
    LANDLORDS_NAME = "landlords_name"
    LANDLORDS_WORDS = "landlords_words"
    """Contact, plans, opinions, wherever they were written."""
    PRIVATE_EXCHANGE = "private_exchange"
    MONEY = "money"
    """Quotes, invoices, ceilings."""
    OTHER_COMPANIES = "other_companies"
    COMPANYS_TELEPHONE = "companys_telephone"
    COMPANYS_WORDS = "companys_words"
    COMPANYS_WORDS_ASIDE = "companys_words_aside"
    MANAGERS_WORDS = "managers_words"
    """What a manager writes to everybody."""
    NOTES = "notes"
    """A manager's own, and what is said to the agency alone."""
    FORMER_THREADS = "former_threads"
    OCCUPANTS_LIST = "occupants_list"


class Sight(StrEnum):
    """How much of it one reads."""

    WHOLE = "whole"
    NOTHING = "nothing"
    COVERED = "covered"
    """Telephones, addresses, codes and bank details are covered."""
    CLEARED = "cleared"
    """Covered, and without the sentences about private matters."""
    LESS_SUMS = "less_sums"
    """Without the sentences that hold sums, bank details or codes."""
    OWN_ONLY = "own_only"
    WHEN_ASKED = "when_asked"
    """Once a manager asks them about it, or at the end."""
    WHEN_PLANNED = "when_planned"
    """From the moment a visit is planned until a week after the mission."""
    AFTER_ORDER = "after_order"
    ON_CLICK = "on_click"
    """Covered until they ask to see it, which the journal keeps."""
    TIMES_ONLY = "times_only"
    SURNAME_ON_ORDER = "surname_on_order"
    BILLING_ONLY = "billing_only"
    THAT_THERE_IS = "that_there_is"
    """« Relancé le … »: that it was done, never with whom or how often."""
    FOR_A_MONTH = "for_a_month"


def _row(author: Sight, household: Sight, landlord: Sight, manager: Sight, company: Sight) -> Mapping[Onlooker, Sight]:
    return MappingProxyType(
        {
            Onlooker.AUTHOR: author, Onlooker.HOUSEHOLD: household, Onlooker.LANDLORD: landlord,
            Onlooker.MANAGER: manager, Onlooker.COMPANY: company,
        }
    )  # fmt: skip


_WHOLE, _NO, _COVERED, _CLEARED, _LESS = Sight.WHOLE, Sight.NOTHING, Sight.COVERED, Sight.CLEARED, Sight.LESS_SUMS

# WORK_ORDER_PDF, 6.2. For each row: its author (or whom it is about), the others of the home, the landlord, the
# managers, the company.
MATRIX: Mapping[Data, Mapping[Onlooker, Sight]] = MappingProxyType(
    {
        Data.TENANTS_WORDS: _row(_WHOLE, _COVERED, _CLEARED, _WHOLE, _CLEARED),
        Data.PHOTOS: _row(_WHOLE, _WHOLE, _WHOLE, _WHOLE, _WHOLE),
        Data.TENANTS_NAME: _row(_WHOLE, _NO, _WHOLE, _WHOLE, Sight.SURNAME_ON_ORDER),
        Data.TELEPHONE: _row(_WHOLE, _NO, _NO, _WHOLE, Sight.WHEN_PLANNED),
        Data.MAIL_ADDRESS: _row(_WHOLE, _NO, _NO, _WHOLE, _NO),
        Data.ACCESS: _row(Sight.ON_CLICK, _NO, _NO, Sight.ON_CLICK, Sight.WHEN_PLANNED),
        Data.TIMES: _row(_WHOLE, _WHOLE, _NO, _WHOLE, Sight.TIMES_ONLY),
        Data.PRIVATE_MATTERS: _row(_WHOLE, _WHOLE, _NO, _WHOLE, _NO),
        Data.RENT: _row(_NO, _NO, Sight.WHEN_ASKED, _WHOLE, _NO),
        Data.LANDLORDS_NAME: _row(_NO, _NO, Sight.OWN_ONLY, _WHOLE, Sight.BILLING_ONLY),
        Data.LANDLORDS_WORDS: _row(_WHOLE, _NO, Sight.OWN_ONLY, _WHOLE, _NO),
        Data.PRIVATE_EXCHANGE: _row(_WHOLE, _NO, _WHOLE, _WHOLE, _NO),
        Data.MONEY: _row(_NO, _NO, Sight.WHEN_ASKED, _WHOLE, Sight.OWN_ONLY),
        Data.OTHER_COMPANIES: _row(Sight.THAT_THERE_IS, Sight.THAT_THERE_IS, _NO, _WHOLE, Sight.OWN_ONLY),
        Data.COMPANYS_TELEPHONE: _row(Sight.AFTER_ORDER, Sight.AFTER_ORDER, Sight.WHEN_ASKED, _WHOLE, Sight.OWN_ONLY),
        Data.COMPANYS_WORDS: _row(_WHOLE, _LESS, _LESS, _WHOLE, Sight.OWN_ONLY),
        Data.COMPANYS_WORDS_ASIDE: _row(_WHOLE, _NO, Sight.WHEN_ASKED, _WHOLE, Sight.OWN_ONLY),
        Data.MANAGERS_WORDS: _row(_WHOLE, _WHOLE, _WHOLE, _WHOLE, _WHOLE),
        Data.NOTES: _row(_WHOLE, _NO, _NO, _WHOLE, _NO),
        Data.FORMER_THREADS: _row(Sight.FOR_A_MONTH, _NO, _WHOLE, _WHOLE, _WHOLE),
        Data.OCCUPANTS_LIST: _row(_NO, _NO, _NO, _WHOLE, _NO),
    }
)

# Whose words, said where, are which row.
_ROWS: Mapping[tuple[Role, Channel], Data] = MappingProxyType(
    {
        (Role.TENANT, Channel.PUBLIC): Data.TENANTS_WORDS,
        (Role.TENANT, Channel.AGENCY): Data.NOTES,
        (Role.LANDLORD, Channel.PUBLIC): Data.LANDLORDS_WORDS,
        (Role.LANDLORD, Channel.PRIVATE): Data.LANDLORDS_WORDS,
        (Role.LANDLORD, Channel.AGENCY): Data.NOTES,
        (Role.MANAGER, Channel.PUBLIC): Data.MANAGERS_WORDS,
        (Role.MANAGER, Channel.PRIVATE): Data.PRIVATE_EXCHANGE,
        (Role.MANAGER, Channel.AGENCY): Data.NOTES,
        (Role.PROVIDER, Channel.PUBLIC): Data.COMPANYS_WORDS,
        (Role.PROVIDER, Channel.AGENCY): Data.COMPANYS_WORDS_ASIDE,
    }
)
_ONLOOKERS: Mapping[Role, Onlooker] = MappingProxyType(
    {
        Role.TENANT: Onlooker.HOUSEHOLD,
        Role.LANDLORD: Onlooker.LANDLORD,
        Role.MANAGER: Onlooker.MANAGER,
        Role.PROVIDER: Onlooker.COMPANY,
    }
)


def sight_of(reader: Role, author: Role, channel: Channel = Channel.PUBLIC, *, is_own: bool = False) -> Sight:
    """How much a reader of this role reads of such words. Nothing of what no row knows."""
    row = _ROWS.get((author, channel))
    if row is None or reader not in _ONLOOKERS:
        return Sight.WHOLE if reader is Role.MANAGER or is_own else Sight.NOTHING
    return MATRIX[row][Onlooker.AUTHOR if is_own else _ONLOOKERS[reader]]


def words_for(
    reader: Role, author: Role, words: str, *, language: str, channel: Channel = Channel.PUBLIC, is_own: bool = False
) -> str:  # fmt: skip
    """The words as this reader reads them; empty when they are not for them. `is_own`: the reader said them. That the
    words reach this reader now at all, the audience has said (AUDIENCE)."""
    return _PASSED.get(sight_of(reader, author, channel, is_own=is_own), _nothing)(words, language)


def covered(words: str) -> str:
    """The words with what the table of masks covers, covered: for what everybody around a home reads, as a subject."""
    return masked(words)


def way_in(words: str, language: str) -> str:
    """What somebody said of getting in, for the company whose visit is planned: with its codes, and without what it
    says of private matters."""
    return kept_private(words, language)


def forms_of(words: str) -> tuple[str, ...]:
    """The words as they were written, and as others may have read them."""
    return tuple(dict.fromkeys((words, masked(words))))


def _whole(words: str, _: str) -> str:
    return words


def _nothing(_: str, __: str) -> str:
    return ""


_PASSED: Mapping[Sight, Callable[[str, str], str]] = MappingProxyType(
    {
        Sight.WHOLE: _whole,
        Sight.COVERED: lambda words, _: masked(words),
        Sight.CLEARED: lambda words, language: masked(kept_private(words, language)),
        Sight.LESS_SUMS: withheld,
    }
)
