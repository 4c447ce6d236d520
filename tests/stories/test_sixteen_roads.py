"""What manager and landlord say to each other never leaks: a test for each of the sixteen roads (WORK_ORDER_PDF, 6.3).

Every private field holds a word of its own that stands nowhere else; every byte that leaves is searched for them.
"""

import re
from collections.abc import Iterable
from datetime import date
from email import message_from_bytes, policy

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Occupancy, Participant, Person, Report, Thread
from mailbot.threads.pages import Page, page_link
from mailbot.vocabulary import Alerts, Channel, EventKind, ReportStatus, Role, ThreadKind
from mailbot.workflow.audience import TOLD
from mailbot.workflow.journal_sight import _PRIVATE, sees
from mailbot.workflow.occasions import Past
from mailbot.workflow.telling import Reader
from tests.living import (
    BEGIN,
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of, the_leak
from tests.stories.test_landlords import HANNAH, TOM, says
from tests.web.conftest import BASE, Visitor, case_link, form_of, own_link
from tests.web.test_private_side import settled

OBJECT, WORDS, FILE = "Marmottanoir", "Bartavellegris", "Coelacanthebleu"
"""In a landlord's own report: its subject, its words, the name of its photo."""
ANSWER, ASIDE, TYPED = "Ornithorynxvert", "Tamanoirrouge", "Pangolinjaune"
"""Of the manager to him; of another landlord about his tenant's report; of the manager on a page."""
CANARIES = (OBJECT, WORDS, FILE, ANSWER, ASIDE, TYPED)
PARTIES = frozenset({SOPHIE, HANNAH, BERNARD})


def everything(letter: Delivered) -> str:
    """Every byte of a letter, as it is and as a mail program decodes it: headers, both texts, names of files."""
    message = message_from_bytes(letter.raw, policy=policy.default)
    parts = [letter.raw.decode("latin-1"), letter.mail.text, letter.mail.html, letter.mail.subject]
    parts += [f"{name}: {value}" for part in message.walk() for name, value in part.items()]
    parts += [
        part.get_payload(decode=True).decode("utf-8", "replace")  # type: ignore[union-attr]
        for part in message.walk()
        if not part.is_multipart()
    ]
    return "\n".join(parts)


def nothing_leaked(visitor: Visitor, *, parties: Iterable[str] = PARTIES, canaries: Iterable[str] = CANARIES) -> None:
    """No byte of any mail to anybody but the parties, nor of any page that its links open, holds a private word; and
    no private letter shows one before it is opened."""
    for letter in visitor.house.boxes:
        private = letter.mail.subject.startswith("[Privé")
        shown = letter.mail.subject + letter.mail.text.strip().split("\n")[0] if private else ""
        whole = "" if letter.recipient in parties else everything(letter) + pages_of(visitor, letter)
        for word in canaries:
            assert word.lower() not in shown.lower(), (letter.recipient, letter.mail.subject)
            assert word.lower() not in whole.lower(), (letter.recipient, letter.mail.subject, word)


def pages_of(visitor: Visitor, letter: Delivered) -> str:
    links = set(re.findall(r"https://pages\.test\.example/p/[a-z2-7]+", letter.mail.text + letter.mail.html))
    return "\n".join(visitor.get(link).text for link in sorted(links))


def affairs(visitor: Visitor) -> dict[str, Delivered]:
    """A landlord's own report, answered in private; and a tenant's, about which the landlord and the manager talk."""
    house = visitor.house
    message = mail(
        f"Bonjour, {WORDS} : la chaudière fuit.\nStudio Foch", sender=HANNAH, to=INTAKE, subject=f"Chaudière {OBJECT}",
        message_id="<roads@landlords.example>",
    )  # fmt: skip
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename=f"{FILE}.jpg")
    own = house.told(message, sender=HANNAH, to=INTAKE)
    told = letter_to(own, SOPHIE, "G-01")
    answered = says(house, SOPHIE, reply_to(told), f"Bonjour, {ANSWER}, je fais venir quelqu'un.")
    leak = house.told(the_leak(), sender=NADIA, to=INTAKE)
    public = letter_to(leak, NADIA, "T-01")
    aside = says(house, BERNARD, reply_to(public), f"Je vends bientôt, {ASIDE}.")
    visitor.press(case_link(house, Page.LANDLORD, SOPHIE, ref="SIG-1047"), words=f"Qui paie ? {TYPED}")
    page = settled(house)
    return {
        "B-10": letter_to(own, HANNAH, "B-10"), "G-01 private": told, "B-01": letter_to(answered, HANNAH, "B-01"),
        "T-01": public, "G-01": letter_to(leak, SOPHIE, "G-01"), "G-19": letter_to(aside, SOPHIE, "G-19"),
        "B-01 page": letter_to(page, BERNARD, "B-01"), "T-01 Yanis": letter_to(leak, YANIS, "T-01"),
    }  # fmt: skip


@pytest.mark.feature("S1-90", "S1-94")
def test_1_the_address_is_the_channel_and_words_never_choose_it(sqlite_visitor: Visitor) -> None:
    house, letters = sqlite_visitor.house, affairs(sqlite_visitor)
    told = says(house, BERNARD, reply_to(letters["T-01"]), f"Message public pour mon locataire : {ASIDE}")
    assert who_got_what(told) == {(SOPHIE, "G-19")}
    told = says(house, SOPHIE, reply_to(letters["G-19"]), f"À publier pour le locataire : {ANSWER}")
    assert who_got_what(told) == {(BERNARD, "B-01")}
    # Another's token: held on the private side, and one's own rights on the public one.
    for writer in (NADIA, TOM, YANIS):
        held = says(house, writer, reply_to(letters["B-01 page"]), "Bonjour, qu'est-ce que c'est ?")
        assert who_got_what(held) == {(SOPHIE, "G-13")}
    with house.world.database.looking() as session:
        assert {c.channel for c in session.query(Comment) if ASIDE in c.text} == {Channel.PRIVATE}
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90", "S1-58")
def test_2_all_notifications_of_a_company_hold_nothing_of_it() -> None:
    now = BEGIN
    for kind in EventKind:
        for role in Role:
            past = Past(kind, now, role)
            assert not sees(Role.PROVIDER, past, is_private=True)
            assert not sees(Role.PROVIDER, past, is_private=False)
    for kind in _PRIVATE & TOLD.keys():
        assert not TOLD[kind].keys() & {Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.PROVIDER}, kind


@pytest.mark.feature("S1-90", "S1-83")
def test_3_what_stands_below_an_answer_is_not_published(sqlite_visitor: Visitor) -> None:
    house, letters = sqlite_visitor.house, affairs(sqlite_visitor)
    quoted = "\n".join(f"> {line}" for line in letters["G-19"].mail.text.splitlines())
    below = f"Le sam. 21 nov. 2026 à 10:00, Agence du Tilleul <suivi@agence-tilleul.example> a écrit :\n\n{quoted}"

    told = says(house, SOPHIE, reply_to(letters["G-01"]), f"Bonjour, un plombier passera lundi.\n\n{below}")

    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(told)
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90", "S1-27")
def test_4_an_answer_to_all_and_a_copy_reach_the_managers_alone(sqlite_visitor: Visitor) -> None:
    house, letters = sqlite_visitor.house, affairs(sqlite_visitor)
    private, public = reply_to(letters["B-01 page"]), reply_to(letters["T-01"])
    message = mail(f"D'accord, {ASIDE}.", sender=BERNARD, to=private, subject="Re: x", message_id="<all@l.example>")
    message["Cc"] = f"{public}, {NADIA}"
    got = [who_got_what(house.told(message, sender=BERNARD, to=to)) for to in (private, public)]
    assert {who for told in got for who, _ in told} <= {SOPHIE}
    # The manager's own answer to both addresses: each copy is read on its own channel.
    message = mail(f"Entre nous : {ANSWER}.", sender=SOPHIE, to=private, subject="Re: x", message_id="<m@l.example>")
    house.told(message, sender=SOPHIE, to=reply_to(letters["G-19"]))
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90", "GAP-17")
def test_5_a_forwarded_letter_opens_nothing_to_whoever_gets_it(sqlite_visitor: Visitor) -> None:
    house, letters = sqlite_visitor.house, affairs(sqlite_visitor)
    for name in ("G-19", "G-01 private", "B-01"):
        told = says(house, NADIA, reply_to(letters[name]), "Vous m'avez transféré ceci : de quoi s'agit-il ?")
        assert {who for who, _ in who_got_what(told)} <= {SOPHIE}, name
    with house.world.database.looking() as session:
        assert not [c for c in session.query(Comment) if "transféré" in c.text]
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-91", "S1-92")
def test_6_who_opens_a_report_decides_who_sees_it(sqlite_visitor: Visitor) -> None:
    visitor = sqlite_visitor
    affairs(visitor)
    assert report_of(visitor.house, "SIG-1046").is_private
    board = visitor.get(own_link(visitor.house, Page.PRIVATE_REPORT, SOPHIE))
    home = re.search(r'<option value="(\w+)"[^>]*>L-A12, ', board.text)
    assert home is not None
    visitor.post(
        own_link(visitor.house, Page.PRIVATE_REPORT, SOPHIE), form=form_of(board), dwelling=home[1],
        object=f"Vente {TYPED}", category="other", words=f"Bonjour, {ANSWER}.",
    )  # fmt: skip
    assert who_got_what(settled(visitor.house)) == {(BERNARD, "B-01")}
    default = says(visitor.house, SOPHIE, INTAKE, "Bonjour, fuite au plafond. L-A12", subject="Fuite L-A12")
    assert {(NADIA, "T-01"), (YANIS, "T-01")} <= who_got_what(default)
    nothing_leaked(visitor)


@pytest.mark.feature("S1-90", "S1-44")
def test_7_the_page_of_a_report_shows_each_reader_their_side(sqlite_visitor: Visitor) -> None:
    visitor = sqlite_visitor
    affairs(visitor)
    for who in (NADIA, YANIS):
        page = visitor.get(case_link(visitor.house, Page.REPORT, who, ref="SIG-1047")).text
        assert not any(word in page for word in CANARIES)
        assert "bailleur" not in page.replace("le bailleur du logement", "")
    assert ASIDE in visitor.get(case_link(visitor.house, Page.REPORT, SOPHIE, ref="SIG-1047")).text
    nothing_leaked(visitor)


@pytest.mark.feature("S1-90", "S1-41")
def test_8_lists_counters_and_neighbouring_cases_leave_it_out(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    affairs(visitor)
    before = visitor.get(own_link(house, Page.CASES, TOM)).text
    assert "SIG-1046" not in before
    assert before.count("SIG-") == 1
    told = says(house, TOM, INTAKE, "Hello, the radiator in the bedroom leaks.", subject="Radiator")
    # A public letter to the manager is answered into the public thread, with all that it says below.
    assert "SIG-1046" not in everything(letter_to(told, SOPHIE, "G-01"))
    assert "SIG-1046" not in visitor.get(case_link(house, Page.SORT, SOPHIE, ref="SIG-1048")).text
    nothing_leaked(visitor)


@pytest.mark.feature("S1-90", "S1-12")
def test_9_what_a_person_may_take_along_is_what_they_may_read(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    affairs(visitor)
    for who in (NADIA, YANIS, TOM):
        told = says(house, who, INTAKE, "Où en sont tous mes dossiers ?", subject="Question")
        assert (who, "T-23") in who_got_what(told)
        page = visitor.get(own_link(house, Page.CASES, who)).text
        assert not any(word in page for word in CANARIES)
    nothing_leaked(visitor)


@pytest.mark.feature("S1-90")
def test_10_no_name_of_a_file_comes_along(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    affairs(visitor)
    url = private_link_of(house, "SIG-1046")
    visitor.press(url, object="chauffage à vérifier", category="heating", words="Bonjour.", photo1="yes")
    settled(house)
    seen = case_link(house, Page.REPORT, TOM)
    shown = visitor.get(f"{seen}/photo/1")
    assert (shown.status_code, FILE.encode() in shown.content) == (200, False)
    assert FILE not in str(shown.headers)
    says(house, TOM, INTAKE, "Any news?", subject="SIG-1046")
    nothing_leaked(visitor)


def private_link_of(house: LivingHouse, ref: str) -> str:
    """The page on which the manager publishes a private report."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .filter(Report.ref == ref, Thread.kind == ThreadKind.PRIVATE, Participant.role == Role.MANAGER)
            .first()
        )
        assert seat is not None
        return page_link(house.world.keyring, BASE, Page.PUBLISH, seat.id, today=house.world.today())


@pytest.mark.feature("S1-90", "S1-14")
def test_11_no_subject_and_no_preview_says_anything_of_it(sqlite_visitor: Visitor) -> None:
    letters = affairs(sqlite_visitor)
    subjects = {letter.mail.subject for letter in letters.values() if letter.recipient in (HANNAH, BERNARD)}
    assert subjects == {"[Private SIG-1046] Message from the agency", "[Privé SIG-1047] Message de l’agence"}
    for name in ("G-01 private", "G-19"):
        assert letters[name].mail.subject.endswith("] Réponse du bailleur")
    for letter in (letters["B-01"], letters["G-19"], letters["G-01 private"]):
        preview = re.search(r"<div[^>]*display:\s*none[^>]*>(.*?)</div>", letter.mail.html, re.DOTALL)
        assert preview is not None
        assert not any(word in preview[1] for word in CANARIES)
        assert "chaudière" not in preview[1].lower()
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90", "S1-26", "S1-76")
def test_12_who_lets_one_home_and_rents_another_reads_each_in_its_own_letter(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    with house.world.database.transaction() as session:
        bernard = session.query(Person).filter_by(name="Bernard Vasseur").one()
        bernard.alerts = Alerts.DAILY
        foch = session.query(Report).filter_by(ref="SIG-1045").one().dwelling_id
        session.add(
            Occupancy(
                agency_id=bernard.agency_id,
                dwelling_id=foch,
                person_id=bernard.id,
                welcomed_at=house.clock.now,
                starts_on=date(2025, 1, 1),
                ends_on=None,
                on_lease=True,
            )
        )
    letters = affairs(visitor)
    # He rents the home about which Hannah writes, and owns the one of which Nadia reports.
    told = says(house, BERNARD, reply_to(letters["B-10"]), "Bonjour ?")
    assert who_got_what(told) == {(SOPHIE, "G-13")}
    says(house, TOM, INTAKE, "The lock is stiff again. SIG-1045", subject="SIG-1045")
    house.clock.forward(days=1, hours=0)
    house.clock.now = house.clock.now.replace(hour=7, minute=5)
    mine = [each for each in house.strike() if each.recipient == BERNARD]
    assert {each.mail.header("x-mailbot-letter") for each in mine} <= {"T-26", "B-07"}
    for each in mine:
        assert not any(word in everything(each) for word in CANARIES)
        assert "SIG-1046" not in everything(each)
    tenant = [each for each in mine if each.mail.header("x-mailbot-letter") == "T-26"]
    assert all("SIG-1047" not in everything(each) for each in tenant)
    nothing_leaked(visitor, canaries=(OBJECT, WORDS, FILE, ANSWER), parties={SOPHIE, HANNAH})


@pytest.mark.feature("S1-90", "S1-15", "S1-08")
def test_13_where_things_stand_is_told_from_public_facts(sqlite_visitor: Visitor) -> None:
    house, letters = sqlite_visitor.house, affairs(sqlite_visitor)
    tenant = letter_to(says(house, NADIA, reply_to(letters["T-01"]), "Où en est-on ?"), NADIA, "T-23")
    assert "bailleur" not in text_of(tenant).replace("le bailleur du logement", "")
    assert "En cours — prochaine étape : décision de l’agence" in text_of(tenant), "it waits for nobody else"
    landlord = letter_to(says(house, BERNARD, INTAKE, "", subject="Point"), BERNARD, "B-11")
    assert not any(word in everything(landlord) for word in CANARIES)
    assert "SIG-1046" not in text_of(landlord), "another landlord's"
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90")
def test_14_no_number_and_no_link_opens_a_private_photo(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    affairs(visitor)
    url = private_link_of(house, "SIG-1046")
    visitor.press(url, object="chauffage à vérifier", category="heating", words="Bonjour.")
    settled(house)
    seen = case_link(house, Page.REPORT, TOM)
    assert [visitor.get(f"{seen}/photo/{number}").status_code for number in range(4)] == [404] * 4
    forged = seen[:-1] + ("a" if seen[-1] != "a" else "b")
    assert visitor.get(forged).status_code == 404
    assert visitor.get(case_link(house, Page.PUBLISH, TOM)).status_code == 404
    nothing_leaked(visitor)


@pytest.mark.feature("S1-90", "S1-43", "S1-94")
def test_15_the_status_moves_without_a_word(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    public = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    before = len([each for each in house.boxes if each.recipient in (NADIA, YANIS)])
    sqlite_visitor.press(case_link(house, Page.LANDLORD, SOPHIE), words=f"Qui paie ? {TYPED}")
    settled(house)
    assert report_of(house, "SIG-1046").status is ReportStatus.IN_PROGRESS
    assert len([each for each in house.boxes if each.recipient in (NADIA, YANIS)]) == before
    told = text_of(letter_to(says(house, NADIA, reply_to(public), "Où en est-on ?"), NADIA, "T-23"))
    assert "En cours" in told
    assert "message de l’agence" not in told
    page = sqlite_visitor.get(case_link(house, Page.REPORT, NADIA)).text
    assert page.count("<li><time") == 1, "the report was opened, and nothing else that the home may see"
    nothing_leaked(sqlite_visitor)


@pytest.mark.feature("S1-90", "S1-82")
def test_16_no_error_no_bounce_and_no_log_tells_of_it(
    sqlite_visitor: Visitor, capfd: pytest.CaptureFixture[str]
) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    letters = affairs(visitor)
    returned = mail(
        f"The mail could not be delivered.\n\n{letters['B-01'].mail.text}", sender="mailer-daemon@orange.example",
        to=letters["B-01"].return_path, subject="Undelivered Mail Returned to Sender", message_id="<dsn@o.example>",
    )  # fmt: skip
    returned["Auto-Submitted"] = "auto-replied"
    told = house.told(returned, sender="", to=letters["B-01"].return_path)
    assert {who for who, _ in who_got_what(told)} <= {SOPHIE}
    refused = says(house, BERNARD, reply_to(letters["B-01 page"]), f"C'est réglé, clôturez. {ASIDE}")
    assert letter_to(refused, BERNARD, "X-14").mail.subject == "[Privé SIG-1047] Message de l’agence"
    stranger = says(house, "x@elsewhere.example", reply_to(letters["B-01"]), f"Hello {WORDS}")
    assert {who for who, _ in who_got_what(stranger)} <= {HANNAH, SOPHIE}
    for name in ("report", "x" * 40):
        assert not any(word in visitor.get(f"https://pages.test.example/p/{name}").text for word in CANARIES)
    heard = capfd.readouterr()
    assert not any(word in heard.out + heard.err for word in CANARIES)
    nothing_leaked(visitor)


def test_the_search_itself_finds_a_word(sqlite_visitor: Visitor) -> None:
    affairs(sqlite_visitor)
    with pytest.raises(AssertionError):
        nothing_leaked(sqlite_visitor, parties={SOPHIE, HANNAH})
