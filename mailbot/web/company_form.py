"""What the forms of « Demander un devis » and « Envoyer un OS » share: three sources of a company, and the photos."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select

from mailbot.errors import Refused
from mailbot.model import Provider, ProviderContact
from mailbot.threads.addresses import normal_address, plain_address
from mailbot.threads.headers import one_line
from mailbot.threads.pages import Page, brief
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Category
from mailbot.web.case_sight import SeenPhoto, comments_seen, photos_seen
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.companies import Choice, choices, type_in, what_is_wrong
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.occasions import Photo
from mailbot.workflow.paper_facts import check_card
from mailbot.workflow.quote_requests import LONGEST_MOTIF, MOST_PHOTOS
from mailbot.workflow.sensitive_words import pointed_at

_MOST_SHOWN = 20
"""Photos on the page: a form brings so many fields and no more."""
_LONGEST_EXTRACT = 10_000

# The field that each trouble stands beside.
_BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "no_company": "company",
        "asked_already": "company",
        "sent_already": "company",
        "same_company": "company",
        "no_name": "company_name",
        "no_motif": "motif",
        "days": "within_days",
        "due_on": "due_on",
        "ceiling": "ceiling",
        "too_many_photos": "photos",
        "too_long": "extract",
        "instructions": "instructions",
    }
)


def field_of(trouble: str) -> str:
    """Beside which field a trouble is told; « address_no_dot » stands beside the address."""
    return "address" if trouble.startswith("address_") else _BESIDE.get(trouble, "")


def opens_with(provider_id: int) -> str:
    """How a link names a company."""
    return f"p{brief(provider_id)}"


def known_to(visit: CaseVisit) -> list[Choice]:
    """The companies that can be chosen, the favourites of this manager first."""
    return choices(visit.session, visit.agency.id, visit.person.id, visit.scene.report.category)


def groups_of(known: Sequence[Choice], asked: Mapping[int, str]) -> list[dict[str, object]]:
    """The companies as the page lists them: favourites, those whose trade fits, the others behind a line. `asked`: the
    number of what a company has already, by its row."""
    groups: dict[str, list[dict[str, object]]] = {"favourites": [], "fitting": [], "others": []}
    for each in known:
        group = "favourites" if each.is_favourite else "fitting" if each.fits else "others"
        groups[group].append(
            {
                "value": f"p{each.provider.id}",
                "name": each.provider.company,
                "trades": list(each.provider.trades),
                "address": each.address,
                "asked": asked.get(each.provider.id, ""),
            }
        )
    return [{"kind": kind, "companies": companies} for kind, companies in groups.items() if companies]


def report_path(visit: CaseVisit) -> str:
    """Where photos are shown: behind the link of the report, on this very host."""
    link = visit.link(Page.REPORT, visit.seat.participant.id)
    return "/p/" + link.rpartition("/p/")[2]


def name_from(address: str) -> str:
    """A name to begin with: « plomberie.martin@mail.example » is « Plomberie Martin »; « contact@martin.example » is
    « Martin »."""
    local, domain = plain_address(address)
    words = domain.partition(".")[0] if local.lower() in _NOBODY else local
    return " ".join(words.replace(".", " ").replace("-", " ").replace("_", " ").split()).title()


_NOBODY = frozenset(("contact", "info", "sav", "bureau", "devis", "accueil", "office", "hello", "bonjour", "mail"))


def check_papers(visit: CaseVisit) -> None:
    """Whether a paper of ours may leave at all. Raises Incomplete, which says why not."""
    try:
        check_card(visit.profile)
    except Refused:
        raise Incomplete("no_card") from None


def motif_in(typed: Typed) -> str:
    """What is to be done, in one bounded line. Raises Incomplete."""
    motif = one_line(typed.text("motif"))[:LONGEST_MOTIF]
    if not motif:
        raise Incomplete("no_motif")
    return motif


def extract_in(typed: Typed) -> str:
    """What the company reads of the report. Raises Incomplete."""
    if len(typed.text("extract")) > _LONGEST_EXTRACT:
        raise Incomplete("too_long")
    return typed.text("extract")


def photos_in(visit: CaseVisit, typed: Typed) -> tuple[Photo, ...]:
    """The photos that were chosen. Raises Incomplete."""
    chosen = [photo for photo in photos_of(visit) if typed.text(f"photo_{photo.number}")]
    if len(chosen) > MOST_PHOTOS:
        raise Incomplete("too_many_photos")
    return tuple(_named(visit, chosen))


def company_said(typed: Typed, known: Sequence[Choice]) -> str:
    """The company that a form names, as people read it."""
    chosen = next((each.provider.company for each in known if typed.text("company") == f"p{each.provider.id}"), "")
    return chosen or ", ".join(filter(None, (typed.text("company_name"), typed.text("address"))))


def company_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], category: Category) -> Provider:
    """The company that was chosen, or typed in on the spot. Raises Incomplete."""
    wanted, address = typed.text("company"), typed.text("address")
    if wanted == "other" or (not wanted and address):
        return _typed_in(visit, typed, known, category)
    for each in known:
        if wanted == f"p{each.provider.id}":
            return each.provider
    raise Incomplete("no_company")


def _typed_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], category: Category) -> Provider:
    """The company of an address: the one that has it, else a new one."""
    name, address = one_line(typed.text("company_name"))[:200], typed.text("address")
    if not address:
        raise Incomplete("address_missing")
    if wrong := what_is_wrong(address):
        raise Incomplete(f"address_{wrong}")
    for each in known:
        if any(on_file.address == normal_address(address) for person in each.people for on_file in person.addresses):
            return each.provider
    somebody = person_at(visit.session, visit.agency.id, address)
    if somebody is not None:
        retired = select(ProviderContact).where(ProviderContact.person_id == somebody.id)
        is_retired = visit.session.scalars(retired).first() is not None
        raise Incomplete("address_retired" if is_retired else "address_taken")
    if plain_address(address)[1] == visit.agency.mail_domain:
        raise Incomplete("address_taken")
    if not name:
        raise Incomplete("no_name")
    return type_in(
        visit.session, visit.agency.id, company=name, address=address, category=category,
        language=visit.profile.language, now=visit.now,
    )  # fmt: skip


def photos_of(visit: CaseVisit) -> list[SeenPhoto]:
    """The photos that may go along, by their numbers on the report's own page."""
    public = {photo.fingerprint for photo in extract_of(visit.session, visit.scene).photos}
    seen = photos_seen(visit, comments_seen(visit))
    return [photo for photo in seen if photo.comment_id and photo.fingerprint in public][:_MOST_SHOWN]


def _named(visit: CaseVisit, chosen: Sequence[SeenPhoto]) -> list[Photo]:
    names = {photo.fingerprint: photo for photo in extract_of(visit.session, visit.scene).photos}
    return [names[photo.fingerprint] for photo in chosen]


_Chosen = TypeVar("_Chosen", bound=StrEnum)


def one_of(kind: type[_Chosen], written: str, otherwise: _Chosen) -> _Chosen:
    """What was picked from a list; `otherwise` for anything that is not on it."""
    try:
        return kind(written)
    except ValueError:
        return otherwise


def beside_extract(visit: CaseVisit, text: str) -> dict[str, Any]:
    """What stands beside the text that the company will read: the words in it that it may not need, by kind; and the
    whole text, when something of it was left out, for the manager who decides (WORK_ORDER_PDF, 6.2)."""
    extract = extract_of(visit.session, visit.scene)
    return {
        "pointed": [{"kind": kind, "words": words} for kind, words in pointed_at(text).items()],
        "whole": extract.whole if extract.whole != extract.words else "",
    }
