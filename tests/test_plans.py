"""What a mail and its letters ask of the database stays as cheap as it is, however many there are."""

from sqlalchemy import select

from mailbot.inbound.backlog import waiting_now
from mailbot.inbound.queue import bring_back
from mailbot.model import Agency, Comment
from mailbot.outbound.queue import bring_letters_back
from mailbot.status import count_never_left, count_waiting, letters_never_left, oldest_waiting, waiting_mails
from mailbot.vocabulary import InboundFate
from mailbot.workflow.agencies import Intakes, profile_of, save_agency
from mailbot.workflow.busy import busy
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to
from tests.plans import plans_of
from tests.stories.test_a_report_from_first_to_last import mail, photo, the_leak

GROWS = frozenset(
    {
        "inbound_mails", "mail_bytes", "outbound_mails", "comments", "events", "attachments", "reports", "threads",
        "participants", "people", "person_addresses", "papers", "digest_lines", "occupancies", "favourites",
    }
)  # fmt: skip
"""Tables that have more rows each day."""


def test_no_statement_of_the_walk_looks_at_every_row_of_a_table_that_grows(house: LivingHouse) -> None:
    with plans_of(house.world.database.engine) as plans:
        opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
        hers = reply_to(letter_to(opened, NADIA, "T-01"))
        more = mail("Voici une autre photo.", sender=YANIS, to=hers, subject="Re: Fuite", message_id="<more@x>")
        more.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_2.jpg")
        house.told(more, sender=YANIS, to=hers)
        answer = mail("Depuis quand ?", sender=SOPHIE, to=INTAKE, subject="Re: Fuite", message_id="<when@x>")
        house.told(answer, sender=SOPHIE, to=reply_to(letter_to(opened, SOPHIE, "G-01")))
    assert len(plans.asked) > 30
    assert plans.of_every_row(GROWS) == []


def test_nor_does_the_walk_of_several_mails_together(house: LivingHouse) -> None:
    """Each has a Message-ID, as almost all have: copies of it are looked for."""
    opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(opened, NADIA, "T-01"))
    with plans_of(house.world.database.engine) as plans:
        for number in range(3):
            more = mail(
                f"Il en coule {number} litres.", sender=NADIA, to=hers, subject="Re: Fuite", message_id=f"<{number}@x>"
            )
            house.mail(more, sender=NADIA, to=hers)
        assert house.settle() == [InboundFate.TAKEN] * 3
    assert any("inbound_mails.message_id" in asked.partition("WHERE")[2] for asked in plans.asked)
    assert plans.of_every_row(GROWS) == []


def test_what_is_asked_again_and_again_looks_at_what_waits_alone(house: LivingHouse) -> None:
    """By the clock, by the front, and by whoever watches over the house."""
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    waits = {"visits", "quotes", "work_orders", "landlord_asks", "landlord_contacts"}
    with plans_of(house.world.database.engine) as plans, house.world.database.looking() as session:
        busy(session, now=house.clock())
        waiting_now(session, from_=0)
        assert count_waiting(session) == count_never_left(session) == 0
        assert not waiting_mails(session, limit=5)
        assert not letters_never_left(session, limit=5)
        assert oldest_waiting(session) is None
    bring_back(house.world)
    bring_letters_back(house.world)
    assert len(plans.asked) > 6
    assert plans.of_every_row(GROWS | waits) == []


def test_the_front_reads_a_profile_when_an_agency_has_a_new_one(house: LivingHouse) -> None:
    intakes, database = Intakes(), house.world.database
    with database.looking() as session:
        intakes.look(session)
        [(domain, local)] = intakes.known.items()
    with plans_of(database.engine) as plans, database.looking() as session:
        intakes.look(session)
    assert len(plans.asked) == 1
    assert f"{local}@{domain}" == INTAKE
    with database.transaction() as session:
        agency = session.scalars(select(Agency)).one()
        profile = profile_of(session, agency)
        mails = profile.mails.model_copy(update={"intake": "bonjour"})
        save_agency(session, profile.model_copy(update={"mails": mails}), now=house.clock())
    with database.looking() as session:
        intakes.look(session)
    assert dict(intakes.known) == {domain: "bonjour"}


def test_a_question_without_an_index_is_found(house: LivingHouse) -> None:
    with plans_of(house.world.database.engine) as plans, house.world.database.looking() as session:
        session.query(Comment).filter(Comment.text == "x").all()
    [found] = plans.of_every_row(GROWS)
    assert "comments" in found
