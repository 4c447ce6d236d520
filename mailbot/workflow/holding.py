"""A report held until the transaction ends, as it is for a mail or a button: for what leaves by the clock."""

from sqlalchemy import select

from mailbot.db import Session, look_again
from mailbot.model import Report
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.model_orders import Visit, WorkOrder


def hold_report(session: Session, row: LandlordAsk | Quote | Visit | WorkOrder) -> Report:
    """The report of this row, ours from now on; it and the row are read anew, since what waited was read before."""
    held = select(Report).where(Report.id == row.report_id).with_for_update()
    report = session.scalars(held.execution_options(populate_existing=True)).one()
    session.refresh(row)
    look_again(session)
    return report
