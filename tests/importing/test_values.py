"""What a cell says, as people and spreadsheets write it; and what is refused rather than guessed at."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mailbot.importing import values
from mailbot.importing.values import Unfit
from tests.cases import every


@every(
    ("read", "cell", "means"),
    [
        (values.day, "01/09/2024", date(2024, 9, 1)),
        (values.day, "1.9.2024", date(2024, 9, 1)),
        (values.day, "2024-09-01", date(2024, 9, 1)),
        (values.day, "2024-09-01 00:00:00", date(2024, 9, 1)),
        (values.completion, "1974", "1974"),
        (values.completion, "06/2025", "2025-06"),
        (values.completion, "30/06/2025", "2025-06"),
        (values.amount, "150", Decimal("150.00")),
        (values.amount, "150,5 €", Decimal("150.50")),
        (values.amount, "1 500,00", Decimal("1500.00")),
        (values.amount, "1.500,00 € TTC", Decimal("1500.00")),
        (values.amount, "1,500.00", Decimal("1500.00")),
        (values.share, "33,33 %", Decimal("33.33")),
        (values.share, "100", Decimal("100.00")),
        (values.share, "1 %", Decimal("1.00")),
        (values.mail_addresses, "A.B@Mail.Example ; c@é.example", ("a.b@mail.example", "c@xn--9ca.example")),
        (values.civility, "Madame", "Mme"),
        (values.civility, "M. et Mme", ""),
        (values.language, "Anglais", "en"),
        (values.telephone, "06.39.98.10.12", "06 39 98 10 12"),
        (values.telephone, "+44 20 7946 0000", "+44 20 7946 0000"),
        (values.siren, "000001404", "000 001 404"),
        (values.siret, "356 000 000 00048", "356 000 000 00048"),
        (values.siret, "35600000049837", "356 000 000 49837"),
        (values.emergency_works, "Mise en sécurité", "making_safe"),
        (values.yes_or_no, "OUI", True),
        (values.trades, "Plombier, Chauffagiste", ("plumbing", "heating")),
        (values.trades, "eau chaude et plomberie", ("hot_water", "plumbing")),
    ],
)
def test_a_cell_is_read(read: Callable[[str], Any], cell: str, means: Any) -> None:
    assert read(cell) == means


@every(
    ("read", "cell", "reason"),
    [
        (values.day, "31/02/2024", "is no day of the calendar"),
        (values.day, "01/09/24", "has a year of two digits"),
        (values.day, "45536", "is no date"),
        (values.day, "01/09/0204", "is not of our time"),
        (values.completion, "13/2024", "is no month"),
        (values.amount, "1.500", "is thousands to some"),
        (values.amount, "1,500", "is thousands to some"),
        (values.amount, "12,345.6,7", "is no number"),
        (values.amount, "-5", "is no number"),
        (values.amount, "99999999999", "is more than any sum"),
        (values.share, "0,5", "is one part of a hundred, or the whole?"),
        (values.share, "1", "is one part of a hundred, or the whole?"),
        (values.share, "120 %", "is no part in percent"),
        (values.mail_addresses, "nadia@@mail.example", "is no mail address"),
        (values.mail_addresses, "nadia@mail", "is no mail address"),
        (values.mail_addresses, "a@mail.example b", "holds « b », which is no mail address"),
        (values.mail_addresses, "zoé@mail.example", "is no mail address"),
        (values.civility, "Dr", "is no civility"),
        (values.language, "portugais", "is no language of our letters"),
        (values.telephone, "639981012", "has dropped the 0"),
        (values.telephone, "3,36E+10", "is no telephone number"),
        (values.siren, "000001405", "its check digit is wrong"),
        (values.siret, "000001404", "it takes 14 digits"),
        (values.rule, "trois", "is no rule"),
        (values.trades, "plomberie, astrologie", "holds « astrologie »"),
        (values.trades, ";", "names no trade"),
    ],
)
def test_a_cell_that_says_nothing_for_certain_is_refused(read: Callable[[str], Any], cell: str, reason: str) -> None:
    with pytest.raises(Unfit, match=reason.replace("?", r"\?")):
        read(cell)
