"""« Enregistrer l'adresse »: where problems are reported, for the address book of a telephone (T-20)."""

from mailbot.agency import AgencyProfile
from mailbot.cards import Card, card
from mailbot.templating import Templates
from mailbot.web.visits import Sheet, Typed, Visit


def show(visit: Visit, typed: Typed) -> Sheet:
    """The address and the numbers, and where their card is."""
    profile = visit.profile
    return visit.sheet(
        "contact", file=f"/p/{visit.sealed}/contact.vcf", intake=profile.intake_address, telephone=profile.telephone,
        on_call=profile.on_call_telephone,
    )  # fmt: skip


def card_of(visit: Visit) -> bytes:
    """The agency as it is today, in the words of whoever keeps it."""
    return card(_as_card(visit.profile, visit.language))


def _as_card(profile: AgencyProfile, language: str) -> Card:
    words = Templates(language, autoescape=False).tables("pages/contact.jinja")["CARD"][language]
    numbers = [("", profile.telephone)]
    if profile.on_call_telephone and profile.on_call_telephone != profile.telephone:
        numbers.append((words["on_call"], profile.on_call_telephone))
    return Card(
        uid=f"{profile.key}@{profile.mail_domain}", name=profile.name, mailbox=profile.intake_address,
        numbers=tuple(numbers), place=profile.address, note=words["note"].format(address=profile.intake_address),
    )  # fmt: skip
