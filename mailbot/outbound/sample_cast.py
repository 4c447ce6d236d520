"""The agency of the sample letters, the people to whom it writes, and what many of them hold."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON, Dress

TILLEUL = Dress(
    agency="Agence du Tilleul",
    legal="SAS au capital de 50 000 €, SIREN 000 001 107, carte professionnelle n° CPI 6901 0000 000 000 187",
    agency_phone="04 65 71 00 10",
    on_call_phone="06 39 98 00 99",
    help_address="aide@suivi.agence-tilleul.example",
    privacy_address="donnees@agence-tilleul.example",
    intake_address="signaler@suivi.agence-tilleul.example",
    accent="#3f7d58",
    time_zone="Europe/Paris",
)

NADIA: Mapping[str, JSON] = {
    "reader": "tenant", "civility": "Mme", "family_name": "Belkacem", "name": "Nadia Belkacem",
}  # fmt: skip
YANIS: Mapping[str, JSON] = {"reader": "tenant", "name": "Yanis Belkacem"}
SOPHIE: Mapping[str, JSON] = {
    "reader": "manager", "civility": "Mme", "family_name": "Lambert", "name": "Sophie Lambert",
}  # fmt: skip
BERNARD: Mapping[str, JSON] = {
    "reader": "landlord", "civility": "M.", "family_name": "Vasseur", "name": "Bernard Vasseur",
}  # fmt: skip
PATRICK: Mapping[str, JSON] = {"reader": "provider", "name": "Patrick Durand"}


OUR_TURN: JSON = {"status": "in_progress", "next_step": "agency_decides", "who": "agency"}
TO_DO: JSON = {"status": "todo", "next_step": "agency_answers", "who": "agency"}
NUMBERS: JSON = {
    "any": "112", "fire": "18", "medical": "15", "police": "17", "deaf": "114", "gas": "0 800 47 33 33",
}  # fmt: skip
"""Whom to call in danger."""
ADDRESSES: JSON = {
    "mission": "r-k3v9q2m7xw@suivi.agence-tilleul.example",
    "agency_only": "r-p8w2c4d6ya@suivi.agence-tilleul.example",
}
"""The two addresses of a company's letter."""


def links_to(*pages: str) -> dict[str, JSON]:
    """The buttons of a letter, each with the address that it opens."""
    return {page: f"https://suivi.agence-tilleul.example/p/{page.replace('_', '-')}-k3v9q2m7xw" for page in pages}
