"""« Ok pour la facture », « bon à payer »: what a manager decides on a bill, and what only speaks of one."""

from mailbot.inbound.reading.bills import OnBill, decided_on_bill, is_yes_or_no
from tests.cases import every


@every(
    "words",
    [
        "Bon à payer, merci", "ok pour cette facture", "La facture est conforme", "Réglez la facture svp",
        "Je valide la facture", "Please pay his invoice", "bill approved", "BAP", "bon pour paiement OS-2026-0190",
    ],
)  # fmt: skip
def test_a_bill_that_is_to_be_paid(words: str) -> None:
    assert decided_on_bill(words, ["Couverture Blanc"]) is OnBill.PAY


@every("words", ["Refusez la facture, elle est fausse", "je conteste leur facture", "facture refusée", "hold the bill"])
def test_a_bill_that_is_not(words: str) -> None:
    assert decided_on_bill(words) is OnBill.REFUSE


@every(
    "words",
    [
        "Facture bonne ?", "ok pour la facture si les photos suivent", "facture bien reçue", "on attend sa facture",
        "merci d'envoyer la facture", "la facture est trop élevée", "ok pour lundi, la facture suivra",
        "Facture non conforme", "le bailleur refuse de payer la facture", "ok pour la facture de 132 €",
        "la facture est bonne mais il manque le siret", "Ne payez pas la facture, elle est pour nous",
        "bon à payer sauf le déplacement", "payez la facture après le passage", "bon à payer lundi",
        "ok pour la facture, clôturez le dossier", "ok pour la facture de 1200",
    ],
)  # fmt: skip
def test_a_bill_that_is_spoken_of(words: str) -> None:
    assert decided_on_bill(words, ["Couverture Blanc"]) is None


def test_a_yes_or_a_no_and_nothing_else() -> None:
    assert all(is_yes_or_no(words) for words in ("ok", "C'est bon pour moi", "non", "yes"))
    others = ("J'ai appelé, c'est bien son compte.", "Vous êtes sûrs ?", "Ok, demandez un devis à Petit")
    assert not any(is_yes_or_no(words) for words in others)
