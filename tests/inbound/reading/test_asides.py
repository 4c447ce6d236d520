"""A manager's orders on lines of their own, beside what is written to somebody; and the lines of the letter itself."""

from __future__ import annotations

from typing import Any

from tests.cases import every
from tests.inbound.reading.test_say_managers import ACCEPTED, said

TO_TENANT = {"type": "message", "to": "tenant"}


def order(provider: str, urgency: str = "normal", **more: str) -> dict[str, Any]:
    return {"type": "send_os", "provider": provider, "urgency": urgency, **more}


def key(name: str) -> dict[str, Any]:
    return TO_TENANT | {"canned": name}


@every(
    ("words", "beside"),
    [
        ("Bonjour Madame Belkacem,\nUn serrurier vient demain.\n\nOS à Morel, urgent", [order("Morel", "urgent")]),
        ("OS à Morel\n\nBonjour Madame Belkacem, un serrurier vient demain.", [order("Morel")]),
        (
            "Bonjour Madame Belkacem, nous cherchons.\n\nDemander devis à Morel et à Petit\ndélai : 8 jours",
            [{"type": "request_quote", "providers": ["Morel", "Petit"], "within_days": 8}],
        ),
        ("Bonjour Madame, un autre plombier passera.\nAnnulez l'OS Durand", [{"type": "cancel_os"}]),
        ("Dear Ms Belkacem,\nSomebody will call you.\n\nWork order to Morel", [order("Morel")]),
        (
            "Bonjour Madame Belkacem,\nUn autre serrurier vous appellera.\n\nOS à Morel, urgent\n\nBon week-end !",
            [order("Morel", "urgent")],
        ),
        (
            "Bonjour Madame Belkacem, nous comparons.\n\nDevis à Petit\n\nÀ bientôt.",
            [{"type": "request_quote", "providers": ["Petit"]}],
        ),
        ("Dear Ms Belkacem, a locksmith will call.\n\nWork order to Morel\n\nHave a nice day.", [order("Morel")]),
    ],
)
def test_a_line_for_us_beside_a_letter(words: str, beside: list[dict[str, Any]]) -> None:
    found, ask = said(words, ACCEPTED)
    assert sorted(found, key=str) == sorted([TO_TENANT, *beside], key=str)
    assert ask is None


@every(
    ("words", "found"),
    [
        ("#MT-05\nOS à Morel, plafond 180", [key("MT-05"), order("Morel", ceiling_incl_tax="180.00")]),
        (
            "Devis en cours\nDevis à Petit",
            [key("MT-06"), {"type": "request_quote", "providers": ["Petit"]}],
        ),
        ("#MT-12\nClôturez le dossier svp", [key("MT-12"), {"type": "close_report"}]),
        ("#MT-18\nAnnulez l'OS Durand\nOS à Morel", [key("MT-18"), {"type": "cancel_os"}, order("Morel")]),
        ("#MT-12\nClôturez ce signalement\nMerci", [key("MT-12"), {"type": "close_report"}]),
        ("#MT-12\nClose the report please", [key("MT-12"), {"type": "close_report"}]),
    ],
)
def test_a_line_for_us_beside_a_ready_message(words: str, found: list[dict[str, Any]]) -> None:
    assert said(words, ACCEPTED)[0] == found


@every(
    ("words", "to"),
    [
        ("Bonjour Monsieur Durand,\nAnnulez l'OS svp, je vous rappelle.", "provider"),
        ("Bonjour Monsieur Durand,\n\nEnvoyez votre devis à Petit.", "provider"),
        ("Bonjour Madame Belkacem,\nDemandez un devis à Petit, c'est à votre charge.", "tenant"),
        ("Bonjour Madame Belkacem,\nVoici la suite :\nOS envoyé à Morel mardi.", "tenant"),
        ("Bonjour Monsieur Vasseur,\nFaut-il demander un devis à Petit ?", "landlord"),
        ("Bonjour Karim,\n\nEnvoie un OS à Morel stp", "colleague"),
        ("Bonjour Madame Belkacem,\nSi rien ne bouge jeudi, annulez l'OS.", "tenant"),
        ("Bonjour Madame Belkacem,\nle plombier a reçu\nl'OS de Morel", "tenant"),
        ("Bonjour Monsieur Vasseur,\nVoilà comment je compte faire :\nOS à Petit\nVotre avis ?", "landlord"),
        ("Bonjour Madame Belkacem,\nC'est en route :\n\n- OS à Petit\n- Devis à Morel", "tenant"),
        ("Bonjour Madame Belkacem, c'est en route.\n\n1. OS à Petit\n2. Devis à Morel", "tenant"),
        (
            "Bonjour Monsieur Vasseur,\nIl y a deux possibilités.\nOS à Petit\nDevis à Morel\nDites-moi.",
            "landlord",
        ),
        ("Bonjour Monsieur Vasseur, la pompe est morte.\n\nOS à Petit, 280 €\nDevis à Morel, 320 €", "landlord"),
        ("Bonjour Monsieur Vasseur, je propose ceci.\n\nDevis à Petit\n\nOS à Morel", "landlord"),
        ("Bonjour Monsieur Vasseur, la pompe est morte.\n\nOS à Petit\n\nQu'en dites-vous ?", "landlord"),
        ("Bonjour Monsieur Vasseur,\n\nOS à Petit\n\nQu'en dites-vous ?", "landlord"),
        ("Bonjour Madame Belkacem,\nLe plombier est empêché.\nAnnulation OS Durand", "tenant"),
        ("Bonjour Madame Belkacem,\nCe qui est fait :\nOS à Petit\nBonne soirée", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons :\n\nOS à Petit\n\nBonne soirée.", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons.\nOS à Petit\n\nBonne soirée.", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons.\n\nOS à Petit\nBonne soirée.", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons.\n\n• OS à Petit\n\nBonne soirée.", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons.\n\nOS à Petit, 240 €\n\nBonne soirée.", "tenant"),
        ("Bonjour Madame Belkacem, nous avançons.\n\nOS à Petit\n\nÇa vous convient ?", "tenant"),
        ("Bonjour Madame Belkacem,\n\nOS à Petit\n\nIl passera mardi.", "tenant"),
        ("Bonjour Monsieur Durand, la pompe est morte.\n\nAnnulez l'OS\n\nBonne soirée.", "provider"),
        ("Bonjour Monsieur Vasseur, la pompe est morte.\n\nOS à Petit\n\nJe vous tiens au courant.", "landlord"),
    ],
)
def test_a_line_of_the_letter_orders_nothing(words: str, to: str) -> None:
    assert said(words, ACCEPTED)[0] == [{"type": "message", "to": to}]


@every("words", ["#MT-12\nNe clôturez pas", "#MT-12\nVous pouvez clôturer vous-même", "#MT-12\nMerci d'avance"])
def test_what_stands_beside_a_ready_message_closes_nothing(words: str) -> None:
    assert said(words, ACCEPTED)[0] == [key("MT-12")]


@every(
    ("words", "name"),
    [
        ("#MT-10\nFermer", "MT-10"),
        ("#MT-10\nClose it now", "MT-10"),
        ("#MT-10\nFermez svp", "MT-10"),
        ("#MT-05\nFermer svp", "MT-05"),
        ("#MT-02\nClose please", "MT-02"),
    ],
)
def test_to_close_the_tap_closes_no_report(words: str, name: str) -> None:
    assert said(words, ACCEPTED)[0] == [key(name)]


def test_a_greeting_alone_is_no_letter() -> None:
    assert said("Bonjour,\nOS à Morel svp", ACCEPTED)[0] == [order("Morel")]


@every(
    ("words", "provider"),
    [
        ("OS à Menuiserie de la Loire, urgent", "Menuiserie de la Loire"),
        ("OS à Martin & Fils", "Martin & Fils"),
        ("OS à Allô Clés", "Allô Clés"),
    ],
)
def test_a_name_is_taken_whole(words: str, provider: str) -> None:
    assert said(words, ACCEPTED)[0][0]["provider"] == provider


@every("words", ["Envoyez les clés à Martin & Fils", "Donnez le devis à Menuiserie de la Loire"])
def test_what_is_handed_over_is_no_order(words: str) -> None:
    assert said(words, ACCEPTED)[0] == []
