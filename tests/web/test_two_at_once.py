"""Two managers do the same thing at the same instant: it is done once, and the other one is told kindly."""

import asyncio
import secrets
from datetime import date
from typing import Any

import httpx
import pytest

from mailbot.model import Landlord, Occupancy, Ownership, PersonAddress, Report
from mailbot.threads.pages import Page
from mailbot.vocabulary import ReportStatus
from tests.living import INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import Visitor, case_link
from tests.web.test_household_page import AWA, home_page

KARIM = "karim.haddad@agence-tilleul.example"


def at_once(visitor: Visitor, *posts: tuple[str, dict[str, str]]) -> list[httpx.Response]:
    """Several forms, sent at the same instant."""

    async def several() -> list[httpx.Response]:
        return await asyncio.gather(
            *(visitor.client.post(url, data={"form": secrets.token_hex(16), **fields}) for url, fields in posts)
        )

    answers: list[httpx.Response] = visitor.loop.run(several())
    return answers


def both(visitor: Visitor, key: str, **fields: str) -> list[int]:
    pages = [home_page(visitor.house, key, of=who) for who in (SOPHIE, KARIM)]
    return sorted(each.status_code for each in at_once(visitor, *((page, fields) for page in pages)))


def stays(visitor: Visitor, address: str, since: str) -> int:
    with visitor.house.world.database.looking() as session:
        found = session.query(Occupancy).join(PersonAddress, PersonAddress.person_id == Occupancy.person_id)
        return found.filter(PersonAddress.address == address, Occupancy.starts_on == date.fromisoformat(since)).count()


@pytest.mark.feature("S1-69")
def test_two_managers_invite_the_same_person(visitor: Visitor) -> None:
    new: dict[str, Any] = {"act": "tenant", "name": "Awa Diop", "address": AWA, "arrival": "2026-12-01"}
    assert both(visitor, "L-F03", **new) == [200, 422]
    assert stays(visitor, AWA, "2026-12-01") == 1
    for day in range(10, 16):  # somebody whom we know: no address of hers keeps two rows apart
        known = {"act": "tenant", "name": "Nadia Belkacem", "address": NADIA}
        dates = {"arrival": f"2026-12-{day}", "departure": f"2026-12-{day}"}
        assert both(visitor, "L-F03", **known, **dates) == [200, 422]
        assert stays(visitor, NADIA, f"2026-12-{day}") == 1


@pytest.mark.feature("S1-69", "GAP-20")
def test_two_managers_register_more_than_the_whole_of_a_home(visitor: Visitor) -> None:
    for turn in range(4):
        posts = [
            (
                home_page(visitor.house, "L-F03", of=who),
                {
                    "act": "landlord", "name": f"Part {name}", "address": f"{name}{turn}@parts.example",
                    "mandate": f"M-{turn}-{name}", "since": f"2027-0{turn + 1}-01", "until": f"2027-0{turn + 1}-28",
                    "share": "60", "rule": "one",
                },
            )
            for who, name in ((SOPHIE, "un"), (KARIM, "deux"))
        ]  # fmt: skip
        assert sorted(each.status_code for each in at_once(visitor, *posts)) == [200, 422]
    with visitor.house.world.database.looking() as session:
        parts = session.query(Ownership).join(Landlord, Landlord.id == Ownership.landlord_id)
        assert parts.filter(Landlord.name.like("Part %")).count() == 4


@pytest.mark.feature("GAP-16")
def test_two_reports_are_never_merged_into_each_other(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    other = mail("La fuite de l'évier est revenue.", sender=NADIA, to=INTAKE, subject="Évier", message_id="<e@x>")
    house.told(other, sender=NADIA, to=INTAKE)
    refs = ("SIG-1046", "SIG-1047")
    # Of one of the two, at least one stays open whoever came first.
    at_once(
        visitor,
        (case_link(house, Page.SORT, SOPHIE, ref=refs[0]), {"into": refs[1]}),
        (case_link(house, Page.SORT, SOPHIE, ref=refs[1]), {"into": refs[0]}),
    )
    with house.world.database.looking() as session:
        found = session.query(Report).filter(Report.ref.in_(refs)).all()
        assert len(found) == 2
        assert [each.status for each in found].count(ReportStatus.CLOSED) == 1
