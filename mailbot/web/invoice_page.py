"""« Envoyer la facture »: a company hands in its invoice and photos from a telephone, and puts right what was read."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.files.kinds import ENDINGS, FileKind, kind_of
from mailbot.model_orders import Invoice, WorkOrder
from mailbot.pictures import size_of
from mailbot.vocabulary import InvoiceState, Role
from mailbot.web.handing_in import as_mail, hand_in, remembered
from mailbot.web.invoice_fields import beside, read_fields, shown
from mailbot.web.sheets import printed
from mailbot.web.visits import CaseVisit, Handed, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.complete_files import complete_if_all_here
from mailbot.workflow.invoice_checks import InvoiceRead
from mailbot.workflow.invoices import correct_invoice, invoices_of, open_invoice, standing_figures
from mailbot.workflow.paper_facts import billing_name
from mailbot.workflow.sayings import Saying

_SMALLEST = 640
_NO_PAPERS = frozenset(
    {FileKind.PROGRAM, FileKind.ARCHIVE, FileKind.UNKNOWN, FileKind.LOCKED, FileKind.CARD, FileKind.SIGNATURE}
)


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The fields, filled in as the invoice was read; and what is here already."""
    order = _order(visit)
    invoice = open_invoice(visit.session, order)
    trouble = typed.trouble
    side = {"file": "files", "picture": "files", "small": "files", "unreadable": "files", "too_large": "files"}
    return visit.sheet(
        "invoice", status=422 if trouble else 200, trouble=trouble, beside=side.get(trouble) or beside(trouble),
        is_done=False, order=order.shown_number, object=order.motif, town=visit.scene.home.building.town,
        billing=billing_name(visit.session, visit.scene, now=visit.now),
        fields=shown(invoice, typed, is_typed=bool(typed.fields)), here=f"/p/{visit.sealed}",
        invoices=_seen(visit, order), may_correct=invoice is not None, **remembered(typed),
    )  # fmt: skip


def carries(visit: CaseVisit, typed: Typed) -> bytes | None:
    """The mail that the files of a form stand for; None when no file came. Raises Incomplete for files that nobody can
    use, and for figures that no invoice has."""
    order = _order(visit)
    read = read_fields(typed, needs_amount=False)
    if not typed.handed:
        if open_invoice(visit.session, order) is None:
            raise Incomplete("file")
        read_fields(typed, needs_amount=True)
        return None
    for each in typed.handed:
        _check(each)
    return as_mail(visit, typed, _words(visit, order, read, typed.handed), subject=order.shown_number)


def press(visit: CaseVisit, typed: Typed) -> None:
    """Files are taken as a mail of theirs would be, within a moment; figures alone at once."""
    order = _order(visit)
    if typed.carried is not None:
        hand_in(visit, typed)
        return
    standing = open_invoice(visit.session, order)
    if standing is None:
        raise Refused(Reason.ALREADY_SO)
    read = read_fields(typed, needs_amount=True)
    if _is_same(standing, read):
        raise Incomplete("unchanged")
    correct_invoice(visit.session, visit.scene, Saying(visit.person, Role.PROVIDER), standing, read, now=visit.now)
    complete_if_all_here(visit.session, visit.scene, now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is handed in: what was understood follows by mail."""
    order = _order(visit)
    return visit.sheet(
        "invoice", is_done=True, at=at, order=order.shown_number, object=order.motif,
        town=visit.scene.home.building.town, here=f"/p/{visit.sealed}",
    )  # fmt: skip


def _order(visit: CaseVisit) -> WorkOrder:
    """Raises Nowhere for anybody but the company of a mission."""
    if visit.role is not Role.PROVIDER or visit.scene.company is None or visit.scene.company.order is None:
        raise Nowhere
    return visit.scene.company.order


def _check(file: Handed) -> None:
    kind = kind_of(file.content)
    ending = file.name.lower().rpartition(".")[2]
    if kind is not FileKind.PICTURE:
        if ending in ENDINGS[FileKind.PICTURE]:
            raise Incomplete("picture", drops=[file])
        if kind in _NO_PAPERS:
            raise Incomplete("file", drops=[file])
        return
    try:
        sides = size_of(file.content)
    except (ValueError, OverflowError):
        raise Incomplete("picture", drops=[file]) from None
    if max(sides) < _SMALLEST:
        raise Incomplete("small", drops=[file])


def _words(visit: CaseVisit, order: WorkOrder, read: InvoiceRead, files: tuple[Handed, ...]) -> str:
    papers = [each for each in files if kind_of(each.content) is not FileKind.PICTURE]
    told = read.figures.to_json()
    facts: dict[str, Any] = {
        "number": read.number, "dated_on": read.dated_on.strftime("%d/%m/%Y") if read.dated_on is not None else "",
        "incl_tax": told["amount_incl_tax"], "excl_tax": told["amount_excl_tax"], "vat_rate": told["vat_rate"],
        "has_invoice": bool(papers), "order": order.shown_number,
    }  # fmt: skip
    return printed(Sheet("_invoice_words", facts, visit.language, visit.profile)).strip() + "\n"


def _is_same(invoice: Invoice, read: InvoiceRead) -> bool:
    stands = (standing_figures(invoice), invoice.number, invoice.dated_on)
    return (read.figures, read.number, read.dated_on or invoice.dated_on) == stands


def _seen(visit: CaseVisit, order: WorkOrder) -> list[dict[str, Any]]:
    """Its own invoices of this mission, as far as the company may know where they stand."""
    return [
        {
            "number": each.number,
            "incl_tax": each.amount_incl_tax,
            "at": each.received_at,
            "state": _AS_SEEN.get(each.state, "checking"),
        }
        for each in invoices_of(visit.session, order)
    ]


# No promise of payment: what is decided is the agency's to say (WORDING, P-17).
_AS_SEEN = {InvoiceState.WAITING: "waiting", InvoiceState.TO_CORRECT: "to_correct", InvoiceState.DISPUTED: "to_correct"}
