"""What people of the cast write is read as a person would read it, through every mail program."""

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
        "kept2_others/p-next-other-done-here-again",
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
        "kept_providers/door-shuts-well",
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


def about(mail: SaidMail) -> str:
    return mail.name


READ: dict[str, Reading] = {}


def as_said(mail: SaidMail) -> Reading:
    """The reading through the program that the mail was written for; each mail is read once."""
    if mail.name not in READ:
        READ[mail.name] = read(parse_mail(mail.raw()), mail.standpoint)
    return READ[mail.name]


@pytest.mark.parametrize("mail", SAID, ids=about)
def test_a_mail_is_read_as_a_person_reads_it(mail: SaidMail) -> None:
    found = wrongs(mail, as_said(mail))
    if mail.name in UNREAD:
        assert not any(map(is_grave, found)), found
    else:
        assert not found, mail.words


def test_what_is_listed_as_unread_is_unread() -> None:
    names = {mail.name for mail in SAID}
    assert names >= UNREAD
    read_after_all = {mail.name for mail in SAID if mail.name in UNREAD and not wrongs(mail, as_said(mail))}
    assert not read_after_all


@pytest.mark.parametrize("number", range(len(CLIENTS)), ids=[client.name for client in CLIENTS])
def test_the_same_words_through_another_program_are_the_same_reading(number: int) -> None:
    """Each program carries its share of the mails, so that every one goes through several."""
    differing = {}
    client = CLIENTS[number].name
    share = [mail for place, mail in enumerate(SAID) if (place + number) % (len(CLIENTS) // CLIENTS_OF_EACH) == 0]
    for mail in share:
        if mail.client == NEW_MAIL:
            continue
        own = as_said(mail)
        other = read(parse_mail(mail.raw(client)), mail.standpoint)
        if (own.to_json()["intents"], own.ask) != (other.to_json()["intents"], other.ask):
            differing[mail.name] = (own.fresh_text, other.fresh_text)
    assert not differing
    assert len(share) > 20


def test_the_corpus_is_large_enough_and_mostly_french() -> None:
    french = [mail for mail in SAID if mail.language in ("", "fr")]
    assert len(SAID) >= 300
    assert len(french) * 2 >= len(SAID)
    assert len({mail.client for mail in SAID}) >= 20
