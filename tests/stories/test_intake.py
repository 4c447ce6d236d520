"""Whoever writes to the intake address is understood, asked or passed on; no mail is lost on the way."""

from datetime import date

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Dwelling, Event, Occupancy, Ownership, Person, Report
from mailbot.model_mails import Attachment, InboundMail
from mailbot.vocabulary import Channel, EventKind, InboundFate, ReportStatus, Role
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_landlords import says

KARIM = "karim.haddad@agence-tilleul.example"
GILBERT = "gilbert.roux@laposte.example"
ODETTE = "odette.perrin@orange.example"
CHEN = "chen.wei@mail.example"
PATRICK = "patrick@plomberie-durand.example"
INES = "ines.caron@mail.example"


def nadia_rents_the_studio_too(house: LivingHouse) -> None:
    with house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        studio = session.query(Dwelling).filter_by(key="L-H11").one()
        session.add(
            Occupancy(
                agency_id=nadia.agency_id, dwelling_id=studio.id, person_id=nadia.id, starts_on=date(2026, 1, 1),
                ends_on=None,
            )
        )  # fmt: skip


def reports(house: LivingHouse) -> list[tuple[str, str, Role]]:
    """The reports that came by mail: number, home, who opened them."""
    with house.world.database.looking() as session:
        rows = session.query(Report, Dwelling).join(Dwelling, Dwelling.id == Report.dwelling_id).order_by(Report.id)
        return [(r.ref, d.key, r.author_role) for r, d in rows if r.ref > "SIG-1045"]


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    with house.world.database.looking() as session:
        return [(row.fate, row.trouble) for row in session.query(InboundMail).order_by(InboundMail.id)]


def last_comment(house: LivingHouse) -> Comment:
    with house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        return said


# -- managers ---------------------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-01", "S1-10", "S1-19")
@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("L-A12 : fuite sous l'évier", "Appel de ce matin, l'eau coule sous l'évier."),
        ("Fuite sous l'évier", "T2 Lilas 3e gauche.\nL'eau coule sous l'évier."),
        ("Fuite sous l'évier", "12 rue des Lilas, 3e étage : l'eau coule sous l'évier."),
        ("Fuite sous l'évier", "Mme Belkacem a appelé : l'eau coule sous l'évier."),
    ],
)
def test_a_manager_reports_for_a_home_that_he_names(sqlite_house: LivingHouse, subject: str, text: str) -> None:
    letters = says(sqlite_house, KARIM, INTAKE, text, subject=subject, photos=1)

    assert who_got_what(letters) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01"), (KARIM, "G-21")}
    assert reports(sqlite_house) == [("SIG-1046", "L-A12", Role.MANAGER)]
    receipt = text_of(letter_to(letters, KARIM, "G-21"))
    assert "le signalement SIG-1046 est ouvert pour L-A12, T2 Lilas 3e gauche" in receipt
    told = letter_to(letters, YANIS, "T-01")
    assert "Un problème vient d’être enregistré pour votre logement" in text_of(told)
    assert told.mail.subject.casefold() == "[sig-1046] fuite sous l'évier"
    assert "Belkacem a appelé" not in text_of(told)
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO


@pytest.mark.feature("S1-19")
def test_the_manager_in_charge_who_reports_has_a_receipt_and_no_alarm(sqlite_house: LivingHouse) -> None:
    letters = says(sqlite_house, SOPHIE, INTAKE, "Volet bloqué.", subject="L-C07 volet bloqué")

    assert who_got_what(letters) == {(ODETTE, "T-01"), (SOPHIE, "G-21")}


@pytest.mark.feature("S1-19")
def test_a_manager_who_names_no_home_is_asked(sqlite_house: LivingHouse) -> None:
    asked = says(sqlite_house, SOPHIE, INTAKE, "La gouttière est tombée.", subject="Gouttière", photos=1)
    assert who_got_what(asked) == {(SOPHIE, "X-13")}
    assert "quel logement est concerné" in text_of(letter_to(asked, SOPHIE, "X-13"))

    letters = says(sqlite_house, SOPHIE, reply_to(letter_to(asked, SOPHIE, "X-13")), "L-C07")

    assert who_got_what(letters) == {(ODETTE, "T-01"), (SOPHIE, "G-21")}
    assert last_comment(sqlite_house).text == "La gouttière est tombée."


def test_what_a_manager_adds_to_his_answer_is_published_to_nobody(sqlite_house: LivingHouse) -> None:
    asked = says(sqlite_house, KARIM, INTAKE, "La gouttière est tombée.", subject="Gouttière")
    words = "L-C07. Ne dites rien à Madame Perrin du prix de la gouttière, elle s'inquiéterait pour rien du tout."

    letters = says(sqlite_house, KARIM, reply_to(letter_to(asked, KARIM, "X-13")), words)

    assert who_got_what(letters) == {(ODETTE, "T-01"), (SOPHIE, "G-01"), (SOPHIE, "G-02"), (KARIM, "G-21")}
    assert last_comment(sqlite_house).channel is Channel.AGENCY
    assert "prix" not in text_of(letter_to(letters, ODETTE, "T-01"))


# -- tenants with several homes ---------------------------------------------------------------------------------------


@pytest.mark.feature("S1-06", "GAP-20")
@pytest.mark.parametrize("answer", ["Studio Horloge", "celui de la place de l'Horloge", "L-H11", "le 2", "le deuxième"])
def test_a_tenant_of_two_homes_is_asked_which_and_the_first_mail_opens_the_report(
    house: LivingHouse, answer: str
) -> None:
    nadia_rents_the_studio_too(house)
    asked = says(house, NADIA, INTAKE, "Le radiateur de la chambre fuit.", subject="Radiateur", photos=2)
    assert who_got_what(asked) == {(NADIA, "T-03")}
    question = letter_to(asked, NADIA, "T-03")
    assert question.mail.subject == "Votre message : quel logement est concerné ?"
    assert "Studio Horloge, 11 place de l’Horloge" in text_of(question)
    assert fates(house) == [(InboundFate.ASKED, "")]
    assert reports(house) == []

    letters = says(house, NADIA, reply_to(question), answer)

    assert who_got_what(letters) == {
        (NADIA, "T-01"), (SOPHIE, "G-01"), (CHEN, "T-01"),
    }  # fmt: skip
    assert reports(house) == [("SIG-1046", "L-H11", Role.TENANT)]
    assert last_comment(house).text == "Le radiateur de la chambre fuit."
    assert letter_to(letters, NADIA, "T-01").mail.subject == "[SIG-1046] Radiateur"
    with house.world.database.looking() as session:
        assert session.query(Attachment).count() == 2
        assert {row.fate for row in session.query(InboundMail)} == {InboundFate.TAKEN}


@pytest.mark.feature("S1-06", "GAP-20")
def test_a_home_that_is_named_from_the_start_is_not_asked_about(sqlite_house: LivingHouse) -> None:
    nadia_rents_the_studio_too(sqlite_house)

    says(sqlite_house, NADIA, INTAKE, "Au studio Horloge, le radiateur fuit.", subject="Radiateur")

    assert reports(sqlite_house) == [("SIG-1046", "L-H11", Role.TENANT)]


@pytest.mark.feature("GAP-20")
def test_what_the_answer_says_beside_the_home_joins_the_report(sqlite_house: LivingHouse) -> None:
    nadia_rents_the_studio_too(sqlite_house)
    asked = says(sqlite_house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur")
    words = "C'est au Studio Horloge. Depuis ce matin ça coule aussi sur le parquet, j'ai mis deux serviettes dessous."

    letters = says(sqlite_house, NADIA, reply_to(letter_to(asked, NADIA, "T-03")), words)

    assert (SOPHIE, "G-01") in who_got_what(letters)
    assert (SOPHIE, "G-02") in who_got_what(letters)
    assert last_comment(sqlite_house).text == words
    assert (CHEN, "T-04") not in who_got_what(letters)  # the question said that the agency alone reads the answer
    later = says(sqlite_house, NADIA, reply_to(letter_to(asked, NADIA, "T-03")), "Et le mur est mouillé.")
    assert "le mur est mouillé" in text_of(letter_to(later, SOPHIE, "G-02"))


@pytest.mark.feature("GAP-20")
def test_an_unclear_answer_is_asked_once_more_then_every_word_goes_to_the_manager(sqlite_house: LivingHouse) -> None:
    nadia_rents_the_studio_too(sqlite_house)
    first = says(sqlite_house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur", photos=1)
    again = says(sqlite_house, NADIA, reply_to(letter_to(first, NADIA, "T-03")), "Chez moi, évidemment.")
    assert who_got_what(again) == {(NADIA, "T-03")}

    letters = says(sqlite_house, NADIA, reply_to(letter_to(again, NADIA, "T-03")), "Je vous l'ai dit.")

    assert [(each.recipient, each.mail.header("x-mailbot-letter")) for each in letters] == [(SOPHIE, "G-13")] * 3
    texts = " ".join(text_of(each) for each in letters)
    for words in ("Le radiateur fuit.", "Chez moi, évidemment.", "Je vous l'ai dit."):
        assert words in texts
    assert sum(len(each.mail.files) for each in letters) == 1
    assert {fate for fate, _ in fates(sqlite_house)} == {InboundFate.PARKED}
    late = says(sqlite_house, NADIA, reply_to(letter_to(again, NADIA, "T-03")), "Studio Horloge")
    assert (SOPHIE, "G-01") in who_got_what(late)


def test_an_unclear_answer_and_then_a_clear_one_are_both_on_the_report(house: LivingHouse) -> None:
    nadia_rents_the_studio_too(house)
    first = says(house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur")
    again = says(house, NADIA, reply_to(letter_to(first, NADIA, "T-03")), "Chez moi, évidemment.")

    says(house, NADIA, reply_to(letter_to(again, NADIA, "T-03")), "Studio Horloge")

    with house.world.database.looking() as session:
        said = [c.text for c in session.query(Comment).filter(Comment.mail_id.is_not(None)).order_by(Comment.id)]
    assert said == ["Le radiateur fuit.", "Chez moi, évidemment."]


@pytest.mark.feature("GAP-20")
def test_an_answer_about_a_mail_that_is_settled_for_good_goes_to_the_managers(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    nadia_rents_the_studio_too(house)
    asked = says(house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur")
    with house.world.database.transaction() as session:
        session.query(InboundMail).one().fate = InboundFate.REFUSED

    letters = says(house, NADIA, reply_to(letter_to(asked, NADIA, "T-03")), "Studio Horloge")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert "Studio Horloge" in text_of(letter_to(letters, SOPHIE, "G-13"))
    assert fates(house)[-1][0] is InboundFate.PARKED


@pytest.mark.feature("S1-70", "S1-06")
@pytest.mark.parametrize("answered", [False, True])
def test_who_moved_out_does_nothing_through_an_old_question(sqlite_house: LivingHouse, answered: bool) -> None:
    house = sqlite_house
    nadia_rents_the_studio_too(house)
    asked = letter_to(
        says(house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur"), NADIA, "T-03"
    )  # fmt: skip
    if answered:
        says(house, NADIA, reply_to(asked), "Studio Horloge")
    with house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        for rented in session.query(Occupancy).filter_by(person_id=nadia.id):
            rented.ends_on = date(2026, 11, 1)
    before = reports(house)

    letters = says(house, NADIA, reply_to(asked), "Studio Horloge, et ça fuit de plus en plus, clôturez tout !")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert reports(house) == before


@pytest.mark.feature("S1-70", "S1-92")
@pytest.mark.parametrize("answered", [False, True])
def test_who_sold_does_nothing_through_an_old_question(sqlite_house: LivingHouse, answered: bool) -> None:
    house = sqlite_house
    asked = letter_to(says(house, BERNARD, INTAKE, "Le volet est cassé."), BERNARD, "X-13")
    if answered:
        says(house, BERNARD, reply_to(asked), "Les Mimosas")
    with house.world.database.transaction() as session:
        for owned in session.query(Ownership):
            owned.ends_on = date(2026, 11, 1)

    letters = says(house, BERNARD, reply_to(asked), "Les Mimosas, et je ne paie rien.")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert "je ne paie rien" in text_of(letter_to(letters, SOPHIE, "G-13"))


@pytest.mark.feature("S1-10")
def test_thanks_at_the_intake_open_nothing(sqlite_house: LivingHouse) -> None:
    assert says(sqlite_house, NADIA, INTAKE, "Merci beaucoup !", subject="Re: votre message") == []
    assert reports(sqlite_house) == []
    assert fates(sqlite_house) == [(InboundFate.TAKEN, "")]


def test_nobody_else_answers_the_question(sqlite_house: LivingHouse) -> None:
    nadia_rents_the_studio_too(sqlite_house)
    asked = says(sqlite_house, NADIA, INTAKE, "Le radiateur fuit.", subject="Radiateur")

    answered = says(sqlite_house, YANIS, reply_to(letter_to(asked, NADIA, "T-03")), "Studio Horloge")
    assert {code for who, code in who_got_what(answered)} <= {"G-13"}, "the managers alone read of it"
    assert fates(sqlite_house)[-1] == (InboundFate.PARKED, "others_address")
    assert reports(sqlite_house) == []


# -- what is no report ------------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-10")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Bonjour, pourriez-vous m'envoyer ma quittance de loyer d'octobre ?", "quittance"),
        ("Je vous donne mon préavis, je quitte le logement le 28 février.", "Cette réponse ne vaut pas congé."),
    ],
)
def test_an_administrative_request_goes_to_the_manager_and_opens_nothing(
    sqlite_house: LivingHouse, words: str, said: str
) -> None:
    letters = says(sqlite_house, NADIA, INTAKE, words, subject="Demande")

    assert who_got_what(letters) == {(NADIA, "T-24"), (SOPHIE, "G-13")}
    assert said in text_of(letter_to(letters, NADIA, "T-24"))
    told = letter_to(letters, SOPHIE, "G-13")
    assert words in text_of(told)
    assert "demande administrative" in text_of(told)
    assert reports(sqlite_house) == []
    assert fates(sqlite_house) == [(InboundFate.PARKED, "")]
    with sqlite_house.world.database.looking() as session:
        event = session.query(Event).filter_by(kind=EventKind.REPORT_FOUND_OUT_OF_SCOPE).one()
        assert NADIA not in str(event.facts)


@pytest.mark.feature("S1-10")
def test_it_was_a_breakdown_after_all(sqlite_house: LivingHouse) -> None:
    first = says(
        sqlite_house, NADIA, INTAKE, "Il me faut ma quittance, l'autre a pris l'eau.", subject="Quittance", photos=1
    )
    assert (NADIA, "T-24") in who_got_what(first)

    letters = says(sqlite_house, NADIA, reply_to(letter_to(first, NADIA, "T-24")), "En fait, c’est une panne.")

    assert who_got_what(letters) == {(NADIA, "T-01"), (YANIS, "T-01"), (SOPHIE, "G-01")}
    assert last_comment(sqlite_house).text == "Il me faut ma quittance, l'autre a pris l'eau."


def test_more_words_about_the_request_reach_the_manager(sqlite_house: LivingHouse) -> None:
    first = says(sqlite_house, NADIA, INTAKE, "Ma quittance d'octobre svp", subject="Quittance")

    letters = says(sqlite_house, NADIA, reply_to(letter_to(first, NADIA, "T-24")), "Celle de septembre aussi.")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert "Celle de septembre aussi." in text_of(letter_to(letters, SOPHIE, "G-13"))
    assert says(sqlite_house, NADIA, reply_to(letter_to(first, NADIA, "T-24")), "Merci !") == []


@pytest.mark.feature("S1-12")
def test_a_question_about_progress_is_answered_at_the_intake_too(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)

    letters = says(sqlite_house, NADIA, INTAKE, "Bonjour, où en est-on ?", subject="Question")

    assert who_got_what(letters) == {(NADIA, "T-23"), (SOPHIE, "G-02")}
    assert [ref for ref, _, _ in reports(sqlite_house)] == ["SIG-1046"]
    told = text_of(letter_to(letters, NADIA, "T-23"))
    assert "SIG-1042, « fuite sous l’évier »" in told
    assert "SIG-1046, « Fuite évier cuisine »" in told
    everything = says(sqlite_house, NADIA, INTAKE, "Mes signalements", subject="Bonjour")
    assert "SIG-0988" in text_of(letter_to(everything, NADIA, "T-23"))


@pytest.mark.feature("S1-12", "S1-17")
def test_with_two_open_reports_the_rest_of_a_question_is_kept_and_read_with_its_photo(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)

    letters = says(house, NADIA, INTAKE, "Où en est-on ? Voici la photo promise.", photos=1)

    assert who_got_what(letters) == {(NADIA, "T-23"), (SOPHIE, "G-02")}
    told = letter_to(letters, SOPHIE, "G-02")
    assert "Voici la photo promise." in text_of(told)
    assert len(told.mail.files) == 1
    assert (last_comment(house).channel, "photo promise" in last_comment(house).text) == (Channel.AGENCY, True)
    with house.world.database.looking() as session:
        kept = session.query(Attachment).filter_by(name="photo0.jpg").one()
        assert session.get_one(Report, kept.report_id).ref == "SIG-1046"


@pytest.mark.feature("S1-12", "S1-20")
def test_with_one_open_report_the_question_and_the_rest_go_there(sqlite_house: LivingHouse) -> None:
    letters = says(
        sqlite_house, ODETTE, INTAKE, "Où en est-on ? Quel est le nom de l'entreprise ?", subject="Mon volet"
    )  # fmt: skip

    assert who_got_what(letters) == {(ODETTE, "T-23"), (SOPHIE, "G-02")}
    assert "Voici où nous en sommes pour « volet roulant bloqué »" in text_of(letter_to(letters, ODETTE, "T-23"))
    assert reports(sqlite_house) == []


@pytest.mark.feature("S1-20")
def test_a_mail_that_names_a_report_joins_it(sqlite_house: LivingHouse) -> None:
    letters = says(sqlite_house, NADIA, INTAKE, "La bassine déborde.", subject="SIG-1042")

    assert who_got_what(letters) == {(YANIS, "T-04"), (SOPHIE, "G-02")}
    assert reports(sqlite_house) == []
    assert last_comment(sqlite_house).text == "La bassine déborde."


@pytest.mark.feature("S1-06")
def test_the_number_of_somebody_elses_report_opens_no_door(sqlite_house: LivingHouse) -> None:
    letters = says(sqlite_house, ODETTE, INTAKE, "La bassine déborde.", subject="SIG-1042")

    assert who_got_what(letters) == {(ODETTE, "T-01"), (SOPHIE, "G-01")}
    assert reports(sqlite_house) == [("SIG-1046", "L-C07", Role.TENANT)]


# -- people without a home today --------------------------------------------------------------------------------------


@pytest.mark.feature("S1-06")
def test_a_former_tenant_is_read_by_the_manager_alone(sqlite_house: LivingHouse) -> None:
    letters = says(sqlite_house, GILBERT, INTAKE, "J'ai oublié un carton à la cave.", subject="Carton")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    told = text_of(letter_to(letters, SOPHIE, "G-13"))
    assert "ce locataire est parti le vendredi 31 janvier 2025" in told
    assert "Studio Foch" in told
    assert "J'ai oublié un carton" in told
    assert fates(sqlite_house) == [(InboundFate.PARKED, "former_tenant")]


@pytest.mark.feature("S1-06", "S1-85")
def test_who_moved_out_changes_nothing_on_an_old_thread(sqlite_house: LivingHouse) -> None:
    address = reply_to(letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    with sqlite_house.world.database.transaction() as session:
        nadia = session.query(Person).filter_by(name="Nadia Belkacem").one()
        session.query(Occupancy).filter_by(person_id=nadia.id).one().ends_on = date(2026, 11, 20)

    letters = says(sqlite_house, NADIA, address, "C'est réglé, clôturez.")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert "dossier SIG-1046" in text_of(letter_to(letters, SOPHIE, "G-13"))
    with sqlite_house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO


@pytest.mark.feature("S1-05")
@pytest.mark.parametrize(
    ("writer", "why"), [(PATRICK, "une entreprise écrit"), (INES, "aucun logement n’est connu aujourd’hui")]
)
def test_who_has_no_home_to_report_about_is_passed_on(sqlite_house: LivingHouse, writer: str, why: str) -> None:
    letters = says(sqlite_house, writer, INTAKE, "Il y a une fuite au 12 rue des Lilas.", subject="Fuite")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    assert why in text_of(letter_to(letters, SOPHIE, "G-13"))
    assert reports(sqlite_house) == []


def test_an_answer_to_what_is_to_be_filed_is_kept_for_the_desk(sqlite_house: LivingHouse) -> None:
    told: list[Delivered] = says(sqlite_house, GILBERT, INTAKE, "J'ai oublié un carton.", subject="Carton")

    answered = says(sqlite_house, SOPHIE, reply_to(letter_to(told, SOPHIE, "G-13")), "Je l'appelle.")
    assert who_got_what(answered) == {(SOPHIE, "X-13")}
    assert fates(sqlite_house)[-1][0] is InboundFate.ASKED
