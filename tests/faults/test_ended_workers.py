"""A worker ends in the middle of what it had claimed: what it had not begun loses nothing by that."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from mailbot.inbound.line import due_mails
from mailbot.inbound.processing import process
from mailbot.inbound.queue import MOST_TRIES, claim, claim_due
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.dispatching import dispatch
from mailbot.outbound.line import due_letters
from mailbot.outbound.queue import MOST_ENDS, claim_letters
from mailbot.status import letters_never_left
from mailbot.vocabulary import InboundFate, OutboundFate
from tests.living import INTAKE, NADIA, LivingHouse, letter_to, reply_to, text_of
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

LEASE = 60.0


def several_mails(house: LivingHouse) -> list[int]:
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    for number in range(6):
        reply = mail(f"Message {number}", sender=NADIA, to=hers, subject="x", message_id=f"<{number}@x>")
        house.mail(reply, sender=NADIA, to=hers)
    return list(due(house))


def due(house: LivingHouse) -> Sequence[int]:
    with house.world.database.looking() as session:
        return due_mails(session, now=house.clock(), limit=10)


def test_a_mail_that_ends_every_worker_is_parked_and_takes_no_other_with_it(house: LivingHouse) -> None:
    mails = several_mails(house)
    deadly = mails[2]
    ended = 0
    for _ in range(3 * MOST_TRIES):
        house.clock.forward(seconds=2 * LEASE)
        while claimed := claim(house.world, due(house)):
            for each in claimed:
                if each.id == deadly and each.tries <= MOST_TRIES:
                    ended += 1
                    break  # nothing more is done by this worker
                process(house.world, each)
            else:
                continue
            break

    assert ended == MOST_TRIES
    with house.world.database.looking() as session:
        rows = {row.id: row for row in session.query(InboundMail).filter(InboundMail.id.in_(mails))}
    assert (rows[deadly].fate, rows[deadly].trouble) == (InboundFate.PARKED, "fault")
    assert rows[deadly].trail == [["fault", "worker_ended"]]
    others = [row for row in rows.values() if row.id != deadly]
    assert {row.fate for row in others} == {InboundFate.TAKEN}
    assert max(row.tries for row in others) == 2  # the claim that they had in common, and their own


def test_a_letter_that_ends_every_worker_sends_no_other_twice_and_is_given_up_in_the_end(
    house: LivingHouse,
) -> None:
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.settle_mails()

    def waiting() -> Sequence[int]:
        with house.world.database.looking() as session:
            return due_letters(session, now=house.clock(), limit=20)

    first, *others = waiting()
    assert others
    assert len(claim_letters(house.world, waiting())) == 1 + len(others)  # and the worker ends there
    ends, after = 0, []
    for leases in range(40):
        house.clock.forward(seconds=1.1 * LEASE)
        while letters := waiting():
            if letters[0] == first and ends == MOST_ENDS - 1:
                assert claim_letters(house.world, letters) == []  # it is enough
            elif letters[0] == first:
                assert [each.id for each in claim_letters(house.world, letters)] == [first]  # it ends there again
                ends += 1
                after.append(leases)
            else:
                dispatch(house.world, house.office, letters)

    assert ends == MOST_ENDS - 1
    waited = [later - sooner for sooner, later in pairwise(after)]
    assert all(longer > shorter for shorter, longer in pairwise(waited)), waited  # two leases, four, eight
    with house.world.database.looking() as session:
        rows = {row.id: row for row in session.query(OutboundMail)}
    assert {rows[each].fate for each in others} == {OutboundFate.SENT}
    assert len(house.boxes) == len(others)
    assert (rows[first].fate, rows[first].due_at) == (OutboundFate.FAILED, None)
    assert rows[first].answer == "worker ended: 5"
    with house.world.database.looking() as session:
        [lost] = letters_never_left(session, limit=20)
    assert (lost.letter_id, lost.why) == (first, "worker_ended")
    told = house.strike()
    said = [text_of(each) for each in told if each.mail.header("x-mailbot-letter") == "G-15"]
    assert len(said) == 1
    assert "n’a pas pu être remis : notre serveur d’envoi" in said[0]


def test_a_letter_that_waits_long_for_a_relay_has_ended_no_worker(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.settle_mails()
    with house.world.database.transaction() as session:
        for row in session.query(OutboundMail):
            row.tries, row.answer = 90, "451 greylisted"
            number = row.id
    for _ in range(2):
        [claimed] = claim_letters(house.world, [number])  # and the worker ends there
        house.clock.forward(hours=2)
    house.settle()
    with house.world.database.looking() as session:
        assert session.get_one(OutboundMail, number).fate is OutboundFate.SENT
    assert claimed.tries == 92


def test_two_mails_that_were_tried_side_by_side_are_not_due_again_side_by_side(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first, second, *_ = several_mails(house)
    claim(house.world, [first, second])
    house.clock.forward(seconds=2 * LEASE)

    now = house.clock.now
    [[one], [other]] = [claim(house.world, [number]) for number in (first, second)]

    assert abs((one.until - other.until).total_seconds()) > LEASE / 32
    assert all(LEASE <= (each.until - now).total_seconds() < 1.5 * LEASE + 1 for each in (one, other))


def test_what_is_due_again_later_still_comes_before_what_came_behind_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    mails = several_mails(house)
    claim(house.world, mails)  # and the worker ends there
    with house.world.database.transaction() as session:
        session.get_one(InboundMail, mails[0]).due_at = house.clock.now + timedelta(seconds=3 * LEASE)
    house.clock.forward(seconds=4 * LEASE)
    taken = []
    while claimed := claim_due(house.world, limit=10):
        taken += [each.id for each in claimed]
        assert process(house.world, claimed[0]) is InboundFate.TAKEN
    assert taken == mails
