"""What is on file about one person: put together for a manager to look through, or forgotten (RGPD, art. 15 and 17)."""

from datetime import datetime

from sqlalchemy import func, select

from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Occupancy, Person
from mailbot.model_gate import Erasure
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import ErasureReason, Role
from mailbot.web.visits import Engagement, Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import forgetting
from mailbot.workflow.exporting import Dossier, ask_for_dossier, dossier_of, may_fetch
from mailbot.workflow.forgetting import RESTRICTED


def show(visit: Visit, typed: Typed) -> Sheet:
    """How much there is, and whether it is too early to forget them."""
    person = person_of(visit)
    would = forgetting.look(visit.session, visit.agency, visit.profile, person, now=visit.now)
    return visit.sheet(
        "person", status=422 if typed.trouble else 200, trouble=typed.trouble, who=person.name,
        addresses=[each.address for each in person.addresses], counts=would.counts, restricted=would.restricted,
        too_early=[why.value for why in would.too_early], home=_home(visit, person),
        may_fetch=may_fetch(visit.session, person, visit.person, now=visit.now), gone=_gone(visit, person),
    )  # fmt: skip


def press(visit: Visit, typed: Typed) -> None:
    """« Rassembler » writes down that it was asked for; « Effacer » erases."""
    person, act = person_of(visit), typed.text("act")
    match act:
        case "export":
            ask_for_dossier(visit.session, visit.agency, visit.profile, person, visit.person, now=visit.now)
        case "forget":
            if person.erased_at is not None:
                raise Refused(Reason.ALREADY_SO)
            if typed.text("sure") != "yes":
                raise Incomplete("sure")
            forgetting.forget(visit.session, visit.agency, visit.profile, person, now=visit.now, by=visit.person)
        case _:
            raise Incomplete("act")


def done(visit: Visit, at: datetime | None) -> Sheet:
    """The same page, as things stand now."""
    return show(visit, Typed())


def engages_money(_: Visit, __: Typed) -> bool:
    """Neither is done by whoever was only passed a link: the one destroys, the other shows a whole life."""
    return True


def engages(visit: Visit, typed: Typed) -> Engagement:
    """What such a press would do."""
    return Engagement("_engage_person", {"who": person_of(visit).name, "forgets": typed.text("act") == "forget"})


def person_of(visit: Visit) -> Person:
    """The person of a page, for a manager. Raises Nowhere."""
    try:
        person = visit.session.get(Person, unbrief(visit.page.with_))
    except Refused:
        raise Nowhere from None
    if person is None or person.agency_id != visit.agency.id or visit.role is not Role.MANAGER:
        raise Nowhere
    return person


def dossier_asked(visit: Visit) -> Dossier:
    """Everything about them, for the manager who asked for it within the hour. Raises Nowhere."""
    person = person_of(visit)
    if not may_fetch(visit.session, person, visit.person, now=visit.now):
        raise Nowhere
    return dossier_of(visit.session, visit.profile, person, language=visit.language, now=visit.now)


def _home(visit: Visit, person: Person) -> str:
    """The home where they lived last."""
    stays = select(Occupancy.dwelling_id).where(Occupancy.person_id == person.id).order_by(Occupancy.starts_on.desc())
    home = visit.session.scalars(stays.limit(1)).first()
    return visit.link(Page.HOUSEHOLD, visit.person.id, brief(home) if home is not None else "")


def _gone(visit: Visit, person: Person) -> dict[str, object]:
    """What was erased, and what the law makes us keep; nothing while nobody was forgotten."""
    if person.erased_at is None:
        return {}
    said = visit.session.scalar(select(func.count()).select_from(Comment).where(Comment.author_id == person.id))
    rows = visit.session.scalars(
        select(Erasure).where(Erasure.person_id == person.id, Erasure.reason == ErasureReason.RIGHT)
    )
    kept = max((int(row.counts.get(RESTRICTED, 0)) for row in rows), default=0)
    return {"at": person.erased_at, "comments": said or 0, "restricted": kept}
