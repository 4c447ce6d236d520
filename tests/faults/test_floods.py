"""Floods at a true door with small limits: each bound is reached, is answered 4xx in time, and others' mails go on."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from select import select as select_readable
from typing import Any

import pytest
import uvloop
from sqlalchemy import insert, update

from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.errors import TryAgain
from mailbot.front import Rooms, line_of
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.backlog import FEW, Backlog
from mailbot.inbound.crowds import Crowds, Flow, crowd_of
from mailbot.inbound.dialogue import TURNED_AWAY, DoorLimits, Envelope, Judgement, Kept
from mailbot.inbound.line import due_mails
from mailbot.inbound.queue import claim
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.line import due_letters
from mailbot.precedence import due_from
from mailbot.status import standing
from mailbot.threads.addresses import answer_address, reply_address
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel, LetterKind, OutboundFate
from mailbot.world import World
from tests.inbound.test_smtp import LONG, NADIA, House, Line, open_door, soon
from tests.inbound.test_smtp_limits import OFTEN, DoorTime
from tests.living import BEGIN, LivingHouse

opens = partial(open_door, uvloop.new_event_loop)
FLOODER, WITNESS = "127.0.0.7", "127.0.0.8"
DOMAIN = "suivi.agence-tilleul.example"


@contextmanager
def line_from(house: House, source: str, *, greeted: bool = True) -> Iterator[Line]:
    """A client that comes from an address of its own."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=LONG, source_address=(source, 0)) as connection:
        line = Line(connection)
        try:
            if greeted:
                assert line.hear().startswith("220 ")
                line.ask("EHLO flood.example")
            yield line
        finally:
            line.file.close()


def goes_through(house: House) -> bool:
    """Whether a mail of somebody else is kept at once."""
    with line_from(house, WITNESS) as line:
        line.begin()
        line.send(b"Subject: Fuite\r\n\r\nBonjour\r\n.\r\n")
        return line.hear().startswith("250 ")


# -- The door ----------------------------------------------------------------------------------------------------------


def test_whoever_guesses_addresses_is_turned_away_over_all_his_connections_and_nobody_else() -> None:
    with opens(limits=DoorLimits(wrong_addresses=2, errors=4)) as house:
        heard: list[str] = []
        for _ in range(3):
            with line_from(house, FLOODER) as line:
                line.ask("MAIL FROM:<>")
                heard += [line.ask("RCPT TO:<forged@mailbot.example>")[:9] for _ in range(4)]
                if heard[-1].startswith("421"):
                    assert line.hear() == ""
                    break
        assert heard[:10] == ["550 5.1.1"] * 10  # five minutes' worth
        assert heard[10] == "421 4.7.0"
        with line_from(house, FLOODER, greeted=False) as line:
            assert line.hear() == TURNED_AWAY["wrong_addresses"]
            assert line.hear() == ""
        assert goes_through(house)


def test_the_mail_server_in_front_is_not_made_to_pay_for_what_it_brings() -> None:
    limits = DoorLimits(wrong_addresses=0.4, mails_a_minute=0.4, connections_a_minute=0.4)
    with opens(limits=limits, fronts=["127.0.0.0/29"]) as house:
        for _ in range(4):
            with line_from(house, FLOODER) as line:
                line.ask("MAIL FROM:<>")
                assert line.ask("RCPT TO:<forged@mailbot.example>").startswith("550")
                line.ask("RSET")
                line.begin()
                assert line.ask(".").startswith("250 ")


def test_connections_that_open_and_close_are_too_many_in_time() -> None:
    with opens(limits=DoorLimits(connections_a_minute=2)) as house:
        heard = []
        for _ in range(11):
            with line_from(house, FLOODER, greeted=False) as line:
                heard.append(line.hear()[:9])
        assert heard == ["220 mailb"] * 10 + ["421 4.7.0"]
        assert goes_through(house)


def test_one_peer_and_one_sender_have_so_many_mails_a_minute() -> None:
    with opens(limits=DoorLimits(mails_a_minute=4, mails_of_a_sender=2)) as house, line_from(house, FLOODER) as line:
        asks = partial(line.ask, f"MAIL FROM:<{NADIA}>")
        heard = []
        for _ in range(11):
            heard.append(asks())
            line.ask("RSET")
        assert [answer[:9] for answer in heard[:10]] == ["250 2.1.0"] * 10
        assert heard[10] == TURNED_AWAY["mails_of_a_sender"]
        heard = []
        for number in range(12):
            heard.append(line.ask(f"MAIL FROM:<s{number}@example.org>"))
            line.ask("RSET")
        assert heard[-1] == TURNED_AWAY["mails_of_a_peer"]
        assert {answer[:3] for answer in heard} == {"250", "451"}
        assert goes_through(house)  # the same sender, from elsewhere


def test_large_mails_give_way_and_small_ones_still_come() -> None:
    limits = DoorLimits(octets_in_hand=1_600_000)
    with opens(limits=limits) as house, ExitStack() as stack:
        line = stack.enter_context(line_from(house, FLOODER))
        line.begin()
        line.send(b"x" * 700_000)
        assert soon(lambda: house.door.crowds.octets_in_hand >= 700_000)
        second = stack.enter_context(line_from(house, FLOODER))
        assert second.ask(f"MAIL FROM:<{NADIA}> SIZE=300000").startswith("452 4.3.1")  # half is one peer's share
        other = stack.enter_context(line_from(house, WITNESS))
        other.begin()
        other.send(b"x" * 750_000)
        assert soon(lambda: house.door.crowds.octets_in_hand >= 1_450_000)
        third = stack.enter_context(line_from(house, "127.0.0.9"))
        third.begin()
        with contextlib.suppress(OSError):
            third.send(b"x" * 500_000)
        assert third.hear().startswith("452 4.3.1")
        assert soon(lambda: house.door.crowds.octets_in_hand == 1_450_000)
        small = stack.enter_context(line_from(house, "127.0.0.10"))
        small.begin()
        small.send(b"x" * 200_000)
        assert soon(lambda: house.door.crowds.octets_in_hand == 1_650_000)  # more than there is for large ones
        assert goes_through(house)
    assert soon(lambda: house.door.crowds.octets_in_hand == 0)


def test_when_connections_run_short_whoever_brings_nothing_makes_room() -> None:
    limits = DoorLimits(connections=10, short_idle_seconds=20, short_session_seconds=25, short_octets_a_second=1000)
    with opens(limits=OFTEN(connections=10)) as house, ExitStack() as stack:
        clock, house.door.limits = DoorTime(house), limits
        honest = stack.enter_context(line_from(house, WITNESS))
        honest.begin()
        silent = [stack.enter_context(line_from(house, FLOODER)) for _ in range(6)]
        slow = stack.enter_context(line_from(house, FLOODER))
        slow.begin()
        assert soon(lambda: house.door.inside == 8)
        brought = 0
        for _ in range(4):  # after thirty seconds those who brought too little have to go
            clock.forward(10)
            with contextlib.suppress(OSError):
                slow.send(b"x")
            honest.send(b"y" * 60 + b"\r\n" + b"z" * 20_000 + b"\r\n")
            brought += 20_064
            assert soon(lambda brought=brought: house.door.crowds._octets[crowd_of(WITNESS)] == brought)  # type: ignore[misc]
        assert soon(lambda: house.door.inside < 8)
        said, _, _ = select_readable([line.socket for line in silent], [], [], LONG)
        assert said  # the silent first
        assert said[0].recv(100).startswith(b"421 ")
        honest.send(b".\r\n")
        assert honest.hear().startswith("250 ")
        assert goes_through(house)


def test_a_few_crowds_cannot_take_all_connections() -> None:
    crowds = Crowds(DoorLimits(connections=100, connections_a_peer=50), ["192.0.2.1"])
    said = Counter(crowds.let_in(f"198.51.100.{number % 4}", 0.0) for number in range(200))
    assert said == {"": 80, "connections_of_a_peer": 120}
    assert [crowds.let_in("203.0.113.9", 0.0) for _ in range(6)] == [""] * 5 + ["connections_of_a_peer"]
    assert {crowds.let_in("192.0.2.1", 0.0) for _ in range(15)} == {""}
    assert crowds.let_in("192.0.2.1", 0.0) == "connections"


def test_a_tls_handshake_that_stalls_is_cut_off(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with opens(limits=DoorLimits(handshake_seconds=0.3), tls=context) as house, line_from(house, FLOODER) as line:
        assert line.ask("STARTTLS").startswith("220 ")
        assert soon(lambda: house.door.inside == 0)
        assert goes_through(house)


def test_the_tables_of_those_who_come_have_an_end() -> None:
    flow = Flow(1, names=100)
    for number in range(1000):
        flow.take(f"10.0.{number // 250}.{number % 250}", number * 0.001)
    assert len(flow) <= 100
    crowds = Crowds(DoorLimits())
    for number in range(50):
        peer = f"2001:db8::{number:x}:1"
        assert crowds.let_in(peer, 0.0) == ""
        crowds.hold(peer, 10)
        crowds.let_go(peer, 10)
        crowds.let_out(peer)
    assert not crowds._connections
    assert not crowds._octets
    assert crowd_of("2001:db8:1:2::9") == crowd_of("2001:db8:1:2:ffff::1")


def test_an_honest_burst_goes_through_and_is_not_counted_for_ever() -> None:
    flow = Flow(60)
    assert all(flow.take("sophie", number * 5.0) for number in range(60))  # sixty answers in five minutes
    assert all(flow.take("backlog", 1000.0) for _ in range(300))
    assert not flow.take("backlog", 1000.0)
    assert flow.take("backlog", 1001.1)
    assert all(Flow(0).take("anybody", 0.0) for _ in range(10_000))


# -- The queues --------------------------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    from mailbot.migrating import migrate

    database = Database(f"sqlite:///{tmp_path}/house.db")
    migrate(database.engine)
    yield database
    database.close()


def wait_in(database: Database, recipients: list[str], sender: str = "flood@example.org", after: int = 0) -> None:
    """Mails that were accepted and wait."""
    with database.transaction() as session:
        given = {
            "fingerprint": "f" * 64, "peer": "", "helo": "", "sender": "", "size": 1, "tries": 0, "trouble": "",
            "trail": [], "mail_from": sender,
        }  # fmt: skip
        session.execute(
            insert(InboundMail),
            [
                given | {"message_id": f"{sender}{number}", "recipient": recipient}
                | {name: BEGIN + timedelta(seconds=after + number) for name in ("received_at", "due_at")}
                for number, recipient in enumerate(recipients)
            ],
        )  # fmt: skip


def test_a_full_queue_says_so_and_has_a_reserve_for_those_who_sent_little(database: Database) -> None:
    backlog = Backlog(40)
    wait_in(database, ["r-flood@x.example"] * 38)
    with database.looking() as session:
        backlog.look(session)
        assert standing(session, now=BEGIN, most_waiting=40).full_since is None
    assert backlog.has_room("r-flood@x.example")
    backlog.kept(("r-flood@x.example",) * 2)
    assert not backlog.has_room("r-flood@x.example")
    assert backlog.has_room("r-nadia@x.example")
    wait_in(database, ["r-flood@x.example"] * 2, "more@example.org")
    with database.looking() as session:
        backlog.look(session)
        stands = standing(session, now=BEGIN, most_waiting=40)
    assert stands.full_since == BEGIN + timedelta(seconds=37)
    assert not backlog.has_room("r-flood@x.example")
    assert backlog.has_room("r-nadia@x.example")
    backlog.kept(tuple(f"r-{number}@x.example" for number in range(4)))
    assert not backlog.has_room("r-nadia@x.example")  # the reserve has an end, too
    assert FEW < 40


class Held:
    """A database whose writer somebody holds."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.is_sqlite = True

    @contextmanager
    def driver_transaction(self) -> Iterator[Any]:
        self.free.wait(2 * LONG)
        raise TryAgain("held")
        yield


def test_what_waits_to_be_written_has_a_bound_and_beyond_it_the_answer_is_452_at_once(tmp_path: Path) -> None:
    held, keyring = Held(), Keyring({1: b"k" * 32})
    arrivals = Arrivals(held, None, system_clock, lambda ids: None, most_mails=3)  # type: ignore[arg-type]
    rooms = Rooms(Backlog(100), arrivals, Flow(0), lambda: {DOMAIN: "signaler"}, keyring)
    envelope = Envelope("", "", NADIA, (f"signaler@{DOMAIN}",), tls=False, smtputf8=False, proto="SMTP")

    async def flood() -> tuple[list[Any], Judgement]:
        waiting = [asyncio.create_task(rooms.keep(b"Subject: x\r\n\r\n%d" % n, envelope)) for n in range(3)]
        await asyncio.sleep(0.05)
        assert rooms.judge(f"signaler@{DOMAIN}") is Judgement.NO_ROOM
        answer = await asyncio.wait_for(rooms.keep(b"Subject: y\r\n\r\n", envelope), LONG)
        assert answer == (Kept.NO_ROOM,)
        held.free.set()
        ended = await asyncio.gather(*waiting, return_exceptions=True)
        return ended, rooms.judge(f"signaler@{DOMAIN}")

    arrivals.start()
    ended, after = asyncio.run(flood())
    arrivals.stop()
    assert {type(each) for each in ended} == {TryAgain}
    assert after is Judgement.ACCEPTED


def test_one_may_come_however_few_may_come_a_minute() -> None:
    flow = Flow(0.05)
    assert [flow.take("x", at) for at in (0.0, 1.0, 1201.0)] == [True, False, True]


def test_one_sealed_address_has_so_many_mails_a_minute_however_it_is_spelt() -> None:
    keyring, domains = Keyring({1: b"k" * 32}), {DOMAIN: "signaler"}
    arrivals = Arrivals(Held(), None, system_clock, lambda ids: None)  # type: ignore[arg-type]
    rooms = Rooms(Backlog(100), arrivals, Flow(1), lambda: domains, keyring)
    today = BEGIN.date()
    flooded = reply_address(keyring, 7, Channel.PUBLIC, DOMAIN, today=today)
    older = reply_address(keyring, 7, Channel.PUBLIC, DOMAIN, today=today - timedelta(days=3))
    assert line_of(flooded, domains, keyring) == line_of(older, domains, keyring) != ""
    judged = Counter(rooms.judge(spelt) for _ in range(3) for spelt in (flooded, older, flooded.upper()))
    assert judged == {Judgement.ACCEPTED: 5, Judgement.TOO_OFTEN: 4}
    assert rooms.judge(reply_address(keyring, 8, Channel.PUBLIC, DOMAIN, today=today)) is Judgement.ACCEPTED
    assert rooms.judge(answer_address(keyring, 7, DOMAIN, today=today)) is Judgement.ACCEPTED
    assert all(rooms.judge(f"signaler@{DOMAIN}") is Judgement.ACCEPTED for _ in range(20))


def taken(world: World, limit: int) -> list[tuple[str, str]]:
    """Writer and number of what one claim takes."""
    with world.database.looking() as session:
        ids = due_mails(session, now=world.clock(), limit=limit)
        return [(mail.mail_from, mail.message_id) for mail in (session.get_one(InboundMail, number) for number in ids)]


def test_a_flood_that_was_accepted_holds_nobody_up_and_stays_in_its_order(house: LivingHouse) -> None:
    world = house.world
    wait_in(world.database, ["r-flood@x.example"] * 500)
    wait_in(world.database, ["signaler@x.example"], "late@example.org", after=1000)
    wait_in(world.database, [f"r-{number}@x.example" for number in range(60)], "manager@example.org", after=1001)
    house.clock.forward(hours=1)
    first = taken(world, 10)
    assert "late@example.org" in [writer for writer, _ in first]
    assert len([writer for writer, _ in first if writer == "flood@example.org"]) <= 5
    seen: dict[str, list[int]] = {"flood@example.org": [], "manager@example.org": [], "late@example.org": []}
    with world.database.looking() as session:
        ids = due_mails(session, now=world.clock(), limit=10)
    for mail in claim(world, ids):
        seen[mail.mail_from].append(mail.id)
    # While these are under way, nothing more of the same writer to the same address is taken by anybody else.
    assert "flood@example.org" not in [writer for writer, _ in taken(world, 10)]
    assert "manager@example.org" in [writer for writer, _ in taken(world, 10)]
    with world.database.transaction() as session:
        session.execute(update(InboundMail).where(InboundMail.id.in_(ids)).values(due_at=None))
    with world.database.looking() as session:
        following = due_mails(session, now=world.clock(), limit=10)
    for mail in claim(world, following):
        seen[mail.mail_from].append(mail.id)
    for numbers in seen.values():
        assert numbers == sorted(numbers)
    assert seen["flood@example.org"] == list(range(seen["flood@example.org"][0], seen["flood@example.org"][-1] + 1))


def test_five_thousand_daily_letters_hold_up_neither_a_danger_nor_an_answer(house: LivingHouse) -> None:
    world, now = house.world, house.clock()
    given: dict[str, Any] = {
        "agency_id": 1, "profile_id": 1, "language": "fr", "channel": Channel.NONE, "fate": OutboundFate.PENDING,
        "tries": 0, "answer": "", "facts": {},
    }  # fmt: skip

    def row(kind: LetterKind, who: str, after: float, *, urgent: bool = False) -> dict[str, Any]:
        at = now + timedelta(seconds=after)
        due = due_from(kind, at, urgent=urgent)
        return given | {
            "kind": kind,
            "recipient": who,
            "message_id": f"<{who}{kind}{after}>",
            "created_at": at,
            "due_at": due,
        }

    with world.database.transaction() as session:
        session.execute(update(OutboundMail).values(due_at=None))
        session.execute(
            insert(OutboundMail),
            [row(LetterKind.DIGEST_OF_TENANT, f"p{number}@x.example", 0) for number in range(5000)]
            + [row(LetterKind.NEWS_OF_REPORT, "chatty@x.example", 1 + number / 1000) for number in range(200)]
            + [
                row(LetterKind.NEWS_OF_REPORT, "yanis@x.example", 30),
                row(LetterKind.NEW_REPORT, "s@x.example", 31, urgent=True),
            ]
            + [row(LetterKind.URGENT_RECEIVED, "nadia@x.example", 32)],
        )
    with world.database.looking() as session:
        ids = due_letters(session, now=now + timedelta(minutes=1), limit=20)
        who = [session.get_one(OutboundMail, number).recipient for number in ids]
    assert who[:2] == ["s@x.example", "nadia@x.example"]
    assert who[2:4] == ["chatty@x.example", "yanis@x.example"]
    assert set(who[4:]) == {"chatty@x.example"}
