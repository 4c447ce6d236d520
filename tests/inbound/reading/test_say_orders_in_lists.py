"""A manager's orders among several: in a list, by a number of the summary, by the key of a ready message."""

from __future__ import annotations

from mailbot.inbound.reading.messages import canned_of
from tests.cases import every
from tests.inbound.reading.test_say_in_the_office import LINES, on_lines, told
from tests.inbound.reading.test_say_owners_and_strangers import said


@every(
    ("words", "found"),
    [
        ("Le 1 oui, le 3 fermez", [("approve_quote", "A1"), ("close_report", "A3")]),
        ("le 3 clôturez, le 1 trop cher", [("close_report", "A3"), ("refuse_quote", "A1")]),
        ("ok pour le 1", [("approve_quote", "A1")]),
        ("Le 1er oui, le 2 envoyez à Garnier", [("approve_quote", "A1"), ("send_os", "A2")]),
        ("n°1 non, n°3 clore", [("refuse_quote", "A1"), ("close_report", "A3")]),
        ("1 : oui\n3 : clore", [("approve_quote", "A1"), ("close_report", "A3")]),
        ("Le 2 vous envoyez plutôt à Garnier", [("send_os", "A2")]),
        ("Refusez le 1", [("refuse_quote", "A1")]),
        ("valide le 1", [("approve_quote", "A1")]),
        ("non au 1, oui au 3", [("refuse_quote", "A1"), ("close_report", "A3")]),
        ("A2 envoyez MT-08", [("message", "A2")]),
        ("A2 : MT-08 au locataire", [("message", "A2")]),
        # A day, a doubt, or a number that is no line.
        ("Je suis absente le 3", []),
        ("le 3 décembre ok", []),
        ("ok le 3 à 14h", []),
        ("le 7 oui", []),
        ("rien avant le 2", []),
        ("oui, je vois ça le 1", []),
        ("ok je regarde ça demain", []),
        ("A3 oui, je vérifie d’abord", []),
        ("A3 oui, vu avec elle", [("close_report", "A3")]),
    ],
)
def test_lines_of_the_summary_by_a_number(words: str, found: list[tuple[str, str]]) -> None:
    assert sorted(on_lines(words)) == sorted(found)


def test_a_number_in_the_name_of_a_company_is_no_part_of_its_price() -> None:
    line = {**LINES[0], "title": "S-1 wc, devis SOS Canal 31 455,00\u00a0€ TTC à décider"}
    found = said("A1 ok", "manager", channel="digest", lines=[line])
    assert ("approve_quote", {"item": "A1"}) in found
    large = {**LINES[0], "title": "S-1 chaudière, devis Petit 3\u00a0890,00\u00a0€ TTC à décider"}
    found = said("A1 ok", "manager", channel="digest", lines=[large])
    assert ("approve_quote", {"amount_incl_tax": "3890.00", "item": "A1"}) in found


@every(
    ("words", "key"),
    [
        ("envoyez MT-12 à la locataire", "MT-12"),
        ("Répondez MT-22 svp", "MT-22"),
        ("MT-06 à envoyer", "MT-06"),
        ("merci de lui renvoyer le MT-04", "MT-04"),
        ("1) MT-10 au locataire\n2) MT-12", "MT-10"),
    ],
)
def test_a_ready_message_that_is_told_to_be_sent(words: str, key: str) -> None:
    found = [values["canned"] for kind, values in said(words, "manager") if kind == "message"]
    assert found[:1] == [key]


@every(
    "words",
    ["MT-12 n'a pas été envoyé", "ne pas envoyer MT-12", "J'ai envoyé MT-12 à la locataire", "MT-12 ou MT-13 ?"],
)
def test_a_ready_message_that_is_spoken_of(words: str) -> None:
    assert told(words) <= {"question"}


@every(
    ("words", "found"),
    [
        ("Bonjour,\n1. Annulez l'OS de Durand\n2. OS à Petit, urgent", {"cancel_os", "send_os"}),
        ("Bonjour,\n1/ OS à Petit\n2/ devis à Morel", {"send_os", "request_quote"}),
        ("Bonjour, deux choses : OS à Petit et un récap par jour", {"send_os", "set_alerts"}),
        ("1) MT-10\n2) OS à Petit", {"message", "send_os"}),
        ("Bonjour,\n1) MT-10 à envoyer\n2) OS à Petit\n3) un récap par jour", {"message", "send_os", "set_alerts"}),
        ("vous envoyez un OS à Petit", {"send_os"}),
        ("Annulez Durand, vous mandatez Petit", {"cancel_os", "send_os"}),
        ("vous clôturez", {"close_report"}),
        ("Fermez celui-là, c'est un doublon", {"close_report"}),
        ("fermez ça svp", {"close_report"}),
        ("Merci d'annuler son OS et d'en passer un à Petit", {"cancel_os", "send_os"}),
        ("Annulez son OS et faites-en un autre pour Petit", {"cancel_os", "send_os"}),
        # Said to somebody, asked, or of something else.
        ("Bonjour,\n1) OS à Petit\n2) OS à Durand\nQue préférez-vous ?", {"message"}),
        ("Bonjour,\n1) envoyez-moi une photo\n2) coupez l'eau", {"message"}),
        ("Bonjour Monsieur Vasseur,\n1) OS à Petit\n2) devis Morel\nQu'en pensez-vous ?", {"message"}),
        ("Bonjour, envoyez-moi une photo de la fuite", {"message"}),
        ("vous envoyez une photo de la fuite", {"message"}),
        ("vous n'envoyez pas d'OS", set()),
        ("fermez l'eau", set()),
        ("Fermez la fenêtre", set()),
    ],
)
def test_orders_one_behind_the_other(words: str, found: set[str]) -> None:
    assert told(words) == found


@every(
    ("words", "names"),
    [
        ("Il me faut deux devis, Elektra et Petit, retour sous une semaine", ["Elektra", "Petit"]),
        ("Demandez des devis, Elektra, Petit et Morel", ["Elektra", "Petit", "Morel"]),
        ("Deux devis svp, Aqua Services et a@b.example", ["Aqua Services", "a@b.example"]),
    ],
)
def test_companies_that_are_listed_behind_a_comma(words: str, names: list[str]) -> None:
    assert [values["providers"] for kind, values in said(words, "manager") if kind == "request_quote"] == [names]


def test_a_company_with_an_article_in_its_name() -> None:
    found = said("Envoyez un OS à Plomberie des Brotteaux", "manager")
    assert [values["provider"] for kind, values in found if kind == "send_os"] == ["Plomberie des Brotteaux"]
    assert [v["provider"] for k, v in said("OS à Petit des demain", "manager") if k == "send_os"] == ["Petit"]


@every(
    "words",
    [
        "Coupure d'eau générale jeudi 26 novembre de 9h à 12h pour travaux au bâtiment A",
        "Le chauffage collectif sera coupé lundi matin pour purge",
        "L'ascenseur sera à l'arrêt du 30 novembre au 4 décembre",
        "L'entretien de la chaudière aura lieu jeudi, l'eau chaude sera interrompue",
    ],
)
def test_works_that_a_stranger_announces_are_no_fault(words: str) -> None:
    assert "report_new" not in told(words, role="unknown", channel="intake")


@every(
    "words",
    [
        "Le chauffage a été coupé lundi et n'est pas revenu",
        "L'ascenseur est à l'arrêt",
        "Bâtiment A : une fuite au sous-sol",
        "L'eau sera coupée demain. Par ailleurs le volet du hall est cassé.",
        "Les travaux de la salle de bain ont été réalisés mais le robinet fuit",
    ],
)
def test_faults_that_stand_beside_or_behind_works(words: str) -> None:
    assert "report_new" in told(words, role="unknown", channel="intake")


def test_a_key_with_many_words_around_it_is_read_at_once() -> None:
    assert canned_of("MT-10 " + "svp " * 5000 + "x") is None
    assert canned_of("au locataire " * 5000 + "MT-10") is None
