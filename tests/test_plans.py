"""What a mail and its letters ask of the database stays as cheap as it is, however many there are."""

from mailbot.model import Comment
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


def test_a_question_without_an_index_is_found(house: LivingHouse) -> None:
    with plans_of(house.world.database.engine) as plans, house.world.database.looking() as session:
        session.query(Comment).filter(Comment.text == "x").all()
    [found] = plans.of_every_row(GROWS)
    assert "comments" in found
