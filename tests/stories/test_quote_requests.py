"""A manager asks a company for a quote."""

from tests.living import LivingHouse, text_of, who_got_what
from tests.quoting import requested


def test_first(sqlite_house: LivingHouse) -> None:
    quote, letters = requested(sqlite_house)
    for l in letters:
        print(
            "=====",
            l.recipient,
            l.mail.header("x-mailbot-letter"),
            l.mail.subject,
            [a.address for a in l.mail.reply_to],
        )
        print(l.mail.text)
    assert 0
