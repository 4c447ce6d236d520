"""« Ok pour la facture », « bon à payer »: what a manager decides on a bill, and what only speaks of one."""

from mailbot.inbound.reading.bills import OnBill, decided_on_bill, is_yes_or_no
from tests.cases import every


@every(
    "words",
    [
        "Bon à payer, merci", "ok pour cette facture", "La facture de Blanc est conforme", "Réglez la facture svp",
        "Je valide la facture", "Please pay his invoice", "bill approved",
    ],
)  # fmt: skip
def test_a_bill_that_is_to_be_paid(words: str) -> None:
    assert decided_on_bill(words) is OnBill.PAY


@every(
    "words",
    [
        "Ne réglez pas la facture", "on conteste leur facture", "facture refusée", "hold the bill please",
        "la facture n'est pas conforme", "don't pay this invoice",
    ],
)  # fmt: skip
def test_a_bill_that_is_not(words: str) -> None:
    assert decided_on_bill(words) is OnBill.REFUSE


@every(
    "words",
    [
        "Facture bonne ?", "ok pour la facture si les photos suivent", "facture bien reçue", "on attend sa facture",
        "merci d'envoyer la facture", "la facture est trop élevée", "ok pour lundi, la facture suivra",
        "Nous avons bien noté votre remarque, la facture est bonne mais il faut encore que le plombier revienne lundi.",
    ],
)  # fmt: skip
def test_a_bill_that_is_spoken_of(words: str) -> None:
    assert decided_on_bill(words) is None


def test_a_yes_or_a_no_that_begins_an_answer() -> None:
    assert all(is_yes_or_no(words) for words in ("ok", "C'est bon pour moi", "Non, c'est une arnaque", "yes"))
    assert not any(is_yes_or_no(words) for words in ("J'ai appelé, c'est bien son compte.", "Vous êtes sûrs ?"))
