"""A message or a file of a report, picked on a page that lists both."""

from mailbot.errors import Refused
from mailbot.model import Comment
from mailbot.model_mails import Attachment
from mailbot.threads.pages import unbrief
from mailbot.web.visits import CaseVisit, Incomplete, Typed


def picked(visit: CaseVisit, typed: Typed) -> Comment | Attachment:
    """What the form names: a letter for its kind, and its row. Raises Incomplete for what is not this report's."""
    kind, number = typed.text("what")[:1], typed.text("what")[1:]
    try:
        row = unbrief(number)
    except Refused:
        raise Incomplete("what") from None
    found: Comment | Attachment | None = None
    match kind:
        case "m":
            found = visit.session.get(Comment, row)
        case "f":
            found = visit.session.get(Attachment, row)
    if found is None or found.report_id != visit.scene.report.id:
        raise Incomplete("what")
    return found
