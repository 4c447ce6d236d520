"""Programs that answer: never a comment, never an answer back, and two of them fall silent after a handful."""

import shutil
import sqlite3
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.manners import MANNERS
from mailbot.vocabulary import InboundFate
from tests.living import (
    INTAKE,
    NADIA,
    SOPHIE,
    LivingHouse,
    Loop,
    letter_to,
    open_house,
    reply_to,
    who_got_what,
)
from tests.stories.machine_shapes import SHAPES
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

OURS, THEIRS = "suivi.agence-tilleul.example", "suivi.agence-erables.example"
_TELLING = ("x-mailbot-letter", "auto-submitted", "x-auto-response-suppress", "precedence", "list-unsubscribe")


def fates(house: LivingHouse) -> list[tuple[InboundFate | None, str]]:
    with house.world.database.looking() as session:
        return [(each.fate, each.trouble) for each in session.query(InboundMail).order_by(InboundMail.id)]


def how_many(house: LivingHouse) -> tuple[int, int, int]:
    """Reports, comments and letters."""
    with house.world.database.looking() as session:
        return tuple(session.query(table).count() for table in (Report, Comment, OutboundMail))  # type: ignore[return-value]


def passed_on(letter: Delivered, *, without: tuple[str, ...] = (), sender: str = "") -> bytes:
    """A letter as a gateway hands it on that drops headers, or that puts itself into From."""
    message = message_from_bytes(letter.raw, policy=policy.SMTP)
    for name in without:
        del message[name]
    if sender:
        del message["From"]
        message["From"] = sender
    return message.as_bytes()


@pytest.mark.feature("GAP-23")
def test_thirty_programs_that_leave_no_header_are_never_a_comment_and_never_answered(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    before = how_many(house)
    assert len(SHAPES) >= 30
    for number, (name, (subject, text)) in enumerate(SHAPES.items()):
        house.clock.forward(minutes=5)
        for to in (reply_to(first), INTAKE):
            written = mail(
                text.format(subject=first.mail.subject), sender=NADIA, to=to,
                message_id=f"<m{number}.{to[0]}@x.example>",
                subject=subject.format(subject=first.mail.subject),
            )  # fmt: skip
            assert who_got_what(house.told(written, sender=NADIA, to=to)) == set(), name
            assert fates(house)[-1][0] is InboundFate.AUTOMATIC, name
    assert how_many(house) == before


@pytest.mark.feature("GAP-23")
def test_a_letter_of_ours_that_comes_back_is_known_by_what_is_left_of_it(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    before = how_many(house)
    for letter in letters:
        for without in ((), _TELLING, (*_TELLING, "message-id"), (*_TELLING, "from")):
            back = passed_on(letter, without=without, sender=NADIA if "from" in without else "")
            for to in (reply_to(letter), INTAKE, f"suivi@{OURS}"):
                assert house.told(back, sender=NADIA, to=to) == []
    assert {fate for fate, _ in fates(house)[1:]} <= {InboundFate.AUTOMATIC, None}
    assert how_many(house) == before


@pytest.mark.feature("GAP-23")
def test_a_robot_that_answers_every_letter_with_words_of_a_person_has_a_handful_of_answers(
    house: LivingHouse,
) -> None:
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    # Every question of hers is answered with where the report stands, and every answer makes her ask again.
    answered = 0
    for written in range(30):
        house.clock.forward(seconds=20)
        ask = mail(
            "Bonjour, où en est mon dossier ?", sender=NADIA, to=address, subject="Re: évier",
            message_id=f"<robot-{written}@mail.example>",
        )  # fmt: skip
        letters = house.told(ask, sender=NADIA, to=address)
        answered += sum(each.recipient == NADIA for each in letters)
    assert 1 <= answered <= 5
    house.clock.forward(minutes=61)
    again = mail("Où en est mon dossier ?", sender=NADIA, to=address, subject="Re:", message_id="<later@mail.example>")
    assert NADIA in {each.recipient for each in house.told(again, sender=NADIA, to=address)}


@pytest.mark.feature("GAP-23")
def test_one_address_has_twenty_answers_in_two_hours_and_then_none_whatever_it_writes_about(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    had = []
    for number in range(26):
        house.clock.forward(minutes=4, seconds=30)
        new = mail(
            f"Bonjour, le robinet numéro {number} de la salle de bains fuit.", sender=NADIA, to=INTAKE,
            subject=f"Fuite {number}", message_id=f"<new-{number}@mail.example>",
        )  # fmt: skip
        letters = house.told(new, sender=NADIA, to=INTAKE)
        had.append(sum(each.recipient == NADIA for each in letters))
        assert SOPHIE in {each.recipient for each in letters}  # nothing of it is lost for who reads it
    assert sum(had[:20]) == 20
    assert sum(had[20:]) == 0
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


@pytest.mark.feature("GAP-23")
def test_turns_without_an_end_are_kept_told_once_and_answered_no_more(house: LivingHouse) -> None:
    told: list[set[tuple[str, str]]] = []
    for number in range(14):
        house.clock.forward(seconds=40)
        new = mail(
            f"Bonjour, le robinet numéro {number} fuit.", sender=NADIA, to=INTAKE, subject=f"Fuite {number}",
            message_id=f"<turn-{number}@mail.example>",
        )  # fmt: skip
        told.append(who_got_what(house.told(new, sender=NADIA, to=INTAKE)))
    assert all((NADIA, "T-01") in each for each in told[:8])
    assert told[8] == {(SOPHIE, "G-13")}
    assert told[9:] == [set()] * 5
    assert fates(house)[8:] == [(InboundFate.PARKED, "loop")] * 6
    # Half an hour of silence ends it.
    house.clock.forward(minutes=31)
    new = mail("Le chauffe-eau fuit.", sender=NADIA, to=INTAKE, subject="Fuite", message_id="<after@mail.example>")
    assert (NADIA, "T-01") in who_got_what(house.told(new, sender=NADIA, to=INTAKE))


@pytest.mark.feature("GAP-23")
def test_a_mail_within_a_minute_of_our_letter_with_nothing_of_its_own_is_held_and_a_word_is_not(
    house: LivingHouse,
) -> None:
    def answer(text: str, letter: Delivered, name: str) -> EmailMessage:
        message = mail(text, sender=NADIA, to=reply_to(letter), subject="Re: évier", message_id=f"<{name}@x.example>")
        message["In-Reply-To"] = letter.mail.message_id
        return message

    first = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    before = how_many(house)
    house.clock.forward(seconds=50)
    history = "> Bonjour,\n> Nous avons bien reçu votre signalement.\n"
    for number, text in enumerate((f"\n{history}", f"Merci\n\n{history}")):
        assert house.told(answer(text, first, f"quick-{number}"), sender=NADIA, to=reply_to(first)) == []
        assert fates(house)[-1] == (InboundFate.PARKED, "answered_at_once")
    assert how_many(house) == before
    # The last is thanks to the reader, and nothing that it has a name for besides.
    for number, text in enumerate(("Ça fuit plus fort.", "Le magasin dit lundi. Merci Nadia")):
        says = house.told(answer(f"{text}\n\n{history}", first, f"w-{number}"), sender=NADIA, to=reply_to(first))
        assert (SOPHIE, "G-02") in who_got_what(says), text
    house.clock.forward(seconds=30)
    house.told(answer(f"Merci\n\n{history}", first, "slow"), sender=NADIA, to=reply_to(first))
    assert fates(house)[-1][0] is InboundFate.TAKEN


@pytest.fixture
def two_houses(tmp_path: Path, sqlite_cast: Path, loop: Loop) -> Iterator[tuple[LivingHouse, LivingHouse]]:
    """Two agencies of which each has the other on file as somebody who lives there."""
    doors = []
    for domain, other in ((OURS, THEIRS), (THEIRS, OURS)):
        folder = tmp_path / domain
        folder.mkdir()
        shutil.copy(sqlite_cast, folder / "mailbot.db")
        with sqlite3.connect(folder / "mailbot.db") as base:
            base.execute("UPDATE agencies SET mail_domain = ?", (domain,))
            base.execute("UPDATE agency_profiles SET content = replace(content, ?, ?)", (OURS, domain))
            [(agency, person, added)] = base.execute(
                "SELECT agency_id, person_id, added_at FROM person_addresses WHERE address = ?", (NADIA,)
            ).fetchall()
            base.execute("UPDATE person_addresses SET address = ? WHERE address = ?", (f"signaler@{other}", NADIA))
            base.execute(
                "INSERT INTO person_addresses (agency_id, person_id, address, added_at) VALUES (?, ?, ?, ?)",
                (agency, person, f"suivi@{other}", added),
            )
        base.close()
        doors.append(open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop))
    yield doors[0][0], doors[1][0]
    for _, close in doors:
        close()


def _exchange(one: LivingHouse, other: LivingHouse, *, without: tuple[str, ...], text: str = "") -> int:
    """Let each house's letters for the other arrive there, until none leaves any more: how many there were."""
    seen = {id(one): 0, id(other): 0}
    exchanged = 0
    for _ in range(200):
        moved = False
        for house, next_ in ((one, other), (other, one)):
            letters = list(house.boxes)[seen[id(house)] :]
            seen[id(house)] += len(letters)
            for letter in letters:
                domain = letter.recipient.rpartition("@")[2]
                if domain not in (OURS, THEIRS):
                    continue
                moved = True
                exchanged += 1
                raw = passed_on(letter, without=without)
                if text:
                    message = message_from_bytes(raw, policy=policy.SMTP)
                    del message["Subject"]
                    message["Subject"] = f"Fuite {exchanged}"
                    message.clear_content()
                    message.set_content(f"{text} {exchanged}")
                    raw = message.as_bytes()
                next_.clock.forward(seconds=15)
                house.clock.now = next_.clock.now
                next_.mail(raw, sender=letter.return_path, to=letter.recipient)
                next_.settle()
        if not moved:
            return exchanged
    return exchanged


@pytest.mark.feature("GAP-23")
@pytest.mark.parametrize(
    ("without", "text", "most"),
    [((), "", 1), (_TELLING, "", 16), (_TELLING, "Bonjour, une nouvelle fuite dans la cuisine, numéro", 16)],
    ids=["as they leave", "without a header that tells", "in the words of a person"],
)
def test_two_houses_that_face_each_other_fall_silent_after_a_handful(
    two_houses: tuple[LivingHouse, LivingHouse], without: tuple[str, ...], text: str, most: int
) -> None:
    one, other = two_houses
    begin = mail(
        "Bonjour, l'évier de la cuisine fuit.", sender=f"suivi@{THEIRS}", to=f"signaler@{OURS}", subject="Fuite",
        message_id="<begin@elsewhere.example>",
    )  # fmt: skip
    one.mail(begin, sender="x@elsewhere.example", to=f"signaler@{OURS}")
    one.settle()
    exchanged = _exchange(one, other, without=without, text=text)
    assert 1 <= exchanged <= most
    for house in two_houses:
        told = [each for each in house.boxes if each.mail.header("x-mailbot-letter") == "G-13"]
        assert len(told) <= 1


@pytest.mark.feature("GAP-21", "GAP-23")
def test_every_letter_says_that_a_program_wrote_it_unless_it_carries_words_of_a_person(
    sqlite_house: LivingHouse,
) -> None:
    # The absences of managers and of companies are of use (GAP-21); nobody else is asked for theirs.
    assert {code for code, manner in MANNERS.items() if manner.suppress_oof} == {c for c in MANNERS if c[0] in "TB"}
    assert {code for code, manner in MANNERS.items() if manner.by_hand} == {"T-04", "B-01", "P-20"}
    for letter in sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE):
        assert letter.mail.header("auto-submitted") == "auto-generated"
        suppressed = "OOF" in letter.mail.header("x-auto-response-suppress")
        assert suppressed == (letter.mail.header("x-mailbot-letter")[0] in "TB")
