"""The figures of a quote: as a company gave them, as a manager puts them right, as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_desk import Quote
from mailbot.vocabulary import EventKind, LetterKind, QuoteState, Role
from mailbot.workflow.events import record
from mailbot.workflow.journal import noted
from mailbot.workflow.landlord_asks import drop_ask
from mailbot.workflow.mandates import mandate_of
from mailbot.workflow.mission_quotes import submitted
from mailbot.workflow.occasions import money
from mailbot.workflow.orders import exceeds
from mailbot.workflow.proposals import kept_times, propose_kept
from mailbot.workflow.quotes import may_become
from mailbot.workflow.scene import Scene, with_company
from mailbot.workflow.telling import OCCUPANTS, Reader

_USUAL_RATE = Decimal(20)
"""What an unknown rate is taken for when a price without tax is held against a threshold, and nowhere else."""
_MOST = Decimal(10_000_000)
_MOST_RATE = Decimal(30)
_CENT = Decimal("0.01")


class WrongFigures(Exception):
    """Figures that no quote can have. The message is a code for the page that asked: `no_amount`, `amount`,
    `more_without_tax`, `rate`, `dates`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One price, as somebody gave it: None for what was not said. Nothing is ever worked out from the rest."""

    label: str = ""
    incl_tax: Decimal | None = None
    excl_tax: Decimal | None = None
    vat_rate: Decimal | None = None
    """In percent."""

    def to_json(self) -> dict[str, Any]:
        """As the row of a quote and the facts of a letter keep it."""
        return {
            "label": self.label or None,
            "amount_incl_tax": money(self.incl_tax),
            "amount_excl_tax": money(self.excl_tax),
            "vat_rate": None if self.vat_rate is None else f"{self.vat_rate.normalize():f}",
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Figures":
        amounts = (said.get(name) for name in ("amount_incl_tax", "amount_excl_tax", "vat_rate"))
        return cls(said.get("label") or "", *(None if each is None else Decimal(each) for each in amounts))

    @property
    def is_empty(self) -> bool:
        """Whether it names no price at all."""
        return self.incl_tax is None and self.excl_tax is None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a company handed in: one price, or several options of which none is chosen."""

    options: tuple[Figures, ...] = ()
    company_number: str = ""
    dated_on: date | None = None
    valid_until: date | None = None
    read_in: str = ""
    """`sentence` or `page`: where the figures were read; empty when there are none."""
    sentence: str = ""
    documents: tuple[Mapping[str, Any], ...] = ()
    """Attachment, name and fingerprint of each document that came along."""
    checks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was compared (WORDING, G-06): address, sums, vat, insurance, each with a code."""


def to_compare(figures: Figures) -> Decimal | None:
    """The price with tax, for comparing it with a threshold; without one, the price without tax at its rate, or at the
    usual rate. The one place where the two are ever converted."""
    if figures.incl_tax is not None or figures.excl_tax is None:
        return figures.incl_tax
    rate = _USUAL_RATE if figures.vat_rate is None else figures.vat_rate
    return (figures.excl_tax * (1 + rate / 100)).quantize(_CENT)


def standing(quote: Quote) -> Figures:
    """The figures of a quote as they stand."""
    return Figures("", quote.amount_incl_tax, quote.amount_excl_tax, quote.vat_rate)


def options_of(quote: Quote) -> tuple[Figures, ...]:
    """The options of the last paper that was taken; empty when it named one price, or none."""
    for paper in reversed(quote.papers):
        if paper.get("applied", True):
            options = tuple(Figures.from_json(option) for option in paper["options"])
            return options if len(options) > 1 else ()
    return ()


def kept_aside(quote: Quote) -> tuple[Figures, ...]:
    """What the last paper says, when it came too late to change anything by itself: a manager may still take it."""
    if not quote.papers or quote.papers[-1].get("applied", True):
        return ()
    return tuple(Figures.from_json(option) for option in quote.papers[-1]["options"])


def may_correct(quote: Quote) -> bool:
    """Whether a manager can still put its figures right: it came, and nobody has decided on it."""
    return quote.received_at is not None and may_become(quote, QuoteState.APPROVED)


def is_settled(quote: Quote) -> bool:
    """Whether its figures may not change any more without somebody's act: the landlord has them before him, or it was
    decided on, cancelled or dropped."""
    return quote.state in _SETTLED


_SETTLED = frozenset(
    {QuoteState.WITH_LANDLORD, QuoteState.APPROVED, QuoteState.CANCELLED, QuoteState.DROPPED}
)  # fmt: skip


def checked(figures: Figures, *, dated_on: date | None = None, valid_until: date | None = None) -> Figures:
    """The same figures, to the cent. Raises WrongFigures for what no quote can say."""
    amounts = [amount for amount in (figures.incl_tax, figures.excl_tax) if amount is not None]
    if not amounts:
        raise WrongFigures("no_amount")
    if any(not amount.is_finite() or not 0 < amount < _MOST for amount in amounts):
        raise WrongFigures("amount")
    if len(amounts) == 2 and amounts[1] > amounts[0]:
        raise WrongFigures("more_without_tax")
    if figures.vat_rate is not None and not (figures.vat_rate.is_finite() and 0 <= figures.vat_rate <= _MOST_RATE):
        raise WrongFigures("rate")
    if dated_on is not None and valid_until is not None and valid_until < dated_on:
        raise WrongFigures("dates")
    cents = [None if each is None else each.quantize(_CENT) for each in (figures.incl_tax, figures.excl_tax)]
    return Figures(figures.label, cents[0], cents[1], figures.vat_rate)


def correct_figures(
    session: Session, scene: Scene, quote: Quote, person: Person, figures: Figures, now: datetime, *,
    company_number: str | None = None, dated_on: date | None = None, valid_until: date | None = None,
) -> None:  # fmt: skip
    """A manager puts right what was read of a quote, or picks one of its options: the company reads it back (P-11).
    What is None beside the figures stays as it is.

    A question to the landlord falls: he has another price before him. Raises WrongFigures for what no quote can say,
    Refused once it is decided on, or the report closed.
    """
    right = checked(figures, dated_on=dated_on or quote.dated_on, valid_until=valid_until or quote.valid_until)
    if scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    if not may_correct(quote):
        raise Refused(Reason.ALREADY_SO)
    drop_ask(session, scene, now=now, about=quote)
    quote.amount_incl_tax, quote.amount_excl_tax, quote.vat_rate = right.incl_tax, right.excl_tax, right.vat_rate
    quote.company_number = quote.company_number if company_number is None else company_number.strip()[:60]
    quote.dated_on, quote.valid_until = dated_on or quote.dated_on, valid_until or quote.valid_until
    last = quote.papers[-1] if quote.papers else {}
    quote.papers = [*quote.papers, {
        **last, "at": now.isoformat(), "mail": None, "by": person.id, "read_in": "by_hand", "sentence": "",
        "options": [right.to_json()], "applied": True,
    }]  # fmt: skip
    about = with_company(session, scene, quote, now=now)
    step: dict[str, str] = {}
    if quote.order_id is not None:
        step = submitted(session, about, above=above_threshold(about, [right]), now=now)
    tell_received(
        session, about, person, Role.MANAGER, quote.papers[-1], now=now, again=True, details=step
    )  # fmt: skip


def tell_received(
    session: Session, scene: Scene, person: Person, role: Role, paper: Mapping[str, Any], *, now: datetime,
    again: bool, mail_id: int | None = None, details: Mapping[str, Any] = MappingProxyType({}), words: str = "",
) -> None:  # fmt: skip
    """The letters of a quote that came, or came `again` with other figures: its occupants are told once (T-13). Where
    it needs no yes, the times that waited for it are offered."""
    assert scene.company is not None
    quote, offers = scene.company.quote, bool(kept_times(session, scene, now=now))
    quiet = OCCUPANTS if again and _was_told(scene) else frozenset[Reader]()
    if paper.get("kept_for"):
        quiet |= {Reader.PROVIDER}  # what P-11 announces does not come any more
    record(
        session, scene, EventKind.QUOTE_RECEIVED, actor=person, role=role, now=now, mail_id=mail_id, words=words,
        told_already=quiet,
        details=noted(quote=quote.number, again=again or None, slots_offered=offers or None)
        | _which(scene, paper)
        | {"delivered": dict(paper), "limit": _limit(session, scene, now=now), "asked": _asked(scene, paper)}
        | dict(details),
    )  # fmt: skip
    if offers:
        propose_kept(session, replace(scene, company=replace(scene.company, about_quote=None)), now=now)


def _was_told(scene: Scene) -> bool:
    """Whether the home has heard of this quote already: of one that came alone, and in a mission once one of its papers
    was above what needs no yes."""
    assert scene.company is not None
    if scene.company.order is None:
        return True
    *earlier, _ = scene.company.quote.papers
    return any(above_threshold(scene, _prices(paper)) for paper in earlier)


def _prices(paper: Mapping[str, Any]) -> list[Figures]:
    return [Figures.from_json(option) for option in paper["options"]] or [Figures()]


def _which(scene: Scene, paper: Mapping[str, Any]) -> dict[str, bool]:
    """Which of the two entrances of a quote it came by (SM2), for the cells of the audience."""
    assert scene.company is not None
    if scene.company.order is None:
        return {"alone": True}
    return {"mission": True} | ({"mission_above": True} if above_threshold(scene, _prices(paper)) else {})


def _asked(scene: Scene, paper: Mapping[str, Any]) -> dict[str, Any]:
    question = asks(scene, paper)
    return {} if question is None else {LetterKind.QUOTE_RECEIVED_LETTER.value: question}


def _limit(session: Session, scene: Scene, *, now: datetime) -> str | None:
    """What the landlord's mandate lets the agency spend without asking him; none without a mandate."""
    today = now.astimezone(scene.profile.zone).date()
    mandate = mandate_of(session, scene.home.dwelling.id, today=today)
    return None if mandate is None else money(mandate.limit_incl_tax)


def asks(scene: Scene, paper: Mapping[str, Any]) -> dict[str, Any] | None:
    """What G-06 asks of a manager (READING, section 11); nothing up to the threshold, or once it is decided on."""
    assert scene.company is not None
    options: Sequence[Mapping[str, Any]] = paper["options"] or [Figures().to_json()]
    if paper.get("kept_for") or not above_threshold(scene, [Figures.from_json(option) for option in options]):
        return None
    provider = scene.company.provider.company
    return {
        "question": "approve_quote",
        "quotes": [
            {"label": each["label"], "amount_incl_tax": each["amount_incl_tax"], "provider": provider}
            for each in options
        ],
        "quote_ids": [scene.company.quote.id for _ in options],
    }


def needs_a_yes(session: Session, scene: Scene, prices: Sequence[Figures]) -> bool:
    """Whether a price that a company names in words, on a mission, is above all that was agreed on: what its order says
    that it may cost, and its quote that was approved."""
    order = scene.company.order if scene.company is not None else None
    quote = session.get(Quote, order.quote_id) if order is not None and order.quote_id is not None else None
    if quote is None or quote.amount_incl_tax is None:
        return above_threshold(scene, prices)
    agreed = quote.amount_incl_tax
    return above_threshold(scene, prices) and any(
        (compared := to_compare(price)) is None or exceeds(compared, agreed) for price in prices
    )


def highest(prices: Sequence[Figures]) -> Decimal | None:
    """The highest of these prices, with tax; None where one of them cannot be told."""
    compared = [to_compare(price) for price in prices]
    known = [each for each in compared if each is not None]
    return max(known) if known and len(known) == len(compared) else None


def above_threshold(scene: Scene, prices: Sequence[Figures]) -> bool:
    """Whether one of these is above what needs a yes: in a mission what its order says that it may cost without one,
    else the agency's threshold. What cannot be told is taken for it."""
    order = scene.company.order if scene.company is not None else None
    limit = order.ceiling_incl_tax if order is not None else scene.profile.rules.quote_threshold
    compared = [to_compare(price) for price in prices]
    return any(each is None or exceeds(each, limit) for each in compared)
