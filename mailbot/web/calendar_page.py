"""« Ajouter à mon agenda »: a planned visit, and the file that a calendar program opens (S2-06)."""

from datetime import datetime

from mailbot.calendars import Appointment, Method, invitation
from mailbot.threads.addresses import reply_address
from mailbot.threads.lives import issued_on
from mailbot.vocabulary import VisitState
from mailbot.web.appointment_sight import acts_on, seen_at, slot_of
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed
from mailbot.workflow.invitations import invitation_for, standing
from mailbot.workflow.occasions import Told
from mailbot.workflow.visit_clock import looked_at


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """When it is, and where its file is; once it stands no more, that it does not."""
    seen = seen_at(visit)
    is_planned = seen.visit.state is VisitState.PLANNED
    return visit.case_sheet(
        "calendar", company=seen.company, number=seen.number, visit_number=seen.visit.number,
        slot=slot_of(seen.visit) if is_planned else None, file=f"/p/{visit.sealed}/invite.ics",
        change=acts_on(visit, seen.visit, now=visit.now).get("m"),
    )  # fmt: skip


def invitation_of(visit: CaseVisit) -> bytes:
    """The file: what this reader's letter brought, as it stands today. Raises Nowhere once no visit stands."""
    seen = seen_at(visit)
    if seen.visit.state is not VisitState.PLANNED:
        raise Nowhere
    scene = looked_at(visit.session, visit.scene, seen.visit)
    told = Told(visit.person, visit.role, "A", ())
    facts = invitation_for(scene, standing(seen.visit), told)
    world, mails = visit.world, visit.profile.mails
    appointment = Appointment(
        uid=str(facts["uid"]),
        sequence=int(facts["sequence"]),
        starts=datetime.fromisoformat(str(facts["starts"])),
        ends=datetime.fromisoformat(str(facts["ends"])),
        title=str(facts["title"]),
        place=str(facts["place"]),
        description=str(facts["description"]),
        organizer_address=reply_address(
            world.keyring,
            visit.seat.participant.id,
            visit.seat.channel,
            visit.agency.mail_domain,
            today=issued_on(world.today(), visit.person.tokens_from),
        ),
        organizer_name=mails.sender_name,
        attendee_address=visit.person.addresses[0].address,
        attendee_name=visit.person.name,
        language=visit.language,
    )
    return invitation(appointment, Method.REQUEST, now=visit.now)
