"""The papers that left for companies, exactly as they were sent: for managers, and each for its own company (S1-34)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, false, or_, select

from mailbot.model_orders import Paper
from mailbot.outbound.papers import file_name
from mailbot.vocabulary import Role
from mailbot.web.visits import CaseVisit, Nowhere, Visit
from mailbot.workflow.remains import is_restricted


def papers_listed(visit: CaseVisit) -> list[dict[str, Any]]:
    """Those of the report that this reader may have, oldest first: `name`, `number` in the address of the file."""
    return [
        {"number": paper.id, "name": file_name(paper.kind, paper.language, paper.number), "kind": paper.kind.value,
         "at": paper.printed_at}
        for paper in papers_printed(visit)
    ]  # fmt: skip


def papers_printed(visit: CaseVisit) -> Sequence[Paper]:
    """The rows of those, printed already."""
    return visit.session.scalars(_theirs(visit).order_by(Paper.id)).all()


def paper_sent(visit: Visit, number: int) -> tuple[str, str]:
    """Name and fingerprint of one. Raises Nowhere for one that this reader may not have, or that was never printed."""
    if not isinstance(visit, CaseVisit):
        raise Nowhere
    paper = visit.session.scalars(_theirs(visit).where(Paper.id == number)).one_or_none()
    if paper is None or paper.fingerprint is None:
        raise Nowhere
    return file_name(paper.kind, paper.language, paper.number), paper.fingerprint


def _theirs(visit: CaseVisit) -> Select[Paper]:
    printed = select(Paper).where(Paper.report_id == visit.scene.report.id, Paper.fingerprint.is_not(None))
    company = visit.scene.company
    match visit.role:
        case Role.MANAGER:
            return printed
        case Role.PROVIDER if is_restricted(visit.session, visit.scene.report):
            return printed.where(false())
        case Role.PROVIDER if company is not None:
            order, quote = company.order, company.about_quote
            return printed.where(
                or_(
                    Paper.order_id == (order.id if order is not None else 0),
                    Paper.quote_id == (quote.id if quote is not None else 0),
                )
            )
    raise Nowhere
