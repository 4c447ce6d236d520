"""A landlord reports, asks and answers in private: the managers read it, and nobody who lives there ever does."""

from datetime import date

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Ownership, Participant, Person, Report, Thread
from mailbot.model_mails import DigestLine, InboundMail
from mailbot.vocabulary import Alerts, Channel, EventKind, InboundFate, ReportStatus, Role, ThreadKind
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of, the_leak

CLAIRE = "claire.delorme@laposte.example"
HANNAH = "hannah.weiss@mail.example"
TOM = "tom.whitaker@mail.example"
CANARY = "kanarienvogel 4711"


def says(
    house: LivingHouse, sender: str, to: str, text: str, *, subject: str = "Re: x", photos: int = 0
) -> list[Delivered]:
    """One mail, and the letters that it caused."""
    says.number += 1  # type: ignore[attr-defined]
    message = mail(
        text,
        sender=sender,
        to=to,
        subject=subject,
        message_id=f"<{says.number}@landlords.example>",  # type: ignore[attr-defined]
    )
    for number in range(photos):
        message.add_attachment(photo(), maintype="image", subtype="jpeg", filename=f"photo{number}.jpg")
    return house.told(message, sender=sender, to=to)


says.number = 0  # type: ignore[attr-defined]


def hannah_reports(house: LivingHouse, text: str = f"Bonjour, {CANARY} : la chaudière fuit.") -> list[Delivered]:
    """Hannah Weiss owns a studio and another home: she names the studio."""
    return says(house, HANNAH, INTAKE, f"{text}\nStudio Foch", subject=f"Chaudière {CANARY}", photos=1)


def the_leak_of_nadia(house: LivingHouse) -> list[Delivered]:
    return house.told(the_leak(), sender=NADIA, to=INTAKE)


def nobody_else_saw_it(house: LivingHouse, *readers: str) -> None:
    """No byte of any letter to anybody but these holds what the landlord wrote."""
    for each in house.boxes:
        if each.recipient not in readers:
            said = each.mail.text + each.mail.html + each.mail.subject
            assert CANARY not in said, each.recipient
            assert CANARY.encode() not in each.raw, each.recipient


def neutral(letter: Delivered, *, subject: str) -> None:
    """Neither the subject nor the first line of a private letter says anything of the matter."""
    assert letter.mail.subject == subject
    title = letter.mail.text.strip().split("\n")[0]
    assert "chaudière" not in title.lower()
    assert CANARY not in title


def private_report(house: LivingHouse) -> Report:
    with house.world.database.looking() as session:
        return session.query(Report).order_by(Report.id.desc()).first() or Report()


@pytest.mark.feature("S1-10", "S1-19", "S1-90", "S1-91")
def test_a_landlord_reports_and_only_the_agency_knows(house: LivingHouse) -> None:
    letters = hannah_reports(house)

    assert who_got_what(letters) == {(HANNAH, "B-10"), (SOPHIE, "G-01")}
    receipt, told = letter_to(letters, HANNAH, "B-10"), letter_to(letters, SOPHIE, "G-01")
    neutral(receipt, subject="[Private SIG-1046] Message from the agency")
    neutral(told, subject="[Privé SIG-1046] Réponse du bailleur")
    assert "is recorded as SIG-1046. For now, only the agency can see it." in text_of(receipt)
    assert "Répondre à ce mail = privé, bailleur seul." in text_of(told)
    assert CANARY in text_of(told)
    assert len(told.mail.files) == 1
    report = private_report(house)
    assert (report.is_private, report.author_role, report.status) == (True, Role.LANDLORD, ReportStatus.TODO)
    nobody_else_saw_it(house, SOPHIE, HANNAH)
    with house.world.database.looking() as session:
        threads = {t.id: t.kind for t in session.query(Thread).filter_by(report_id=report.id)}
        assert set(threads.values()) == {ThreadKind.PRIVATE}
        seated = {p.role for p in session.query(Participant).filter(Participant.thread_id.in_(threads))}
        assert seated == {Role.LANDLORD, Role.MANAGER}
        assert session.query(Comment).filter_by(report_id=report.id).one().channel is Channel.PRIVATE


@pytest.mark.feature("S1-90", "S1-12")
def test_a_tenant_who_asks_for_everything_learns_nothing_of_a_private_report(sqlite_house: LivingHouse) -> None:
    hannah_reports(sqlite_house)

    letters = says(sqlite_house, TOM, INTAKE, "My reports, please", subject="Hello")

    assert "SIG-1045" in text_of(letter_to(letters, TOM, "T-23"))
    assert "SIG-1046" not in text_of(letter_to(letters, TOM, "T-23"))
    assert says(sqlite_house, TOM, INTAKE, "SIG-1046 ?", subject="SIG-1046") != []
    nobody_else_saw_it(sqlite_house, SOPHIE, HANNAH)


@pytest.mark.feature("S1-92", "S1-94", "S1-43")
def test_the_manager_answers_in_private_and_the_report_moves_without_a_word(sqlite_house: LivingHouse) -> None:
    told = letter_to(hannah_reports(sqlite_house), SOPHIE, "G-01")

    letters = says(sqlite_house, SOPHIE, reply_to(told), "Bonjour Madame Weiss, je fais venir un chauffagiste.")

    assert who_got_what(letters) == {(HANNAH, "B-01")}
    neutral(letter_to(letters, HANNAH, "B-01"), subject="[Private SIG-1046] Message from the agency")
    assert "je fais venir un chauffagiste" in text_of(letter_to(letters, HANNAH, "B-01"))
    assert private_report(sqlite_house).status is ReportStatus.IN_PROGRESS
    answer = says(
        sqlite_house, HANNAH, reply_to(letter_to(letters, HANNAH, "B-01")), f"Merci, {CANARY}, pas avant mardi."
    )
    assert who_got_what(answer) == {(SOPHIE, "G-19")}
    neutral(letter_to(answer, SOPHIE, "G-19"), subject="[Privé SIG-1046] Réponse du bailleur")
    assert private_report(sqlite_house).status is ReportStatus.IN_PROGRESS
    nobody_else_saw_it(sqlite_house, SOPHIE, HANNAH)


@pytest.mark.feature("S1-92", "GAP-17")
def test_a_landlord_who_writes_to_his_tenants_address_is_read_by_the_managers_alone(sqlite_house: LivingHouse) -> None:
    address = reply_to(letter_to(the_leak_of_nadia(sqlite_house), NADIA, "T-01"))

    letters = says(sqlite_house, BERNARD, address, f"Que se passe-t-il chez moi ? {CANARY}")

    assert who_got_what(letters) == {(SOPHIE, "G-19")}
    assert "n’était pas écrit à l’adresse privée" in text_of(letter_to(letters, SOPHIE, "G-19"))
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO
    says(sqlite_house, SOPHIE, reply_to(letter_to(letters, SOPHIE, "G-19")), "Je vous tiens au courant.")
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.IN_PROGRESS
    later = says(sqlite_house, NADIA, address, "Du nouveau ?")
    assert "bailleur" not in text_of(letter_to(later, NADIA, "T-23")).replace("le bailleur du logement", "")
    nobody_else_saw_it(sqlite_house, SOPHIE, BERNARD)


@pytest.mark.feature("S1-92")
def test_no_public_letter_tells_that_the_landlord_wrote(sqlite_house: LivingHouse) -> None:
    address = reply_to(letter_to(the_leak_of_nadia(sqlite_house), NADIA, "T-01"))
    says(sqlite_house, BERNARD, address, f"Il y a une odeur de gaz, {CANARY} !")

    letters = says(
        sqlite_house,
        SOPHIE,
        reply_to(letter_to(list(sqlite_house.boxes), SOPHIE, "G-01")),
        "Un plombier passera lundi.",
    )

    for each in (letter_to(letters, NADIA, "T-04"), letter_to(letters, YANIS, "T-04")):
        assert "danger" not in text_of(each)
        assert "bailleur" not in text_of(each).replace("le bailleur du logement", "")
    told = says(sqlite_house, NADIA, address, "Merci. Et la fuite continue.")
    assert "bailleur" not in text_of(letter_to(told, SOPHIE, "G-02")).replace("Écrire au bailleur (privé)", "")
    nobody_else_saw_it(sqlite_house, SOPHIE, BERNARD, "astreinte@agence-tilleul.example")


def test_a_danger_told_by_a_landlord_wakes_the_agency_and_says_that_the_home_knows_nothing(
    sqlite_house: LivingHouse,
) -> None:
    letters = says(sqlite_house, HANNAH, INTAKE, f"Ça sent le gaz au Studio Foch, {CANARY}", subject="Gaz")

    assert {code for who, code in who_got_what(letters) if who == SOPHIE} == {"G-01", "G-24"}
    alarm = text_of(letter_to(letters, SOPHIE, "G-24"))
    assert "car nous n’avons rien écrit aux occupants" in alarm
    assert "06 39 98 10 21" in alarm
    assert TOM not in {who for who, _ in who_got_what(letters)}


@pytest.mark.feature("S1-90")
def test_a_private_address_used_by_somebody_else_is_held_and_shown_to_the_managers(house: LivingHouse) -> None:
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))

    letters = says(house, TOM, private, "Bonjour, c'est quoi ce dossier ?")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    told = letter_to(letters, SOPHIE, "G-13")
    assert told.mail.subject == f"À classer : message de {TOM}"
    assert "l’adresse privée d’une autre personne" in text_of(told)
    assert "c'est quoi ce dossier" in text_of(told)
    with house.world.database.looking() as session:
        last = session.query(InboundMail).order_by(InboundMail.id.desc()).first()
        assert last is not None
        assert (last.fate, last.trouble) == (InboundFate.HELD, "private_address")
        assert session.query(Comment).filter_by(report_id=private_report(house).id).count() == 1
    unknown = says(house, "x@elsewhere.example", private, "Hello")
    assert who_got_what(unknown) == {(HANNAH, "X-11")}


def test_who_sold_the_home_is_no_party_any_more(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))
    with house.world.database.transaction() as session:
        report = session.get_one(Report, private_report(house).id)
        session.query(Ownership).filter_by(dwelling_id=report.dwelling_id).one().ends_on = date(2026, 11, 1)

    assert who_got_what(says(house, HANNAH, private, "Et alors ?")) == {(SOPHIE, "G-13")}


@pytest.mark.feature("S1-21", "S1-85")
def test_a_landlord_closes_and_brings_back_his_own_report(sqlite_house: LivingHouse) -> None:
    private = reply_to(letter_to(hannah_reports(sqlite_house), HANNAH, "B-10"))

    closed = says(sqlite_house, HANNAH, private, "C'est réglé, vous pouvez clôturer.")
    assert who_got_what(closed) == {(SOPHIE, "G-19"), (HANNAH, "B-10")}
    assert "is closed, at your request" in text_of(letter_to(closed, HANNAH, "B-10"))
    assert "Read as: it is settled" in text_of(letter_to(closed, HANNAH, "B-10"))
    assert private_report(sqlite_house).status is ReportStatus.CLOSED

    opened = says(sqlite_house, HANNAH, private, "Le problème n'est pas réglé.")
    assert who_got_what(opened) == {(SOPHIE, "G-19"), (HANNAH, "B-10")}
    assert "is open again" in text_of(letter_to(opened, HANNAH, "B-10"))
    assert private_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("S1-21")
def test_a_landlord_closes_nobody_elses_report(sqlite_house: LivingHouse) -> None:
    address = reply_to(letter_to(the_leak_of_nadia(sqlite_house), NADIA, "T-01"))

    letters = says(sqlite_house, BERNARD, address, "C'est réglé, clôturez.")

    assert who_got_what(letters) == {(SOPHIE, "G-19"), (BERNARD, "X-14")}
    neutral(letter_to(letters, BERNARD, "X-14"), subject="[Privé SIG-1046] Message de l’agence")
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO


@pytest.mark.feature("S1-08", "S1-12")
def test_a_landlord_asks_where_things_stand_and_reads_public_facts_alone(sqlite_house: LivingHouse) -> None:
    the_leak_of_nadia(sqlite_house)

    letters = says(sqlite_house, BERNARD, INTAKE, "", subject="Point")

    assert who_got_what(letters) == {(BERNARD, "B-11")}
    told = letter_to(letters, BERNARD, "B-11")
    assert told.mail.subject.startswith("Vos dossiers au samedi")
    text = text_of(told)
    assert "T2 Lilas 3e gauche — SIG-1046, Fuite évier cuisine : À traiter, signalement enregistré" in text
    assert "T2 Fabriques 1er — rien en cours" in text
    assert "Aucune décision n’est attendue de vous." in text
    for secret in ("Nadia", "Belkacem", "TTC", "06 39", NADIA):
        assert secret not in text
    with sqlite_house.world.database.looking() as session:
        asked = session.query(Event).filter_by(kind=EventKind.STATUS_ASKED).one()
        assert (asked.report_id, asked.facts) == (None, {"passed_on": False})


@pytest.mark.feature("S1-08", "S1-12")
def test_a_question_beside_the_question_reaches_the_manager(house: LivingHouse) -> None:
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))

    only = says(house, HANNAH, private, "Où en est-on ?")
    assert who_got_what(only) == {(HANNAH, "B-11")}
    more = says(house, HANNAH, private, "Où en est-on ? Et combien coûterait une chaudière neuve ?")
    assert who_got_what(more) == {(HANNAH, "B-11"), (SOPHIE, "G-19")}
    assert "passed on to Sophie Lambert" in text_of(letter_to(more, HANNAH, "B-11"))
    assert reply_to(letter_to(more, HANNAH, "B-11")) == private


@pytest.mark.feature("S1-92", "S1-12")
@pytest.mark.parametrize(
    "more",
    [
        "Je suis d'accord pour payer jusqu'à 400 euros.",
        "Je préfère l'entreprise Martin.",
        "Je passerai avec mon neveu.",
    ],
)
def test_what_stands_beside_a_landlord_s_question_is_never_lost(sqlite_house: LivingHouse, more: str) -> None:
    house = sqlite_house
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))

    letters = says(house, HANNAH, private, f"Bonjour,\n\nOù en est-on ? {more}\n\nMerci d'avance")

    assert who_got_what(letters) == {(HANNAH, "B-11"), (SOPHIE, "G-19")}
    assert more in text_of(letter_to(letters, SOPHIE, "G-19"))


@pytest.mark.feature("S1-92", "S1-12", "GAP-20")
def test_what_stands_beside_a_landlord_s_question_at_the_intake_waits_for_the_home(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    words = "Où en est-on ? Je suis d'accord pour payer jusqu'à 400 euros."
    letters = says(house, BERNARD, INTAKE, words)
    assert who_got_what(letters) == {(BERNARD, "B-11"), (BERNARD, "X-13")}

    answered = says(house, BERNARD, reply_to(letter_to(letters, BERNARD, "X-13")), "Les Mimosas")

    assert who_got_what(answered) == {(BERNARD, "B-10"), (SOPHIE, "G-01")}
    assert "jusqu'à 400 euros" in text_of(letter_to(answered, SOPHIE, "G-01"))


@pytest.mark.feature("S1-92", "S1-27")
def test_what_a_manager_asks_of_the_service_in_private_is_not_written_to_the_landlord(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    told = letter_to(hannah_reports(house), SOPHIE, "G-01")

    listed = says(house, SOPHIE, reply_to(told), "#occupants")

    assert {who for who, _ in who_got_what(listed)} == {SOPHIE}
    assert private_report(house).status is ReportStatus.TODO
    assert {who for who, _ in who_got_what(says(house, SOPHIE, reply_to(told), "Point"))} == {SOPHIE}
    both = says(house, SOPHIE, reply_to(told), "#occupantz\n\nUn plombier passera lundi.")
    assert (HANNAH, "B-01") in who_got_what(both)
    assert "occupant" not in text_of(letter_to(both, HANNAH, "B-01"))
    with house.world.database.looking() as session:
        last = session.query(InboundMail).order_by(InboundMail.id.desc()).first()
        assert last is not None
        assert last.fate is InboundFate.ASKED


@pytest.mark.feature("S1-92", "S1-26")
def test_a_landlord_who_chooses_the_daily_letter_in_private_is_obeyed(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))

    letters = says(house, HANNAH, private, "Récapitulatif")

    assert SOPHIE not in {who for who, _ in who_got_what(letters)}
    with house.world.database.looking() as session:
        assert session.query(Person).filter_by(name="Hannah Weiss").one().alerts is Alerts.DAILY


@pytest.mark.feature("S1-08", "S1-26")
def test_a_question_that_was_answered_is_no_line_of_a_manager_s_daily_letter(sqlite_house: LivingHouse) -> None:
    with sqlite_house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Sophie Lambert").one().alerts = Alerts.DAILY

    letters = says(sqlite_house, BERNARD, INTAKE, "", subject="Point")

    assert who_got_what(letters) == {(BERNARD, "B-11")}
    with sqlite_house.world.database.looking() as session:
        assert session.query(DigestLine).count() == 0


@pytest.mark.feature("GAP-20")
def test_a_landlord_with_several_homes_is_asked_which_and_nothing_is_lost(sqlite_house: LivingHouse) -> None:
    asked = says(
        sqlite_house, BERNARD, INTAKE, f"Bonjour, le volet est cassé. {CANARY}", subject=f"Volet {CANARY}", photos=1
    )
    assert who_got_what(asked) == {(BERNARD, "X-13")}
    question = letter_to(asked, BERNARD, "X-13")
    neutral(question, subject="Votre message à l’agence")
    assert "T2 Fabriques 1er, 3 rue des Fabriques" in text_of(question)

    letters = says(sqlite_house, BERNARD, reply_to(question), "Les Mimosas")

    assert who_got_what(letters) == {(BERNARD, "B-10"), (SOPHIE, "G-01")}
    told = letter_to(letters, SOPHIE, "G-01")
    assert "T3 Mimosas rez-de-jardin" in text_of(told)
    assert CANARY in text_of(told)
    assert len(told.mail.files) == 1
    nobody_else_saw_it(sqlite_house, SOPHIE, BERNARD)


def test_another_owner_is_told_what_the_manager_says_and_not_what_the_first_one_wrote(
    sqlite_house: LivingHouse,
) -> None:
    roche, madame = "sci.glycines@wanadoo.example", "a.roche@mail.example"
    reported = says(sqlite_house, roche, INTAKE, f"{CANARY}. T3 Gambetta : le chauffe-eau fuit", subject="Chauffe-eau")
    assert who_got_what(reported) == {(roche, "B-10"), (SOPHIE, "G-01")}

    letters = says(sqlite_house, SOPHIE, reply_to(letter_to(reported, SOPHIE, "G-01")), "Un plombier passera lundi.")

    assert who_got_what(letters) == {(roche, "B-01"), (madame, "B-01")}
    status = says(sqlite_house, madame, INTAKE, "Point", subject="Point")
    assert "SIG-1046" not in text_of(letter_to(status, madame, "B-11"))
    nobody_else_saw_it(sqlite_house, SOPHIE, roche)


def test_a_landlord_of_other_homes_is_not_even_named_to_a_tenant(sqlite_house: LivingHouse) -> None:
    address = reply_to(letter_to(the_leak_of_nadia(sqlite_house), NADIA, "T-01"))

    letters = says(sqlite_house, CLAIRE, address, f"Bonjour {CANARY}")

    assert who_got_what(letters) == {(SOPHIE, "G-13")}
    nobody_else_saw_it(sqlite_house, SOPHIE)


@pytest.mark.feature("S1-01", "S1-05", "S1-20")
def test_a_published_report_of_a_landlord_is_closed_for_everybody(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    private = reply_to(letter_to(hannah_reports(house), HANNAH, "B-10"))
    with house.world.database.transaction() as session:
        report = session.get_one(Report, private_report(house).id)
        report.is_private, report.object = False, "chaudière à contrôler"

    letters = says(house, HANNAH, private, f"C'est réglé, clôturez. {CANARY}")

    assert who_got_what(letters) == {(SOPHIE, "G-19"), (HANNAH, "B-10"), (TOM, "T-17")}
    nobody_else_saw_it(house, SOPHIE, HANNAH)


def test_the_manager_s_own_words_to_a_landlord_are_no_line_of_anybody_s_digest_at_home(house: LivingHouse) -> None:
    told = letter_to(hannah_reports(house), SOPHIE, "G-01")
    says(house, SOPHIE, reply_to(told), "Je regarde.")

    with house.world.database.looking() as session:
        report = private_report(house)
        tom = session.query(Person).filter_by(name="Tom Whitaker").one()
        assert session.query(DigestLine).filter_by(person_id=tom.id).count() == 0
        assert {event.kind for event in session.query(Event).filter_by(report_id=report.id)} == {
            EventKind.REPORT_OPENED_BY_LANDLORD, EventKind.PRIVATE_MESSAGE_SENT,
        }  # fmt: skip
