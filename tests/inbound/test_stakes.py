"""The ladder as a table: every stake against every proof, and what a mail proves (HOUSE, section 4)."""

import pytest

from mailbot.inbound.authentication.results import UNKNOWN, Authentication, Result
from mailbot.inbound.proof import Proof, Vouched, prove, who_wrote
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.stakes import ENOUGH, Stake, Verdict, asks_for_money, needs_echo
from mailbot.vocabulary import Role
from tests.forging import letter_from
from tests.inbound.test_parsing import parse
from tests.living import NADIA, YANIS, LivingHouse
