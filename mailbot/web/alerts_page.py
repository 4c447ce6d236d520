"""« Modifier mes alertes »: how often ordinary news come, chosen by whoever reads them (X-03, SM7)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts
from mailbot.web.visits import Incomplete, Sheet, Typed, Visit
from mailbot.workflow.alerts import set_alerts


def show(visit: Visit, typed: Typed) -> Sheet:
    """The two choices, the present one marked."""
    chosen = typed.text("alerts") if typed.trouble else ""
    return _sheet(visit, trouble=typed.trouble, chosen=chosen, status=422 if typed.trouble else 200)


def press(visit: Visit, typed: Typed) -> None:
    """Keep the choice. Choosing what is chosen already is no trouble."""
    chosen = typed.text("alerts")
    if chosen not in [each.value for each in Alerts]:
        raise Incomplete("choice")
    choose(visit, Alerts(chosen), by="page")


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What is kept now."""
    return _sheet(visit, is_saved=True, at=at)


def choose(visit: Visit, alerts: Alerts, *, by: str) -> None:
    """Keep a choice, made on the page or by one click in a mail program (RFC 8058)."""
    try:
        set_alerts(visit.session, visit.person, visit.role, alerts, now=visit.now, by=by)
    except Refused as no:
        if no.reason is not Reason.ALREADY_SO:
            raise


def _sheet(
    visit: Visit,
    *,
    trouble: str = "",
    chosen: str = "",
    status: int = 200,
    is_saved: bool = False,
    at: datetime | None = None,
) -> Sheet:
    return visit.sheet(
        "alerts", status=status, alerts=chosen or visit.person.alerts.value, choices=[each.value for each in Alerts],
        trouble=trouble, is_saved=is_saved, at=at, account=visit.link(Page.ACCOUNT, visit.person.id),
    )  # fmt: skip
