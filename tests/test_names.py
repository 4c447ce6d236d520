"""Asking the DNS: a real server answers here, late, wrongly or not at all, as it is told to."""

import threading
import time
from collections.abc import Iterator

import pytest

from mailbot import names as names_module
from mailbot.domains import server_address
from mailbot.names import NOTHING, Answer, Kind, NoAnswerNow, Resolver
from tests.cases import every
from tests.living import HandClock
from tests.names_server import NamesServer


@pytest.fixture
def server() -> Iterator[NamesServer]:
    with NamesServer() as running:
        yield running


def resolver(server: NamesServer, *, seconds: float = 200.0, clock: HandClock | None = None) -> Resolver:
    return Resolver([server.address], seconds=seconds, clock=clock or HandClock())


def test_each_kind_of_record_is_told_in_a_form_of_ours(server: NamesServer) -> None:
    server.publish("orange.example", "TXT", "v=spf1 -all", "x" * 600)
    server.publish("orange.example", "MX", "20 mx2.orange.example.", "10 MX1.orange.example.")
    server.publish("mx1.orange.example", "A", "192.0.2.1", "192.0.2.2")
    server.publish("mx1.orange.example", "AAAA", "2001:db8::1")
    server.publish("1.2.0.192.in-addr.arpa", "PTR", "mx1.orange.example.")
    server.publish("alias.example", "CNAME", "mx1.orange.example")
    names = resolver(server)
    assert set(names.ask("orange.example", Kind.TXT).records) == {b"v=spf1 -all", b"x" * 600}
    assert names.ask("Orange.Example.", Kind.MX).texts() == ("mx1.orange.example", "mx2.orange.example")
    assert set(names.ask("mx1.orange.example", Kind.A).texts()) == {"192.0.2.1", "192.0.2.2"}
    assert names.ask("mx1.orange.example", Kind.AAAA).texts() == ("2001:db8::1",)
    assert names.ask("1.2.0.192.in-addr.arpa", Kind.PTR).texts() == ("mx1.orange.example",)
    assert set(names.ask("alias.example", Kind.A).texts()) == {"192.0.2.1", "192.0.2.2"}


def test_nothing_of_that_kind_and_nothing_at_all_are_two_things(server: NamesServer) -> None:
    server.publish("orange.example", "A", "192.0.2.1")
    names = resolver(server)
    assert names.ask("orange.example", Kind.TXT) == Answer()
    assert names.ask("nobody.example", Kind.TXT) == NOTHING
    assert not NOTHING.exists


def test_an_answer_is_asked_for_once_until_its_time_is_over(server: NamesServer) -> None:
    clock = HandClock()
    names = resolver(server, clock=clock)
    server.publish("orange.example", "A", "192.0.2.1")
    for _ in range(3):
        assert names.ask("orange.example", Kind.A).texts() == ("192.0.2.1",)
    assert server.asked["orange.example", "A"] == 1
    clock.forward(seconds=server.ttl - 1)
    names.ask("orange.example", Kind.A)
    assert server.asked["orange.example", "A"] == 1
    clock.forward(seconds=2)
    names.ask("orange.example", Kind.A)
    assert server.asked["orange.example", "A"] == 2


@every(
    ("name", "told_for", "believed_for"),
    [("nobody.example", 60, 60), ("there.example", 60, 60), ("nobody2.example", 86_400, 900)],
)
def test_that_there_is_none_is_believed_for_a_while(
    server: NamesServer, name: str, told_for: int, believed_for: int
) -> None:
    clock = HandClock()
    names = resolver(server, clock=clock)
    server.publish("there.example", "A", "192.0.2.1")
    server.negative_ttl = told_for
    names.ask(name, Kind.TXT)
    clock.forward(seconds=believed_for - 1)
    names.ask(name, Kind.TXT)
    assert server.asked[name, "TXT"] == 1
    server.publish(name, "TXT", "now there is")
    clock.forward(seconds=2)
    assert names.ask(name, Kind.TXT).records == (b"now there is",)


def test_a_time_that_is_too_long_is_cut(server: NamesServer) -> None:
    clock = HandClock()
    names = resolver(server, clock=clock)
    server.ttl = 30 * 86_400
    server.publish("orange.example", "A", "192.0.2.1")
    names.ask("orange.example", Kind.A)
    clock.forward(days=1, seconds=1)
    names.ask("orange.example", Kind.A)
    assert server.asked["orange.example", "A"] == 2


def test_a_server_in_trouble_is_no_answer_and_is_left_alone_for_a_moment(server: NamesServer) -> None:
    clock = HandClock()
    names = resolver(server, clock=clock)
    server.in_trouble.add("orange.example")
    server.publish("orange.example", "A", "192.0.2.1")
    for _ in range(2):
        with pytest.raises(NoAnswerNow):
            names.ask("orange.example", Kind.A)
    asked = server.asked["orange.example", "A"]
    server.in_trouble.clear()
    clock.forward(seconds=31)
    assert names.ask("orange.example", Kind.A).texts() == ("192.0.2.1",)
    assert server.asked["orange.example", "A"] == asked + 1


def test_a_silent_server_costs_one_question_its_time_and_one_mail_its_own(server: NamesServer) -> None:
    server.stalls.add("*")
    for _ in range(10):  # on a busy machine one of them is quick all the same
        mail = resolver(server, seconds=0.8).for_one_mail()
        began = time.monotonic()
        with pytest.raises(NoAnswerNow):
            mail.ask("slow.example", Kind.A)
        if time.monotonic() - began < 0.5:
            break
    else:
        pytest.fail("one question takes a mail's whole time")
    server.asked.clear()
    for number in range(30):
        with pytest.raises(NoAnswerNow):
            mail.ask(f"slow{number}.example", Kind.A)
    assert sum(server.asked.values()) < 20  # each of them had its time, else


def test_what_is_known_is_told_when_the_time_of_a_mail_is_over(server: NamesServer) -> None:
    server.publish("orange.example", "A", "192.0.2.1")
    names = resolver(server)
    names.ask("orange.example", Kind.A)
    assert names.ask_within("orange.example", Kind.A, 0).texts() == ("192.0.2.1",)
    with pytest.raises(NoAnswerNow):
        names.ask_within("other.example", Kind.A, 0)
    assert not server.asked["other.example", "A"]


def test_a_mail_that_has_spent_its_time_leaves_nobody_silent_for_the_next(server: NamesServer) -> None:
    names = resolver(server)
    server.stalls.add("orange.example")
    with pytest.raises(NoAnswerNow):
        names.ask_within("orange.example", Kind.A, 0.05)
    server.stalls.clear()
    assert names.ask("orange.example", Kind.A) == NOTHING


def test_a_mail_asks_so_many_questions_and_no_more(server: NamesServer) -> None:
    server.publish("orange.example", "A", "192.0.2.1")
    mail = resolver(server).for_one_mail()
    for _ in range(names_module.QUESTIONS_A_MAIL):
        mail.ask("orange.example", Kind.A)
    with pytest.raises(NoAnswerNow):
        mail.ask("orange.example", Kind.A)
    assert mail.for_one_mail() is mail


def test_an_answer_under_another_number_is_not_taken(server: NamesServer) -> None:
    server.lies.add("orange.example")
    server.publish("orange.example", "TXT", "v=honest")
    assert resolver(server).ask("orange.example", Kind.TXT).records == (b"v=honest",)


def test_an_answer_that_is_cut_is_asked_for_over_tcp(server: NamesServer) -> None:
    server.truncates.add("orange.example")
    server.publish("orange.example", "TXT", "y" * 3_000)
    assert resolver(server).ask("orange.example", Kind.TXT).records == (b"y" * 3_000,)
    assert server.over_tcp == 1


@every(
    "name",
    ["", ".", "a..example", "x" * 64 + ".example", ".".join(["abcdefgh"] * 40), "é.example", "\x00\x01.example"],
)
def test_what_is_no_name_is_nowhere(server: NamesServer, name: str) -> None:
    assert resolver(server).ask(name, Kind.TXT) == NOTHING


def test_a_backslash_is_a_letter_like_another(server: NamesServer) -> None:
    server.publish("orange.example", "A", "192.0.2.1")
    assert resolver(server).ask("orange\\.example", Kind.A) == NOTHING
    assert resolver(server).ask("orange\\046example", Kind.A) == NOTHING


def test_the_kept_answers_are_so_many_and_no_more(server: NamesServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "_MOST_KEPT", 3)
    names = resolver(server)
    for number in (1, 2, 3, 1, 4):
        names.ask(f"n{number}.example", Kind.A)
    for number, asked in ((1, 1), (2, 2), (4, 1)):
        names.ask(f"n{number}.example", Kind.A)
        assert server.asked[f"n{number}.example", "A"] == asked, number


def test_an_answer_that_is_huge_is_not_kept(server: NamesServer) -> None:
    server.publish("huge.example", "TXT", *(f"{number}" * 200 for number in range(10, 60)))
    server.truncates.add("huge.example")
    names = resolver(server)
    for _ in range(2):
        assert len(names.ask("huge.example", Kind.TXT).records) == 50
    assert server.over_tcp == 2


def test_many_threads_ask_at_once(server: NamesServer) -> None:
    names = resolver(server)
    for number in range(20):
        server.publish(f"n{number}.example", "A", f"192.0.2.{number}")
    wrong: list[int] = []

    def ask() -> None:
        wrong.extend(
            number for number in range(20) if names.ask(f"n{number}.example", Kind.A).texts() != (f"192.0.2.{number}",)
        )

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@every(
    ("written", "address"),
    [
        ("192.0.2.1", ("192.0.2.1", 53)),
        (" 192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 53)),
        ("[2001:db8::1]", ("2001:db8::1", 53)),
        ("[2001:db8::1]:5353", ("2001:db8::1", 5353)),
    ],
)
def test_a_server_is_written_in_several_ways(written: str, address: tuple[str, int]) -> None:
    assert server_address(written) == address


@every("written", ["", "dns.example", "192.0.2", "192.0.2.1:dns"])
def test_what_is_no_server_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="address"):
        server_address(written)
