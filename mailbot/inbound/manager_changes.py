"""What a manager says of the visit that stands, for the home or for the company; the journal says who did."""

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.visit_words import calls_off, saying, slots_of
from mailbot.inbound.wishes import plain_words
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow import visit_changes
from mailbot.workflow.appointments import STANDS, last_visit
from mailbot.workflow.events import record
from mailbot.workflow.telling import Reader


def change_visit(session: Session, heard: Heard) -> Done | None:
    """The one that stands, of the mission at hand. An instruction is no news to anybody: the letters of what is done
    tell of it."""
    assert heard.scene.company is not None
    visit = last_visit(session, heard.scene.company)
    # What is written in public, or to somebody, is theirs to read: an instruction comes to us alone.
    if heard.seat.channel is not Channel.AGENCY or heard.intent(IntentType.MESSAGE) is not None:
        return None
    missed, moved = heard.intent(IntentType.MISSED_VISIT), heard.intent(IntentType.RESCHEDULE)
    intent = missed or moved
    if intent is None or visit is None:
        return None
    done = Done(frozenset(Reader), frozenset({intent.type, IntentType.OFFER_AVAILABILITY, IntentType.PROPOSE_SLOTS}))
    by = saying(heard, intent)
    try:
        if missed is not None:
            if missed.values.get("absent") == "occupant":
                visit_changes.nobody_was_there(session, heard.scene, visit, by, now=heard.now)
            else:
                visit_changes.nobody_came(session, heard.scene, visit, by, now=heard.now)
            return done
        if visit.state not in STANDS:
            return None
        side = _side(heard, intent)
        if calls_off(intent):
            visit_changes.call_off(session, heard.scene, visit, by, side=side, now=heard.now)
        elif side is Role.PROVIDER:
            visit_changes.move_by_company(session, heard.scene, visit, by, slots=slots_of(intent), now=heard.now)
        else:
            wishes = {"slots": [each.to_json() for each in slots_of(intent)]}
            visit_changes.move_by_occupant(session, heard.scene, visit, by, wishes=wishes, now=heard.now)
    except Refused as refused:
        if refused.reason is Reason.TOO_EARLY:
            _ask(session, heard)
        return None
    return done


def _ask(session: Session, heard: Heard) -> None:
    record(
        session, heard.scene, EventKind.READING_FOUND_UNCLEAR, actor=heard.seat.person, role=Role.MANAGER,
        now=heard.now, mail_id=heard.arrived.mail_id, without=LetterKind.ANSWER_UNCLEAR,
        details={"ask": "which_visit"},
    )  # fmt: skip


def _side(heard: Heard, intent: Intent) -> Role:
    """Who it is that cannot: the company where it is named, else the home."""
    company = heard.scene.company
    assert company is not None
    named = {
        word
        for name in (company.provider.company, *(person.name for person in company.people))
        for word in plain_words(name)
        if len(word) > _A_NAME
    }
    said = set(plain_words(intent.because or heard.reading.fresh_text))
    return Role.PROVIDER if said & (named | _THE_COMPANY) else Role.TENANT


_A_NAME = 3
_THE_COMPANY = frozenset(
    {"entreprise", "prestataire", "artisan", "plombier", "electricien", "serrurier", "chauffagiste", "technicien",
     "company", "plumber", "electrician", "locksmith", "contractor", "technician"}
)  # fmt: skip
