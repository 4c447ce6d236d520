"""A manager sends a company of the agency's book in an imperative of everyday; and what only looks like it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, KnownReport, OfferedQuote, Question, Standpoint
from mailbot.vocabulary import Channel, ReportStatus, Role

DURAND, PETIT, MOREL, MARTIN = "Plomberie Durand", "Élec Services Petit", "Chauffage Morel", "Martin & Fils"
BOOK = (
    (DURAND, "Patrick Durand", "Julie Faure"),
    (PETIT, "Marc Petit"),
    (MOREL, "Yves Morel"),
    (MARTIN, "Luc Martin"),
    ("Serrurerie Azur", "Ali Ben Salah"),
    ("Thermo Rhône", "Paul Girard"),
    ("Toitures Bricard", "Anne Bricard"),
)
SOPHIE = Standpoint(
    received=datetime.fromisoformat("2026-11-24T10:00:00+01:00"),
    role=Role.MANAGER,
    channel=Channel.PUBLIC,
    sender_name="Sophie Lambert",
    people={Role.TENANT: "Nadia Belkacem", Role.LANDLORD: "Bernard Vasseur", Role.MANAGER: "Sophie Lambert"},
    report=KnownReport(ReportStatus.TODO),
    companies=BOOK,
)

SENT = {
    "Envoye Durant stp, 150 max": (DURAND, 150),
    "envoie Durand": (DURAND, None),
    "Demandez à Morel d'intervenir cette semaine, 220 € maximum": (MOREL, 220),
    "Dis à Petit de passer, plafond 180": (PETIT, 180),
    "Ask Bricard to go and fix it, 250 max please": ("Toitures Bricard", 250),
    "envoie durand stp 150 max": (DURAND, 150),
    "mets Martin dessus, max 200 €": (MARTIN, 200),
    "faites passer le plombier Durand, 150 max": (DURAND, 150),
    "Envoyez Durand, plafond 200 €": (DURAND, 200),
    "Envoyez la société Plomberie Durand svp": (DURAND, None),
    "Envois Petit dès que possible": (PETIT, None),
    "envoyé Durand svp, max 150": (DURAND, 150),
    "Envoye-lui Durand demain matin": (DURAND, None),
    "Envoye moi Morell, pas plus de 250 euros": (MOREL, 250),
    "Merci d'envoyer Morel chez Mme Belkacem, 180 € maxi": (MOREL, 180),
    "Tu peux envoyer Durand stp ?": (DURAND, None),
    "Il faudrait envoyer Petit, 300 € max": (PETIT, 300),
    "Ok, envoie Durand, 150€ max": (DURAND, 150),
    "Bonjour, envoie Durand stp, 150 max. Merci": (DURAND, 150),
    "Vu. Envoie Durand. 150 max": (DURAND, 150),
    "Mettez Petit sur le coup, 300 € maxi": (PETIT, 300),
    "Colle Bricard dessus": ("Toitures Bricard", None),
    "Mets plutôt Morel dessus, 200 € max": (MOREL, 200),
    "Envoyez donc directement Petit": (PETIT, None),
    "met Durand là-dessus, 120 max": (DURAND, 120),
    "Prends Durand, 180 max": (DURAND, 180),
    "Prenez Morel pour ça": (MOREL, None),
    "Fais venir Durand, 120 max": (DURAND, 120),
    "faites intervenir l'électricien Petit": (PETIT, None),
    "Fais y passer Durand jeudi": (DURAND, None),
    "Lance Durand, 150 max": (DURAND, 150),
    "mandate durrand, plafond 200": (DURAND, 200),
    "Dépêche Azur": ("Serrurerie Azur", None),
    "Missionne Thermo Rhône, 400 max": ("Thermo Rhône", 400),
    "Confie-le à Durand, 150 max": (DURAND, 150),
    "file ça à Durand": (DURAND, None),
    "Refile le dossier à Petit stp": (PETIT, None),
    "Go Durand": (DURAND, None),
    "Go pour Martin, max 200": (MARTIN, 200),
    "Feu vert pour Durand, 150 max": (DURAND, 150),
    "Durand, 150 max": (DURAND, 150),
    "Durant stp, 150 € max": (DURAND, 150),
    "Durand peut y aller, 200 max": (DURAND, 200),
    "On envoie Durand, 150 € max": (DURAND, 150),
    "Vas-y pour Petit, plafond 100": (PETIT, 100),
    "Appelle Durand, 150 max": (DURAND, 150),
    "Voyez avec Morel, 200 € max": (MOREL, 200),
    "C'est bon pour Durand, jusqu'à 250 €": (DURAND, 250),
    "Envoie Patrick Durand": (DURAND, None),
    "Send Durand, 150 max": (DURAND, 150),
    "please send Duran": (DURAND, None),
    "Please send Martin round, no more than 200 €": (MARTIN, 200),
    "get Durand on it, max 200": (DURAND, 200),
    "Put Martin on it, 150 max": (MARTIN, 150),
    "Have Petit go, capped at 150": (PETIT, 150),
    "Could you send Morel please?": (MOREL, None),
    "Use Durand, cap 200": (DURAND, 200),
    "Laisse ça à Durand, 150 max": (DURAND, 150),
    "Passe le dossier à Durand": (DURAND, None),
    "Donne le chantier à Petit stp": (PETIT, None),
    "Confiez cette intervention à Morel": (MOREL, None),
    "Get Durand to fix it": (DURAND, None),
    "Faites venir Durand au 3e étage": (DURAND, None),
}

NOT_SENT = (
    "Durant est passé hier",
    "Durand est passé hier, 150 € max selon lui",
    "il faudrait envoyer quelqu'un",
    "je vous envoie Durand demain",
    "Je vous envoie Durand demain matin, merci d'être là",
    "Nous vous envoyons Durand jeudi",
    "On vous envoie Durand demain",
    "On envoie Durand demain matin",
    "J'ai envoyé Durand hier",
    "Envoyé Durand hier",
    "Envoyé Durand ce matin",
    "Durand vous appelle demain",
    "Durand passera mardi",
    "Durand peut passer mardi",
    "Durand, comme d'habitude",
    "Appelez Durand au 06 12 34 56 78",
    "Appelez Durand si ça recommence",
    "Voyez directement avec Durand",
    "Demandez à Durand de vous montrer où se coupe l'eau",
    "Dites à Durand de passer par la cour",
    "Demandez à Durand un devis, 150 € max",
    "Envoyez vos photos à Durand",
    "Envoyez les photos à Durand",
    "Envoie la facture à Durand",
    "Envoie un petit mot à la locataire",
    "Envoie petit message à Nadia",
    "Mettez Durand en copie",
    "Mets Durand sur la liste",
    "N'envoyez pas Durand",
    "Surtout n'envoie pas Durand, 150 max",
    "Pas Durand, 150 max c'est trop peu",
    "Envoyez Durand ?",
    "On envoie Durand ?",
    "Si la fuite reprend, envoyez Durand",
    "Si Petit ne répond pas, envoie Durand",
    "Envoie Durand faire un devis",
    "Durand a envoyé son devis, 150 max",
    "Le devis de Durand est à 150 €",
    "Laissez entrer Durand jeudi",
    "Ouvrez à Durand jeudi à 9h",
    "Prenez rendez-vous avec Durand",
    "Prenez contact avec Durand",
    "Rappelez Durand svp",
    "Merci à Durand",
    "Durand est injoignable",
    "J'hésite à envoyer Durand",
    "J'attends que Durand réponde",
    "Le propriétaire veut qu'on envoie Durand, 150 max",
    "Il a envoyé Durand sans nous le dire",
    "Bonjour Madame Belkacem, j'envoie Durand demain. Cordialement",
    "Bonjour Nadia, envoyez-nous une photo, Durand passera ensuite",
    "Martin est prévenu",
    "Petit à petit ça avance, 150 max",
    "Envoyez promener Durand",
    "Prenez Durand en photo s'il vient",
    "The plumber Durand was sent yesterday",
    "I'll send Durand tomorrow",
    "We are sending Durand on Tuesday",
    "Durand will come on Monday",
    "Please call Durand if it happens again",
    "Don't send Durand",
    "Send Durand the photos",
    "Send the invoice to Durand",
    "I sent Durand last week",
    "Should we send Durand?",
    "Please let Durand in",
    "Use Durand's number",
    # What a tenant is asked to give to a company, or to do for it.
    "Donnez vos disponibilités à Durand",
    "Donnez accès à Durand",
    "Donnez-lui l'accès, Durand passe jeudi",
    "Donnez un double à Durand",
    "Confiez un double à Durand",
    "Confiez le trousseau à Durand",
    "Confiez à Durand le trousseau",
    "Passez le bonjour à Durand",
    "Passez un coup de fil à Durand",
    "Passez chez Durand",
    "Passez la main à Durand",
    "Passe un appel à Durand",
    "Donnez rendez-vous à Durand",
    "Donnez du temps à Durand",
    "Donnez un pourboire à Durand",
    "Donnez suite à Durand",
    "Donne raison à Durand",
    "Attribue la faute à Durand",
    "Laissez ça à Durand",
    "Faites passer Durand par le jardin",
    "Bonjour Madame, faites passer Durand par le jardin svp",
    "Put Durand on the phone",
    "Put Durand on hold",
    "Prenez Petit pour exemple",
    "Prends Durand sur la 2",
    "Take Durand to the boiler",
    "Get Durand to stop",
    "Send anyone but Durand",
    "Send someone other than Durand",
    "Send Durand an email",
    "Send Durand the address",
    "Send Durand my regards",
    # What is under a condition, or somebody else's figure.
    "Envoie Durand après accord du propriétaire",
    "Envoie Durand après validation du devis",
    "Durand, 150 max d'après lui",
    "Durand : 150 max, Petit : 180 max",
    # Up to how much somebody is paid back.
    "Madame, envoyez-nous vos photos. Durand peut passer, 150 € max sont à votre charge.",
    "Bonjour,\nAppelez Durand, nous prenons en charge jusqu'à 150 € maximum.\nCordialement",
    "Vous pouvez appeler Durand, maximum 150 € à votre charge",
    "Contactez Durand svp, remboursement 150 € max sur facture",
    "Prenez Durand, gardez la facture, on vous rembourse 150 max",
    "Please call Durand, we will reimburse up to 150 €",
)


def sent(words: str, standpoint: Standpoint = SOPHIE) -> list[Intent]:
    intents, _ = understand(Situation(words, standpoint))
    return [intent for intent in intents if intent.type is IntentType.SEND_OS]


@pytest.mark.feature("S1-62")
def test_a_company_of_the_book_is_sent_in_the_words_of_everyday_with_the_ceiling_that_was_said() -> None:
    for words, (company, ceiling) in SENT.items():
        orders = sent(words)
        assert len(orders) == 1, words
        [order] = orders
        said = order.values.get("ceiling_incl_tax")
        assert (order.values.get("provider"), said and Decimal(str(said))) == (company, ceiling), words
        assert order.because in words


@pytest.mark.feature("S1-62")
def test_what_is_told_asked_forbidden_or_said_to_somebody_sends_nobody() -> None:
    assert {words: sent(words) for words in NOT_SENT if sent(words)} == {}


def test_a_slip_of_the_finger_is_pardoned_where_one_company_alone_is_meant() -> None:
    [order] = sent("Envoie Durant")
    assert order.values["provider"] == DURAND
    two = replace(SOPHIE, companies=(*BOOK, ("Durang Toiture", "Léa Durang")))
    assert sent("Mets Durant dessus", two) == [], "of two that may be meant none is"
    [order] = sent("Mets Durang dessus", two)
    assert order.values["provider"] == "Durang Toiture"
    # Two of one name, or two names: what was written goes on, and it is asked which.
    namesakes = replace(SOPHIE, companies=(*BOOK, ("Durand Électricité", "Zoé Durand")))
    [order] = sent("Envoie Durand, 150 max", namesakes)
    assert order.values["provider"] == "durand"
    [order] = sent("Envoie Durand électricité", namesakes)
    assert order.values["provider"] == "Durand Électricité"
    [order] = sent("Envoie la plomberie Durand", namesakes)
    assert order.values["provider"] == DURAND
    [order] = sent("Envoie Durand ou Petit, 150 max")
    assert order.values["provider"] == "durand ou petit"
    for short in ("Envoie Azor", "Mets Duren dessus"):
        assert all(order.values["provider"] not in ("Serrurerie Azur", DURAND) for order in sent(short))


def test_nobody_else_and_nowhere_else_sends_one() -> None:
    words = "Envoye Durant stp, 150 max"
    for role in (Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.UNKNOWN):
        assert sent(words, replace(SOPHIE, role=role)) == []
    assert sent(words, replace(SOPHIE, companies=())) == []
    # Who lives there is not sent, and which quote is taken is another matter.
    home = replace(SOPHIE, people={**SOPHIE.people, Role.TENANT: "Luc Martin"})
    assert sent("Mets Martin dessus, max 200 €", home) == []
    quotes = (OfferedQuote(Decimal("480"), DURAND, "A"), OfferedQuote(Decimal("510"), PETIT, "B"))
    deciding = replace(SOPHIE, asked=Asked(Question.APPROVE_QUOTE, quotes=quotes))
    for yes in ("Prenez Durand", "ok pour Durand, 500 max", "C'est bon pour Durand, 500 max"):
        assert sent(yes, deciding) == [], yes


def test_a_book_comes_back_from_json_as_it_went() -> None:
    assert Standpoint.from_json(SOPHIE.to_json()) == SOPHIE
    assert "companies" not in replace(SOPHIE, companies=()).to_json()
