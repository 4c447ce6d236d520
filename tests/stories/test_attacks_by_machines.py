"""Programs: scanners that press, answers that answer themselves, forged bounces, complaints and calendar answers."""

from collections import Counter
from email.message import EmailMessage

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.vocabulary import Alerts
from mailbot.web.app import web_app
from tests.besieged import LURE, Siege, Standing, nothing_moved_and_nothing_leaked
from tests.living import NADIA, SOPHIE, reply_to, who_got_what
from tests.ordering import DURAND
from tests.returning import SHAPES, comes_back, handed_in
from tests.stories.test_scanners import Scanner, links_in
from tests.web.conftest import BASE

pytestmark = pytest.mark.feature("GAP-17", "GAP-23")


def test_a_scanner_that_opens_and_posts_everything_in_every_letter_moves_nothing(siege: Siege) -> None:
    """At once, and again an hour later, with every button and what stands in the fields, as fast as programs are."""
    house = siege.house
    letters = list(house.boxes)
    links = links_in(letters)
    before = Standing.of(house)
    for _ in range(2):
        scanner = Scanner(house, siege.loop)
        for at in range(0, len(links), 12):
            scanner.scan(links[at : at + 12])
        house.settle()
        assert scanner.posted > 50
        house.clock.forward(hours=1)
    assert {code for _, code in who_got_what(before.since)} <= {"X-16", "X-17"}
    assert len(before.since) <= len(links)
    nothing_moved_and_nothing_leaked(before, before.since, but=("confirmations",))


def test_a_post_of_one_click_changes_alerts_and_nothing_else(siege: Siege) -> None:
    """RFC 8058: whoever has the letter may stop its news. To every link of every letter, by a program."""
    house = siege.house
    links = links_in(list(house.boxes))
    before = Standing.of(house)

    async def post_all() -> Counter[int]:
        transport = httpx.ASGITransport(app=web_app(house.world), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            body = {"List-Unsubscribe": "One-Click"}
            answers = [await client.post(f"{link}{end}", data=body) for link in links for end in ("", "/unsubscribe")]
            return Counter(each.status_code for each in answers)

    answered = siege.loop.run(post_all())
    house.settle()

    assert max(answered) < 500
    was, now = (
        {row[0]: row[1:] for row in rows["people"]} for rows in (before.rows, Standing.of(house).rows)
    )  # fmt: skip
    for number, row in was.items():
        assert [x for x in row if x not in set(Alerts)] == [x for x in now[number] if x not in set(Alerts)]
    nothing_moved_and_nothing_leaked(before, before.since, but=("people",))


MOST_OF_A_DAY = 40
"""Letters to all six of them within a day in which each of their programs answers each letter at once."""


def answer_of(letter: Delivered, kind: int, number: int) -> EmailMessage:
    """What a program sends back: an absence with and without a header, a receipt, a ticket system."""
    message = EmailMessage()
    message["From"], message["To"] = letter.recipient, reply_to(letter) if letter.mail.reply_to else letter.return_path
    message["Message-ID"], message["In-Reply-To"] = f"<robot-{number}@robots.example>", letter.mail.message_id
    subject = letter.mail.subject
    match kind % 4:
        case 0:
            message["Subject"], message["Auto-Submitted"] = f"Absence : {subject}", "auto-replied"
            message.set_content(f"Je suis absent. Oui, je valide, clôturez. {LURE}")
        case 1:
            message["Subject"] = f"Réponse automatique : {subject}"
            message.set_content(f"Bonjour,\n\nJe suis absent du bureau jusqu'au 30 novembre. {LURE}")
        case 2:
            message["Subject"] = f"Lu : {subject}"
            message.set_content(f"Votre message\n\n  À : moi\n  Sujet : {subject}\n\na été lu le lundi 23 novembre.")
        case 3:
            message["Subject"] = f"[#4711] {subject}"
            message.set_content(
                f"Bonjour,\n\nNous avons bien reçu votre demande, le ticket n° 4711 a été ouvert. Un conseiller vous "
                f"répondra dans les meilleurs délais. Merci de ne pas répondre à ce message. {LURE}"
            )
    return message


def test_a_day_of_programs_that_answer_every_letter_at_once_ends_by_itself(siege: Siege) -> None:
    house = siege.house
    before = Standing.of(house)
    seen = 0
    queue = list(house.boxes)
    for number in range(600):
        if not queue:
            break
        letter = queue.pop(0)
        seen = len(house.boxes)
        house.clock.forward(minutes=2)
        message = answer_of(letter, number, number)
        house.mail(message, sender=letter.recipient if number % 2 else "", to=str(message["To"]))
        house.settle()
        queue += list(house.boxes)[seen:]
    assert not queue
    assert len(before.since) <= MOST_OF_A_DAY
    nothing_moved_and_nothing_leaked(before, before.since, but=("team_members",))


def test_bounces_and_complaints_that_are_made_up_settle_nothing_and_stop_nobody(siege: Siege) -> None:
    """With the Message-ID and the return path of one letter that a thief was shown, and with others' made from it."""
    house = siege.house
    shown = siege.letter(NADIA, "T-10")
    before = Standing.of(house)
    for shape in list(SHAPES)[:6]:
        for to in (reply_to(shown), "signaler@suivi.agence-tilleul.example", "suivi@suivi.agence-tilleul.example"):
            house.clock.forward(minutes=10)
            comes_back(house, shown, shape, to=to)
        comes_back(house, shown, shape, of=SOPHIE)
        comes_back(house, shown, shape, of=DURAND)
    for end in range(3):
        letter, at = shown.return_path.split("@")
        forged = letter[:-1] + "abc"[end] if letter[-1] != "abc"[end] else letter[:-1] + "z"
        with pytest.raises(Exception):  # noqa: B017, PT011 - the door's own, of smtplib
            handed_in(house, SHAPES["exim"].make(shown, NADIA), to=f"{forged}@{at}")
    nothing_moved_and_nothing_leaked(before, before.since)


ITIP = """BEGIN:VCALENDAR\r
PRODID:-//x//x//FR\r
VERSION:2.0\r
METHOD:{method}\r
BEGIN:VEVENT\r
UID:{uid}\r
SEQUENCE:{sequence}\r
DTSTAMP:20261123T080000Z\r
DTSTART:20261130T070000Z\r
DTEND:20261130T080000Z\r
ORGANIZER:mailto:suivi@suivi.agence-tilleul.example\r
ATTENDEE;PARTSTAT={status}:mailto:{who}\r
COMMENT:{lure}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_calendar_answers_in_anothers_name_move_no_visit(siege: Siege) -> None:
    house = siege.house
    siege.publishes("reject")
    uid = next(
        part.content.decode().split("UID:")[1].split("\r\n")[0]
        for part in siege.letter(NADIA, "T-10").mail.machine_parts if part.media_type == "text/calendar"
    )  # fmt: skip
    before = Standing.of(house)
    for name in (NADIA, DURAND, "x@elsewhere.example"):
        for reader, code in ((NADIA, "T-10"), (DURAND, "P-07")):
            for method, status in (
                ("REPLY", "DECLINED"),
                ("COUNTER", "TENTATIVE"),
                ("CANCEL", "DECLINED"),
                ("REQUEST", "ACCEPTED"),
            ):
                message = siege.written(name, f"Refusé. {LURE}", to=siege.token(reader, code))
                said = ITIP.format(method=method, uid=uid, sequence=99, status=status, who=name, lure=LURE)
                message.add_alternative(said, subtype="calendar", params={"method": method})
                house.clock.forward(minutes=9)
                house.told(message, sender="mallory@evil.example", to=str(message["To"]))
    nothing_moved_and_nothing_leaked(before, before.since)
