"""The letters that never left, or of which nobody knows whether they have arrived: sent again, or said to be there."""

from collections.abc import Sequence
from datetime import datetime

from mailbot.errors import Refused
from mailbot.model import Person, Report
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import brief, unbrief
from mailbot.vocabulary import Channel, OutboundFate
from mailbot.web.visits import Incomplete, Sheet, Typed, Visit, managers_only
from mailbot.workflow.returned_facts import waited_in
from mailbot.workflow.unsent import MOST_SHOWN, has_arrived, send_anew, unsent_letters


def show(visit: Visit, typed: Typed) -> Sheet:
    """Whose letters they are, of which report and hour, and what was asked."""
    return _sheet(visit, typed)


def press(visit: Visit, typed: Typed) -> None:
    """Send one again, or all that never left; or say that one is there. Raises Refused(ALREADY_SO)."""
    managers_only(visit)
    act, _, number = typed.text("act").partition(" ")
    letters = unsent_letters(visit.session, visit.agency, now=visit.now)
    if act != "all":
        letters = [_among(letters, number)]
    elif not (letters := [each for each in letters if each.fate is not OutboundFate.UNCERTAIN]):
        raise Incomplete("act")
    for letter in letters:
        visit.session.refresh(letter, with_for_update=True)
        if act == "arrived":
            has_arrived(letter, "said to have arrived", now=visit.now)
        elif act in ("again", "all"):
            send_anew(visit.session, letter, now=visit.now)
        else:
            raise Incomplete("act")
    visit.session.flush()


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What is left."""
    return _sheet(visit, Typed(), is_done=True)


def _among(letters: Sequence[OutboundMail], number: str) -> OutboundMail:
    try:
        wanted = unbrief(number)
    except Refused:
        raise Incomplete("act") from None
    found = next((each for each in letters if each.id == wanted), None)
    if found is None:
        raise Incomplete("too_late")
    return found


def _sheet(visit: Visit, typed: Typed, *, is_done: bool = False) -> Sheet:
    managers_only(visit)
    letters = unsent_letters(visit.session, visit.agency, now=visit.now)
    rows = [_row(visit, letter) for letter in letters[:MOST_SHOWN]]
    return visit.sheet(
        "unsent_letters", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=is_done,
        doubtful=[row for row in rows if row["in_doubt"]], lost=[row for row in rows if not row["in_doubt"]],
        more=max(0, len(letters) - len(rows)),
    )  # fmt: skip


def _row(visit: Visit, letter: OutboundMail) -> dict[str, object]:
    person = visit.session.get_one(Person, letter.person_id)
    report = visit.session.get_one(Report, letter.report_id) if letter.report_id is not None else None
    is_private = letter.channel is Channel.PRIVATE
    return {
        "number": brief(letter.id),
        "whose": person.name,
        "address": letter.recipient,
        "telephone": person.telephone,
        "ref": report.ref if report is not None else "",
        "at": letter.created_at,
        "order": "" if is_private else letter.facts.get("order_number") or "",
        "waited": "" if is_private else waited_in(letter) or "",
        "in_doubt": letter.fate is OutboundFate.UNCERTAIN,
    }
