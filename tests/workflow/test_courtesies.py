"""What a company reads of a mail: what is broken, and neither how the mail greets nor how it ends."""

import pytest

from mailbot.workflow.courtesies import without_courtesies
from mailbot.workflow.masking import COVER


@pytest.mark.feature("S1-58")
@pytest.mark.parametrize(
    ("words", "left"),
    [
        (f"Bonjour,\n\nL'évier fuit.\n\nMerci\n{COVER} Benali", "L'évier fuit."),
        (
            f"Bonjour Madame,\nL'évier fuit.\nEt le joint est noir.\n\nMerci d'avance,\n{COVER}",
            "L'évier fuit.\nEt le joint est noir.",
        ),
        ("L'évier fuit. Merci d'avance !", "L'évier fuit."),
        ("L'évier fuit. Merci d'avance. Bonne journée.", "L'évier fuit."),
        (f"Hi,\nthe tap leaks.\nMany thanks and kind regards\n{COVER} {COVER}", "the tap leaks."),
        ("Merci", ""),
        (f"Bonsoir, l'évier fuit.\n\nCordialement,\n\n{COVER}", "Bonsoir, l'évier fuit."),
    ],
)
def test_how_a_mail_begins_and_ends_is_left_out(words: str, left: str) -> None:
    assert without_courtesies(words) == left


@pytest.mark.parametrize(
    "words",
    [
        "L'évier fuit.\nLe code est B4521.",
        "Merci de passer jeudi matin.",
        "L'évier fuit. Merci de prévenir le voisin.",
        "La marque est\nSaunier Duval",
        "Elle est restée sans eau chaude.\nVaillant",
        "Une cabine de douche\nBest Water",
        "La chaudière est en panne. Merci\nVaillant EcoTec Plus",
        "L'évier fuit.\nMerci\nDigicode B4521",
        "L'évier fuit.\nMerci d'avance\nPorte Gauche",
        "",
        "Hello the tap leaks",
        "La fuite vient de la cuisine et de la salle de bain",
    ],
)
def test_what_says_something_stays(words: str) -> None:
    assert without_courtesies(words) == words
