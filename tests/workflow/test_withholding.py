"""What tenants and landlords read of a company's public words: everything but sums, bank details and codes."""

import pytest

from mailbot.workflow.marks import mark
from mailbot.workflow.withholding import says_more, withheld
from tests.cases import every

MARK = mark("withheld", "fr")

HELD = [
    "Ce sera 480 € HT.",
    "528,00 TTC",
    "Le total fait 528.00 TTC",
    "Total : 480 HT soit 528 TTC",
    "1 200 € pour le tout",
    "Comptez entre 300 et 400.",
    "Il faut compter 350 environ",
    "Le devis est à 528.",
    "Notre devis : 1 250,00",
    "C’est 540 et non 528.",
    "Prix du siphon : 45,50",
    "Main d’œuvre 120",
    "Un acompte de 30 % est demandé.",
    "TVA à 10 %",
    "cinq cents euros",
    "Environ 2 k€",
    "Option A : 320, option B : 480",
    "IBAN FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "Vous trouverez mon nouveau RIB ci-joint.",
    "Nos coordonnées bancaires ont changé.",
    "Le code 45B12 ne marche pas.",
    "le digicode c’est 4512A",
    "4512A est le code de l’immeuble",
    "Les clés sont dans la boîte à clés, 7731.",
    "It comes to £450.",
    "The quote is 480 excl. tax, 528 incl. tax.",
    "The price would be 250",
    "540, not 528",
    "480 plus VAT",
    "My bank details are attached.",
    "The door code is 45B12.",
    "Le montant est de 480\n€ HT",
    "528,00\nTTC",
    "Le devis sera de 640",
    "Montant hors taxes 480",
    "Net à payer : 528",
    "Quoted at 250",
    "Joint remplacé, 75e",
    "Ça fait 60 e tout rond",
    "Vous me devez encore la facture d’octobre",
    "Ma facture du mois dernier n’est toujours pas réglée.",
    "Je n’ai pas été payé pour le dernier passage",
    "Toujours en attente de votre règlement",
    "You still owe me for the March invoice.",
    "Our bill has never been paid",
    "Réglez d’abord l’impayé de septembre.",
    "L’intervention du 12 n’est toujours pas payée.",
    "My March invoice is still overdue.",
]
KEPT = [
    "Le problème n’est pas réglé.",
    "Fait, la facture suit.",
    "L’intervention d’hier n’a pas réglé la fuite",
    "Facture à suivre, le robinet n’est toujours pas réglé",
    "La facture suit mais le problème n’est pas réglé",
    "The boiler service is overdue",
    "En attente du règlement du sinistre par l’assurance",
    "Vous me devez une réponse",
    "Le thermostat n’est pas bien réglé",
    "Je viens régler la chaudière",
    "Je ne suis pas encore passé",
    "Je passe mardi 24 novembre.",
    "Je passe le 24/11/2026 à 9h30.",
    "Rendez-vous le 24.11.2026 entre 9h et 11h.",
    "Appelez-moi au 06 39 98 00 31.",
    "Mon numéro : 0639980031",
    "+33 6 39 98 00 31",
    "Comptez 2 heures de travail.",
    "Prévoir 30 minutes sur place.",
    "Comptez entre 14 et 16 h.",
    "Il faut un tuyau de 32 mm, longueur 1,20 m.",
    "La pièce arrive sous 10 jours.",
    "Code erreur E01 sur la chaudière.",
    "Le code postal est bien 69003 ?",
    "Je vous envoie le devis mardi 24.",
    "Devis n° 2026-114 en pièce jointe.",
    "Passage fait, pièce commandée.",
    "Référence DEV-2026-0092.",
    "I will come on Tuesday 24 November at 10 am.",
    "The part takes 3 weeks.",
    "Réparation gratuite sous garantie.",
    "J’ai changé 2 joints et 1 siphon.",
    "Pression à 3,5 bars, chaudière de 2019.",
    "Je suis au 12e étage.",
    "C’est la 20e fois que je viens dans le 13e.",
]


@pytest.mark.feature("S1-89")
@every("said", HELD)
def test_a_sentence_with_a_sum_bank_details_or_a_code_is_replaced(said: str) -> None:
    shown = withheld(said, "fr")

    assert set(shown.split("\n")) == {MARK}
    assert withheld(said, "en").split("\n")[0] == "[passed on to the agency]"
    assert not says_more(said)


@pytest.mark.feature("S1-89")
@every("said", KEPT)
def test_a_date_a_telephone_number_or_a_measure_is_no_sum(said: str) -> None:
    assert withheld(said, "fr") == said
    assert says_more(said)


@pytest.mark.feature("S1-89")
def test_the_other_sentences_stay_as_they_were_written() -> None:
    said = (
        "Bonjour,\n\nPassage fait ce matin, le siphon est fendu. Le remplacement coûte 480 € HT, soit 528 € TTC. "
        "La pièce arrive sous 10 jours !\n- dépose du siphon : 80 €\n- pose : 120 €\n- nettoyage\n\n"
        "Le code 45B12 ne marche plus. Je repasse mardi 24 à 9h30.\n1. Fermer l’eau\n2. Vider le meuble\n\nPatrick"
    )

    shown = withheld(said, "fr")

    assert shown == (
        f"Bonjour,\n\nPassage fait ce matin, le siphon est fendu. {MARK} "
        f"La pièce arrive sous 10 jours !\n- {MARK}\n- {MARK}\n- nettoyage\n\n"
        f"{MARK} Je repasse mardi 24 à 9h30.\n1. Fermer l’eau\n2. Vider le meuble\n\nPatrick"
    )
    assert withheld(shown, "fr") == shown


def test_sentences_in_a_row_leave_one_mark() -> None:
    assert withheld("Ce sera 480 € HT. Soit 528 € TTC. À mardi.", "fr") == f"{MARK} À mardi."
    assert withheld("À mardi. Ce sera 480 € HT. Soit 528 € TTC.", "fr") == f"À mardi. {MARK}"


def test_bare_figures_in_a_list_of_sums_go_with_them() -> None:
    said = "Siphon 45\nMain d’œuvre 120\nTotal 165 €\nJe viens mardi 24"
    assert withheld(said, "fr") == f"{MARK}\n{MARK}\n{MARK}\nJe viens mardi 24"


def test_nothing_is_lost_of_words_without_anything_private() -> None:
    said = "  Bonjour\r\n\r\n\tOK.  Merci !  \n"
    assert withheld(said, "fr") == said


@every(
    "said",
    [
        "Bonjour,\n\nCe sera 480 €.\n\nCordialement", "528 TTC", "Bonjour",
        "Bonjour à tous,\n\n480 € TTC.\n\nBonne réception, à bientôt", "528 TTC\nMany thanks and kind regards",
    ],
)  # fmt: skip
def test_a_greeting_beside_a_sum_says_nothing_more(said: str) -> None:
    assert not says_more(said)


def test_long_words_cost_little() -> None:
    said = "1 " * 20_000 + "prix " * 5_000 + "code " * 5_000
    assert withheld(said, "fr")
