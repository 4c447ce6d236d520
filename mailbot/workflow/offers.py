"""What a letter puts into a manager's hand: the ready messages that fit the report, the companies of their choice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, bindparam, exists, literal, literal_column, not_, select, true

from mailbot.db import Session
from mailbot.model import CannedText, Favourite, Person, Provider
from mailbot.model_mails import Attachment
from mailbot.model_orders import WorkOrder
from mailbot.prepared import Prepared, among
from mailbot.vocabulary import AttachmentUse, MissionState, ReportStatus, Urgency
from mailbot.workflow.canned import labels, offered
from mailbot.workflow.canned_texts import ours
from mailbot.workflow.charges import looks_common
from mailbot.workflow.occasions import Occasion
from mailbot.workflow.orders import TO_COME, WORKED
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken

_MOST_FAVOURITES = 2
"""In a letter: the page has them all."""

Messages: TypeAlias = Mapping[str, Mapping[str, str]]
"""Key and label of some ready messages, by language."""
Companies: TypeAlias = Mapping[int, Sequence[tuple[int, str]]]
"""Number and name of some companies, by manager."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to be offered; nothing on a report that is closed."""

    messages: Messages = field(default_factory=dict)
    favourites: Companies = field(default_factory=dict)


def offers_for(session: Session, scene: Scene, occasion: Occasion, managers: Collection[Person]) -> Offers:
    """What letters about this to these managers offer. Asked for with every mail of an occupant: in one statement,
    with one more for an agency that has messages of its own."""
    status = occasion.status or scene.report.status
    if not managers or status is ReportStatus.CLOSED:
        return Offers()
    rows = _KNOWN.rows(
        session, report=scene.report.id, agency=scene.agency.id, managers=sorted({person.id for person in managers})
    )
    has_photo, has_own_messages, is_done, *_ = rows[0]
    favourites: dict[int, list[tuple[int, str]]] = {person.id: [] for person in managers}
    for _, _, _, person_id, provider_id, company, trades in rows:
        if person_id is not None and scene.report.category.value in trades:
            favourites[person_id].append((provider_id, company))
    first = {number: companies[:_MOST_FAVOURITES] for number, companies in favourites.items()}
    # A ready message speaks to the occupants; and « je reviens vers vous demain soir » is no answer to a smell of gas.
    if scene.report.urgency is Urgency.VITAL or scene.is_private:
        return Offers(favourites=first)
    keys = offered(
        scene.report.category, status, has_photo=bool(occasion.photos or has_photo),
        is_common=looks_common(scene.report.category, occasion.words), is_done=is_done,
    )  # fmt: skip
    return Offers(
        {
            language: (
                labels(session, scene.agency.id, keys, language)
                if has_own_messages
                else {key: ours(key, language).label for key in keys}
            )
            for language in sorted({spoken(person) for person in managers})
        },
        first,
    )


_CHOSEN = (
    select(Favourite.person_id, Provider.id, Provider.company, Provider.trades)
    .join(Provider, Provider.id == Favourite.provider_id)
    .where(among(Favourite.person_id, "managers"), Provider.retired_at.is_(None))
    .subquery()
)


def _in_one_of(states: frozenset[MissionState]) -> ColumnElement[bool]:
    """Whether an order of the report is in one of these. The states are written out, as places cost more."""
    named: list[ColumnElement[str]] = [literal_column(f"'{state.value}'") for state in sorted(states)]
    return exists().where(WorkOrder.report_id == bindparam("report"), WorkOrder.state.in_(named))


# One row for each favourite, and one where there is none: the three answers before it are always there.
_KNOWN = Prepared(
    select(
        exists()
        .where(Attachment.report_id == bindparam("report"), Attachment.use == AttachmentUse.PHOTO)
        .label("has_photo"),
        exists().where(CannedText.agency_id == bindparam("agency")).label("has_own_messages"),
        and_(_in_one_of(WORKED), not_(_in_one_of(TO_COME))).label("is_done"),
        _CHOSEN,
    )
    .select_from(select(literal(1).label("one")).subquery().outerjoin(_CHOSEN, true()))
    .order_by(_CHOSEN.c.company)
)
