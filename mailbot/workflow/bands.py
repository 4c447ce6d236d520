"""« Statut : En cours — prochaine étape : … »: where a report stands, as each reader may know it (S1-89, S1-02)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from mailbot.vocabulary import MissionState, ReportStatus, Role, VisitState
from mailbot.workflow.ahead import Ahead

# What is waited for, and from whom, by the column alone.
_NEXT: Mapping[ReportStatus, dict[str, str]] = MappingProxyType(
    {
        ReportStatus.TODO: {"next_step": "agency_answers", "who": "agency"},
        ReportStatus.IN_PROGRESS: {"next_step": "agency_decides", "who": "agency"},
        ReportStatus.CLOSED: {},
    }
)
_AGENCY_DECIDES = ("agency_decides", "agency")
_QUOTE = ("quote", "provider")
_ANSWER = ("provider_answers", "provider")
_SLOTS = ("slots", "provider")
_CHOICE = ("slot_choice", "occupant")
_CONFIRMATION = ("confirmation", "occupant")
_VISIT = ("visit", "provider")
_PAPERS = ("papers", "provider")
_CLOSING = ("closing", "agency")
# The invoice is here: whether it is paid is the agency's to say.
_BILLED = _AGENCY_DECIDES
_ITS_PAPERS = (_PAPERS, _BILLED)

_M = MissionState
# What comes next on a mission, by where it stands.
_OF_MISSION: Mapping[MissionState, tuple[str, str]] = MappingProxyType(
    {
        _M.NEW: _ANSWER,
        _M.NO_ANSWER: _ANSWER,
        _M.ACCEPTED: _SLOTS,
        _M.SLOTS_PROPOSED: _CHOICE,
        _M.SLOT_CHOSEN: ("planning", "provider"),
        _M.PLANNED: _VISIT,
        _M.DIAGNOSED: ("works", "provider"),
        # Whoever else decides, it is waited for from the agency (WORDING, T-23).
        _M.QUOTE_SUBMITTED: _AGENCY_DECIDES,
        _M.QUOTE_APPROVED: _SLOTS,
        _M.QUOTE_REFUSED: _AGENCY_DECIDES,
        _M.DONE_TO_CONFIRM: _CONFIRMATION,
        _M.CONTESTED: _SLOTS,
        _M.DONE: _PAPERS,
        _M.COMPLETE: _CLOSING,
    }
)
# The same of a visit for a quote alone.
_OF_VISIT: Mapping[VisitState, tuple[str, str]] = MappingProxyType(
    {
        VisitState.PROPOSED: _CHOICE,
        VisitState.CHOSEN: ("planning", "provider"),
        VisitState.PLANNED: _VISIT,
    }
)
_OF_THE_HOME = (_CHOICE, _CONFIRMATION)


def band_of(
    status: ReportStatus, role: Role = Role.TENANT, *, awaits_quote: bool = False, ahead: Sequence[Ahead] = (),
    zone: ZoneInfo | None = None,
) -> dict[str, str]:  # fmt: skip
    """Where a report stands, what comes next, and from whom. `awaits_quote`: a company owes one, and the reader may
    know of it; `ahead`: what is under way; `zone`: where the day of a visit is told."""
    band = {"status": status.value}
    if status is ReportStatus.CLOSED:
        return band
    known = [each for each in ahead if each.is_known_to(role)]
    steps = [(each, comes) for each in known if (comes := _step(each, awaits_quote=awaits_quote)) is not None]
    is_over = all(comes == _CLOSING for _, comes in steps)
    if not steps or (is_over and (awaits_quote or len(steps) < len(known))):
        waits = awaits_quote and status is ReportStatus.IN_PROGRESS
        band |= {"next_step": _QUOTE[0], "who": _QUOTE[1]} if waits else _NEXT[status]
        return band | _relaunch(known, role)
    # What the home has to do comes first: nothing moves without it. Else what was begun last and is not over.
    last = next((one for one in reversed(steps) if one[1] != _CLOSING), steps[-1])
    mission, (step, who) = next((one for one in steps if one[1] in _OF_THE_HOME), last)
    if (step, who) in _ITS_PAPERS and mission.state is MissionState.DONE and role is not Role.MANAGER:
        step, who = _CLOSING  # whether an invoice came is nobody's business at home
    if who == "occupant" and role is Role.TENANT:
        who = "you"
    band |= {"next_step": step, "who": who}
    if (step, who) == _VISIT and mission.visit_at is not None and zone is not None:
        band["on"] = mission.visit_at.astimezone(zone).date().isoformat()
    return band | (_relaunch([mission], role) if (step, who) == _ANSWER else {})


def their_turn(status: ReportStatus, step: str) -> dict[str, Any]:
    """The band of a letter that asks something of its reader: whatever else is under way, their answer comes next."""
    if status is ReportStatus.CLOSED:
        return {}
    return {"band": {"status": status.value, "next_step": step, "who": "you"}}


def _step(mission: Ahead, *, awaits_quote: bool) -> tuple[str, str] | None:
    if mission.state is None:
        return _OF_VISIT.get(mission.visit) if mission.visit is not None else None
    if mission.state is MissionState.DIAGNOSED and awaits_quote:
        return _QUOTE
    if mission.state is MissionState.DONE and mission.has_invoice:
        return _BILLED
    return _OF_MISSION.get(mission.state)


def _relaunch(missions: Sequence[Ahead], role: Role) -> dict[str, str]:
    """« Relance faite le … »: for whoever lives there, and for managers (WORK_ORDER_PDF, 6.2)."""
    told = max((each.relaunched for each in missions), default="")
    if not told or role is Role.LANDLORD:
        return {}
    return {"relaunched": datetime.fromisoformat(told).date().isoformat()}
