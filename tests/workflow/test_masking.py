"""What is covered in somebody's words before others read them, and what is not."""

import pytest

from mailbot.workflow.masking import COVER, masked


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Écrivez-moi à nadia.b@gmail.example, merci.", f"Écrivez-moi à {COVER}, merci."),
        ("Mon numéro : 06 12 34 56 78 le soir.", f"Mon numéro : {COVER} le soir."),
        ("Call +33 6 12 34 56 78.", f"Call {COVER}."),
        ("Versez sur FR76 3000 6000 0112 3456 7890 189 SVP.", f"Versez sur {COVER} SVP."),
        ("le code c'est 45B12", f"le code c'est {COVER}"),
        ("Tapez 12A4# en bas.", f"Tapez {COVER} en bas."),
        ("Le 24 novembre, 3 fuites, SIG-1042, 480 €.", "Le 24 novembre, 3 fuites, SIG-1042, 480 €."),
    ],
)
def test_what_is_somebodys_own_is_covered_and_nothing_else(said: str, read: str) -> None:
    assert masked(said) == read
