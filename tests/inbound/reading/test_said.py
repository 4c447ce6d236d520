"""What people of the cast write is read as a person would read it, through every mail program."""

from functools import cache
from itertools import groupby

import pytest

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.reader import read
from tests.inbound.reading.clients import CLIENTS
from tests.inbound.reading.judging import is_grave, wrongs
from tests.inbound.reading.said import NEW_MAIL, SaidMail, every_said_mail

SAID = every_said_mail()
UNREAD = frozenset(
    {
        "english_and_others/le-fils-ouvrira",
        "everyday_providers/cause-loose-wire",
        "everyday_providers/stands-neighbour-opens",
        "everyday_visits/third-floor-ladder",
        "kept4_owners_managers/l-neighbour-saw-shutter",
        "kept4_tenants/keys-at-the-lodge",
        "kept5_providers/cousin-plaquiste",
        "kept5_tenants/es-sink-again",
        "kept5_tenants/pt-thursday-afternoon",
        "kept5_tenants/pt-waited-all-afternoon",
        "kept7_owners_managers/le-second-seulement",
        "kept7_providers/quarter-to-seven",
        "kept_english_and_others/brilliant-bucket",
        "kept_landlords_managers/l-three-exclusion",
        "kept_landlords_managers/l-two-both",
        "kept_providers/no-on-the-contrary",
        "kept_providers/retiring",
        "kept_providers/water-in-the-panel",
        "kept_tenants/celui-de-huit-heures",
        "kept_tenants/facture-pour-qui",
        "kept_tenants/lettres-au-hasard",
        "landlords_managers/l-idle-between-us",
        "providers/cancelled-the-day-before",
        "tenants/fontaine-de-salon",
    }
)
"""Mails that are not read fully right yet, by name. None of them may be grave."""
CLIENTS_OF_EACH = 3


def file_of(mail: SaidMail) -> str:
    return mail.name.partition("/")[0]


FILES = {file: list(of_it) for file, of_it in groupby(sorted(SAID, key=file_of), key=file_of)}
PLACES = {mail.name: place for place, mail in enumerate(SAID)}


@pytest.fixture(scope="module", params=FILES)
def mails(request: pytest.FixtureRequest) -> list[SaidMail]:
    """The mails of one file, and then of the next: both tests of a file come one after the other."""
    return FILES[request.param]


@cache
def as_said(name: str) -> Reading:
    """The reading through the program that the mail was written for; each mail is read once."""
    mail = SAID[PLACES[name]]
    return read(parse_mail(mail.raw()), mail.standpoint)


def carries(client: int, mail: SaidMail) -> bool:
    """Whether the program with this number carries a mail: every mail goes through three of them."""
    return (PLACES[mail.name] + client) % (len(CLIENTS) // CLIENTS_OF_EACH) == 0


def test_each_mail_is_read_as_a_person_reads_it(mails: list[SaidMail]) -> None:
    misread = []
    for mail in mails:
        found = wrongs(mail, as_said(mail.name))
        if mail.name in UNREAD:
            found = [wrong for wrong in found if is_grave(wrong)]
        if found:
            misread.append("\n".join([mail.name, mail.words, *found]))
    assert not misread, "\n\n".join(misread)


def test_the_same_words_through_another_program_are_the_same_reading(mails: list[SaidMail]) -> None:
    differing = []
    for mail in mails:
        if mail.client == NEW_MAIL:
            continue
        own = as_said(mail.name)
        for number, client in enumerate(CLIENTS):
            if carries(number, mail):
                other = read(parse_mail(mail.raw(client.name)), mail.standpoint)
                if (own.to_json()["intents"], own.ask) != (other.to_json()["intents"], other.ask):
                    differing.append(
                        f"{mail.name} through {client.name}:\n{own.fresh_text}\n{other.fresh_text}\n{own}\n{other}"
                    )
    assert not differing, "\n\n".join(differing)


def test_every_program_has_its_share() -> None:
    assert all(sum(carries(number, mail) for mail in SAID) > 20 for number in range(len(CLIENTS)))


def test_what_is_listed_as_unread_is_unread() -> None:
    names = {mail.name for mail in SAID}
    assert names >= UNREAD
    read_after_all = {mail.name for mail in SAID if mail.name in UNREAD and not wrongs(mail, as_said(mail.name))}
    assert not read_after_all


def test_the_corpus_is_large_enough_and_mostly_french() -> None:
    french = [mail for mail in SAID if mail.language in ("", "fr")]
    assert len(SAID) >= 300
    assert len(french) * 2 >= len(SAID)
    assert len({mail.client for mail in SAID}) >= 20
