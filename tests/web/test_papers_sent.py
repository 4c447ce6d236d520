"""Every paper that left for a company can be had again, byte for byte, with its report."""

import io
import re
import zipfile

import pytest

from mailbot.threads.pages import Page
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, letter_to
from tests.quoting import DURAND, requested
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, counts, said

MOREL = "sav@chauffage-morel.example"


@pytest.mark.feature("S1-34")
def test_a_manager_has_every_paper_again_and_each_company_its_own(sqlite_visitor: Visitor) -> None:
    house, visitor = sqlite_visitor.house, sqlite_visitor
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    quote, letters = requested(house, ref="SIG-1046")
    other, others = requested(house, "morel", ref="SIG-1046")
    sent = letter_to(letters, DURAND, "P-01").mail.files[0].content
    morels = letter_to(others, MOREL, "P-01").mail.files[0].content
    before = counts(house)

    page = visitor.get(case_link(house, Page.REPORT, SOPHIE))
    assert "Documents envoyés aux entreprises 2" in said(page)
    assert f"{quote.number}.pdf" in said(page)
    first, second = re.findall(r'href="([^"]+/paper/\d+)"', page.text)
    kept = visitor.get(first)
    assert kept.content == sent
    assert kept.headers["content-type"] == "application/pdf"
    assert quote.number in kept.headers["content-disposition"]
    assert visitor.get(second).content == morels

    archive = zipfile.ZipFile(io.BytesIO(visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/export").content))
    assert archive.read(f"documents/{quote.number}.pdf") == sent
    assert archive.read(f"documents/{other.number}.pdf") == morels

    mine = case_link(house, Page.QUOTE, DURAND)
    numbers = [path.rpartition("/")[2] for path in (first, second)]
    assert visitor.get(f"{mine}/paper/{numbers[0]}").content == sent
    assert visitor.get(f"{mine}/paper/{numbers[1]}").status_code == 404
    for stranger in (NADIA, YANIS):
        theirs = case_link(house, Page.REPORT, stranger)
        assert "Documents envoyés" not in said(visitor.get(theirs))
        assert visitor.get(f"{theirs}/paper/{numbers[0]}").status_code == 404
    assert visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/paper/999").status_code == 404
    assert counts(house) == before
