"""« Demander un devis »."""

from mailbot.threads.pages import Page
from tests.living import INTAKE, NADIA, SOPHIE
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, said


def test_first(sqlite_visitor: Visitor) -> None:
    v = sqlite_visitor
    v.house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(v.house, Page.ASK_QUOTE, SOPHIE)
    page = v.get(url)
    print(page.status_code, said(page))
    r = v.press(url, company="other", address="plomberie.martin@", motif="Fuite", within_days="5")
    print(r.status_code, said(r))
    r = v.press(
        url,
        company="other",
        address="plomberie.martin@mail.example",
        company_name="Plomberie Martin",
        motif="Fuite",
        within_days="5",
        photo_1="yes",
        extract="Bonjour",
    )
    print(r.status_code, said(r))
    n = len(v.house.boxes)
    v.house.settle()
    for l in list(v.house.boxes)[n:]:
        print(l.recipient, l.mail.header("x-mailbot-letter"), [f.name for f in l.mail.files])
    print(list(v.house.boxes)[-1].mail.text)
    assert 0
