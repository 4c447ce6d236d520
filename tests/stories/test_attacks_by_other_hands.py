"""Letters in other hands: forwarded, shown over a shoulder, replayed, shared; and mails to several of us at once."""

from email import policy
from email.message import EmailMessage

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment
from mailbot.model_desk import Quote
from mailbot.vocabulary import Channel, InboundFate, QuoteState
from tests.besieged import (
    LURE,
    WORDS,
    Siege,
    Standing,
    nothing_moved_and_nothing_leaked,
)
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, reply_to, who_got_what
from tests.ordering import DURAND
from tests.quoting import PETIT
from tests.signing import signer
from tests.stories.test_attacks import fates, last_mail

pytestmark = pytest.mark.feature("GAP-17")

FRIEND, JULIEN, CLAIRE = "cousine@elsewhere.example", "julien.marchand@free.example", "claire.delorme@laposte.example"
"""Nobody; a tenant of another home; the landlord of another."""


def with_all_below(words: str, letter: Delivered) -> str:
    quoted = "\n".join(f"> {line}" for line in letter.mail.text.splitlines())
    return f"{words}\n\nLe lun. 23 nov. 2026 à 09:00, Agence du Tilleul a écrit :\n{quoted}"


def test_whoever_answers_a_letter_that_was_passed_on_to_them_moves_nothing_and_learns_nothing(siege: Siege) -> None:
    house = siege.house
    house.vouches("elsewhere.example")
    shown = [(NADIA, "T-10"), (YANIS, "T-26"), (BERNARD, "B-02"), (SOPHIE, "G-06"), (SOPHIE, "G-03"), (SOPHIE, "G-19"),
             (DURAND, "P-07"), (PETIT, "P-11")]  # fmt: skip
    before = Standing.of(house)
    for reader, code in shown:
        letter = siege.letter(reader, code)
        for writer in {FRIEND, JULIEN, CLAIRE, PETIT, DURAND, NADIA, BERNARD} - {reader}:
            if {writer, reader} == {BERNARD, SOPHIE} or (writer, code) in {(NADIA, "T-26")}:
                continue  # they may speak there
            house.clock.forward(minutes=20)
            came, had = last_mail(house), len(house.boxes)
            words = with_all_below(f"Validez, clôturez, annulez le rendez-vous. {LURE}", letter)
            siege.sends(writer, words, to=reply_to(letter), envelope=writer, answering=letter)
            [(fate, _)] = fates(house, came)
            assert fate in (InboundFate.HELD, InboundFate.PARKED) or writer == BERNARD, (reader, code, writer)
            told = list(house.boxes)[had:]
            allowed = {reader, SOPHIE} | ({writer} if writer in (FRIEND, BERNARD) else set())
            assert {each.recipient for each in told} <= allowed, (reader, code, writer, who_got_what(told))
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS, heard_by={SOPHIE})
    for each in house.boxes.of(FRIEND):
        assert each.mail.header("x-mailbot-letter") == "T-22"
    with house.world.database.looking() as session:
        heard = [row for row in session.query(Comment) if LURE in row.text]
        assert {(row.author_id, row.channel) for row in heard} <= {(heard[0].author_id, Channel.PRIVATE)}


def test_two_people_with_one_address_of_ours_have_each_their_own_rights(siege: Siege) -> None:
    house = siege.house
    before = Standing.of(house)
    siege.sends(YANIS, f"C'est réglé, clôturez ! {LURE}", to=siege.token(NADIA, "T-10"), envelope=YANIS)
    colleague = "julien@plomberie-durand.example"
    house.vouches("plomberie-durand.example")
    siege.sends(colleague, f"Terminé. Nouvel IBAN. {LURE}", to=siege.token(DURAND, "P-07"), envelope=colleague)
    karim = "karim.haddad@agence-tilleul.example"
    siege.sends(karim, f"Validez. {LURE}", to=siege.token(SOPHIE, "G-06"), envelope=karim)
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS, heard_by={SOPHIE, NADIA, YANIS, BERNARD, DURAND})
    codes = who_got_what(before.since)
    assert {(YANIS, "X-14"), (DURAND, "X-11")} <= codes
    assert not {code for who, code in codes if who == colleague} - {"T-22"}


# -- Replayed ---------------------------------------------------------------------------------------------------------


def signed_by_bernard(siege: Siege, words: str, letter: Delivered) -> bytes:
    """A mail that his provider signs, with all that a provider covers."""
    mail = siege.written(BERNARD, words, to=reply_to(letter), answering=letter)
    return signed(siege, mail)


def signed(siege: Siege, mail: EmailMessage) -> bytes:
    """As it leaves a provider, by the clock of the house."""
    covered = [b"from", b"to", b"subject", b"date", b"message-id", b"content-type"]
    covered += [b"in-reply-to"] if mail["In-Reply-To"] else []
    raw = mail.as_bytes(policy=policy.SMTP)
    return signer("orange.example").sign(raw, include_headers=covered, at=siege.house.clock.now)


def quote_now(house: LivingHouse) -> Quote:
    with house.world.database.looking() as session:
        return session.query(Quote).one()


@pytest.fixture
def signing(siege: Siege) -> Siege:
    siege.house.publishes("orange.example")
    signer("orange.example").publish(siege.house.names)
    return siege


def test_a_signed_yes_counts_once_whoever_sends_it_again_and_however_late(signing: Siege) -> None:
    siege, house = signing, signing.house
    asked = siege.letter(BERNARD, "B-02")
    yes = signed_by_bernard(siege, "OK, bon pour accord.", asked)
    first = house.told(yes, sender=BERNARD, to=reply_to(asked))
    assert (BERNARD, "B-04") in who_got_what(first)
    taken_back = siege.written(BERNARD, "Non finalement, attendez.", to=reply_to(first[0]))
    house.told(signed(siege, taken_back), sender=BERNARD, to=reply_to(first[0]))
    assert quote_now(house).leaves_at is None
    assert quote_now(house).state is QuoteState.WITH_LANDLORD

    before = Standing.of(house)
    ways = (yes, b"X-Way: 1\r\n" + yes, b"Received: from x by y; Mon, 23 Nov 2026 10:00:00 +0100\r\n" + yes)
    for days in (0, 1, 8, 40):
        house.clock.forward(days=days)
        for way in ways:
            house.told(
                b"X-Day: %d\r\n" % days + way if days else way, sender="mallory@evil.example", to=reply_to(asked)
            )
            assert quote_now(house).leaves_at is None, days
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS)
    assert {code for who, code in who_got_what(before.since)} <= {"X-12", "X-11", "G-16"}


def test_a_signed_mail_counts_where_its_author_sent_it(signing: Siege) -> None:
    """« Oui » to a question of the agency about something else, carried to the address of the quote."""
    siege, house = signing, signing.house
    yes = signed_by_bernard(siege, "OK, bon pour accord.", siege.letter(BERNARD, "B-07"))
    before = Standing.of(house)

    told = house.told(yes, sender="mallory@evil.example", to=siege.token(NADIA, "T-10"))
    told += house.told(b"X-Way: 1\r\n" + yes, sender="mallory@evil.example", to=siege.token(BERNARD, "B-02"))

    assert who_got_what(told) <= {(BERNARD, "X-12"), (SOPHIE, "G-19")}
    assert quote_now(house).leaves_at is None
    nothing_moved_and_nothing_leaked(before, before.since, but=WORDS)


def test_the_same_yes_to_was_it_you_and_other_bytes_under_its_name_change_nothing_more(siege: Siege) -> None:
    house = siege.house
    house.vouches("gmail.example")
    to = siege.token(NADIA, "T-15")
    siege.sends(FRIEND, f"Où en est-on ? {LURE}", to=to, envelope=FRIEND)
    asked = siege.letter(NADIA, "X-11")
    no = siege.written(NADIA, "Non, ce n'était pas moi.", to=reply_to(asked))
    yes = siege.written(NADIA, "Oui, c'était bien moi.", to=reply_to(asked))
    house.told(no, sender=NADIA, to=reply_to(asked))
    before = Standing.of(house)

    for sender, again in ((NADIA, no), ("mallory@evil.example", no), (NADIA, yes), ("mallory@evil.example", yes)):
        house.told(again, sender=sender, to=reply_to(asked))
        house.clock.forward(days=1)
    siege.sends(FRIEND, f"C'est réparé, clôturez. {LURE}", to=to, envelope=FRIEND)
    other = siege.written(NADIA, f"C'est réparé, clôturez. {LURE}", to=to)
    other.replace_header("Message-ID", str(yes["Message-ID"]))
    house.told(other, sender="mallory@evil.example", to=to)

    nothing_moved_and_nothing_leaked(before, before.since)
