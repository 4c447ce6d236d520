"""Which state follows which: the tables of the machines (FEATURES, SM1)."""

from enum import StrEnum

from mailbot.errors import Reason, Refused
from mailbot.vocabulary import ReportStatus, Role


class Move(StrEnum):
    """What can move a report between its columns."""

    COMMENT = "comment"
    CLOSE = "close"
    REOPEN = "reopen"
    ACT = "act"
    """What a manager does beside words: a quote is asked for, a company is ordered (S1-43)."""


# Who moves what. A pair that is missing moves nothing: an automatic letter, a relaunch, and whatever tenants,
# landlords and providers write leave a report in its column (S1-39, S1-43).
_AFTER: dict[tuple[ReportStatus, Move, bool], ReportStatus] = {
    (ReportStatus.TODO, Move.COMMENT, True): ReportStatus.IN_PROGRESS,
    (ReportStatus.TODO, Move.ACT, True): ReportStatus.IN_PROGRESS,
    (ReportStatus.TODO, Move.CLOSE, True): ReportStatus.CLOSED,
    (ReportStatus.TODO, Move.CLOSE, False): ReportStatus.CLOSED,
    (ReportStatus.IN_PROGRESS, Move.CLOSE, True): ReportStatus.CLOSED,
    (ReportStatus.IN_PROGRESS, Move.CLOSE, False): ReportStatus.CLOSED,
    (ReportStatus.CLOSED, Move.REOPEN, True): ReportStatus.IN_PROGRESS,
    (ReportStatus.CLOSED, Move.REOPEN, False): ReportStatus.TODO,
}


def next_status(status: ReportStatus, move: Move, role: Role) -> ReportStatus:
    """The column after a move by somebody of this role. Raises Refused when the report is closed to it.

    Rights are not asked here: `permissions` has said yes already.
    """
    if move is Move.REOPEN and status is not ReportStatus.CLOSED:
        raise Refused(Reason.ALREADY_SO)
    if status is ReportStatus.CLOSED and move is not Move.REOPEN:
        raise Refused(Reason.ALREADY_SO if move is Move.CLOSE else Reason.REPORT_CLOSED)
    return _AFTER.get((status, move, role is Role.MANAGER), status)
