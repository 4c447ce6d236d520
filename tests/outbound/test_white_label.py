"""Letters are the agency's: its name, its signature, its reply address, and nothing of the software."""

from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest

from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, reply_to, text_of
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak

AGENCY, DOMAIN = "Agence du Tilleul", "suivi.agence-tilleul.example"


@pytest.mark.feature("S1-18")
def test_a_letter_bears_the_agency_and_nothing_of_the_software(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    ordered(house, ref="SIG-1046")
    assert {NADIA, SOPHIE, DURAND} <= {letter.recipient for letter in house.boxes}
    for letter in house.boxes:
        message = message_from_bytes(letter.raw, policy=policy.default)
        name, address = parseaddr(str(message["From"]))
        assert name.startswith(AGENCY), letter.mail.subject
        assert address.endswith(f"@{DOMAIN}")
        assert reply_to(letter).endswith(f"@{DOMAIN}")
        assert str(message["Message-ID"]).strip("<>").endswith(f"@{DOMAIN}")
        assert AGENCY in text_of(letter)
        assert AGENCY in letter.mail.html
        shown = [letter.mail.subject, text_of(letter), letter.mail.html]
        shown += [str(message[field]) for field in ("From", "Reply-To", "Sender", "Organization", "Message-ID")]
        assert "mailbot" not in " ".join(shown).lower(), letter.mail.subject
        assert message["X-Mailer"] is None
        assert message["User-Agent"] is None
