"""The papers that leave for a company, from what was frozen when they were decided: an order, a request for a quote."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, TypedDict

from mailbot.outbound.colours import readable
from mailbot.outbound.documents import Enclosed, archived
from mailbot.outbound.paper_marks import as_data, square_code
from mailbot.vocabulary import PaperKind

_CARD = "#f5f3ee"
"""Behind the palest of what is printed in the agency's colour (paper.css)."""


class AgencyFacts(TypedDict):
    """Who writes (loi 70-9, décret 72-678)."""

    name: str
    form: str
    address: str
    telephone: str
    mail: str
    siren: str
    card: str
    guarantor: str


class ManagerFacts(TypedDict):
    """Who decided it."""

    name: str
    telephone: str


class ProviderFacts(TypedDict):
    """Whom it is for."""

    company: str
    siret: str
    contact: str
    mail: str
    telephone: str


class PlaceFacts(TypedDict):
    """Where. A request for a quote has neither street nor details, but the floor if it is known: 0 at street level."""

    street: str
    postcode: str
    town: str
    details: str
    floor: int | None


class OccupantFacts(TypedDict):
    """Whose bell to ring: a surname and what stands beside it, and nothing else of anybody who lives there."""

    name: str
    interphone: str


class QuoteFacts(TypedDict):
    """The quote that an order is given on."""

    number: str
    company_number: str
    dated: str
    amount: str
    """With tax."""


PageFacts = TypedDict("PageFacts", {"page": str, "seat": int, "with": str})
"""Which page the square code opens, for which seat, with what, as `threads.pages` writes it."""


class PictureFacts(TypedDict):
    """One photo, as it is kept."""

    name: str
    fingerprint: str


class RequestFacts(TypedDict):
    """What a request for a quote says. Amounts are digits, days and moments ISO 8601, absent texts empty."""

    number: str
    time_zone: str
    accent: str
    agency: AgencyFacts
    landlord: str
    """In whose name it is made out, and nothing else of them."""
    mandate: str
    replaces: str
    report: str
    reference: str
    decided_at: str
    manager: ManagerFacts
    provider: ProviderFacts
    place: PlaceFacts
    category: str
    motif: str
    instructions: str
    words_of_report: str
    """The tenant's, covered by table, then as the manager left them."""
    reported_on: str
    photos: int
    pictures: list[PictureFacts]
    """Those that are printed."""
    wishes: str
    due_on: str
    over_two_years: Literal["yes", "no", "unknown"]
    page: PageFacts | None


class WorkOrderFacts(RequestFacts):
    """What an order says."""

    occupant: OccupantFacts
    urgency: str
    ceiling: str
    quote: QuoteFacts | None
    phone_after_planning: bool
    has_slip: bool
    """Whether the page that is filled in on the spot goes with it."""


class CancellationFacts(WorkOrderFacts):
    """What the page of a cancelled order says: the order's facts as they were, and what became of it."""

    cancelled_on: str
    cancel_reason: str


def print_paper(
    kind: PaperKind, language: str, facts: Mapping[str, object], pictures: Sequence[bytes], *,
    link: str = "", logo: bytes = b"",
) -> bytes:  # fmt: skip
    """A paper as a PDF. `pictures`: JPEGs that are already drawn (`pictures.for_paper`); `link`: what its square code
    opens; `logo`: the agency's, a PNG. The same arguments make the same bytes.

    Raises MissingFact, and TryAgain when too many are being printed.
    """
    shown = {f"photo-{number}": content for number, content in enumerate(pictures, start=1)}
    if link:
        shown["code"] = square_code(link)
    if logo:
        shown["logo"] = logo
    number, decided_at = str(facts["number"]), str(facts["decided_at"])
    printed = {
        **facts,
        "accent": readable(str(facts["accent"]), on=_CARD),
        "created": datetime.fromisoformat(decided_at).isoformat(timespec="seconds"),
        "shown": list(range(1, len(pictures) + 1)),
        "has_code": bool(link),
        "has_logo": bool(logo),
    }
    data = Enclosed(f"{number}.json", as_data(facts), datetime.fromisoformat(decided_at))
    return archived(kind.value, language, printed, shown, data)


def file_name(kind: PaperKind, language: str, number: str) -> str:
    """What a paper is called: OS-2026-0187.pdf."""
    return f"{number}{_CANCELLED[language] if kind is PaperKind.CANCELLATION else ''}.pdf"


_CANCELLED = {"fr": "-ANNULE", "en": "-CANCELLED"}
