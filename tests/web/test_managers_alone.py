"""The pages of managers open for managers alone: whoever else has such a link made sees nothing there."""

import pytest

from mailbot.threads.pages import Page
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, counts, own_link

OWN = (
    Page.ALL_QUOTES, Page.DASHBOARD, Page.HISTORY, Page.HOUSEHOLD, Page.PROVIDERS, Page.CANNED_SET, Page.PRIVATE_REPORT,
    Page.WAITING,
)  # fmt: skip
OF_A_CASE = (
    Page.QUOTES, Page.ASK_QUOTE, Page.SEND_ORDER, Page.ORDERS, Page.SORT, Page.PUBLISH, Page.CANNED, Page.ERASE,
)  # fmt: skip


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name.lower())
def test_a_page_about_the_agency_is_the_managers(sqlite_visitor: Visitor, page: Page) -> None:
    house = sqlite_visitor.house
    assert sqlite_visitor.get(own_link(house, page, SOPHIE)).status_code == 200
    for who in (NADIA, BERNARD):
        url = own_link(house, page, who)
        before = counts(house)
        assert sqlite_visitor.get(url).status_code in (403, 404), who
        assert sqlite_visitor.post(url, form="0" * 32, words="x").status_code in (403, 404, 405), who
        assert counts(house) == before


@pytest.mark.parametrize("page", OF_A_CASE, ids=lambda page: page.name.lower())
def test_a_page_of_a_report_that_managers_have_is_nobody_elses(sqlite_visitor: Visitor, page: Page) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert sqlite_visitor.get(case_link(house, page, SOPHIE)).status_code in (200, 404)  # some open with a number alone
    url = case_link(house, page, NADIA)
    before = counts(house)
    assert sqlite_visitor.get(url).status_code in (403, 404)
    assert sqlite_visitor.post(url, form="0" * 32, words="x").status_code in (403, 404, 405)
    assert counts(house) == before
