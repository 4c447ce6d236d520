"""What a press does, once it is let through: the same form acts once, and says afterwards what it did."""

from dataclasses import replace

from sqlalchemy import select

from mailbot.model import Comment, Press
from mailbot.model_mails import InboundMail
from mailbot.threads.pages import Page
from mailbot.web.form_numbers import draw
from mailbot.web.kinds import kind_of
from mailbot.web.visits import CaseVisit, Sheet, Typed, Visit
from mailbot.workflow.unsent import answered


def pressed_before(visit: Visit, typed: Typed) -> Sheet | None:
    """What is shown to a form that acted already; None when it has not."""
    kind = kind_of(visit)
    earlier = visit.session.get(Press, typed.form)
    if earlier is None or kind.done is None:
        return None
    is_theirs = (earlier.person_id, earlier.page) == (visit.person.id, visit.page.page.value)
    if is_theirs and not _says_else(visit, earlier, typed):
        return kind.done(anew(visit), earlier.pressed_at)
    # What was typed since is not lost: it is shown in a form of its own, to be sent or not.
    return ask_again(visit, typed, "other" if is_theirs else typed.trouble)


def ask_again(visit: Visit, typed: Typed, trouble: str) -> Sheet:
    """The page with what was typed, in a form of its own."""
    new = anew(visit)
    sheet = kind_of(visit).show(new, Typed(new.form, typed.fields, trouble, handed=typed.handed))
    return replace(sheet, pressed=typed.fields)


def do(visit: Visit, typed: Typed) -> Sheet:
    """Do what the button does, and say so. Raises Refused or Incomplete."""
    kind = kind_of(visit)
    if kind.press is None or kind.done is None:
        return kind.show(visit, typed)
    visit.session.add(
        Press(
            form=typed.form, agency_id=visit.agency.id, person_id=visit.person.id, page=visit.page.page.value,
            report_id=visit.seat.report.id if isinstance(visit, CaseVisit) else None, pressed_at=visit.now,
        )
    )  # fmt: skip
    visit.session.flush()
    kind.press(visit, typed)
    if isinstance(visit, CaseVisit):
        answered(visit.session, visit.person, visit.seat.participant.id, (), now=visit.now)
    return kind.done(anew(visit), None)


def anew(visit: Visit) -> Visit:
    """The same visit with the number of another form: what is shown after an act may be pressed again."""
    return replace(visit, form=draw(visit.now))


def _says_else(visit: Visit, earlier: Press, typed: Typed) -> bool:
    """Whether a form that comes again brings other words, or other files, than those that were kept of it."""
    if typed.carried is not None:
        same = select(InboundMail.id).where(InboundMail.fingerprint == typed.carried.fingerprint)
        return visit.session.scalar(same) is None
    words = typed.text("words")
    if not words or not isinstance(visit, CaseVisit) or visit.page.page is Page.CANNED:
        return False
    kept = select(Comment.text).where(
        Comment.report_id == visit.seat.report.id,
        Comment.author_id == visit.person.id,
        Comment.created_at == earlier.pressed_at,
    )
    return words not in visit.session.scalars(kept).all()
