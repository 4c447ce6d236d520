"""Pages that are attacked: forms of other sites, a Host that is not ours, links that are guessed, forms that are bombs;
and words of people that would be markup, on every page."""

import asyncio
import re
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import String, update
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from mailbot.model import Building, Dwelling, Person, Provider, Report
from mailbot.model_mails import InboundMail
from mailbot.templating import templates_folder
from mailbot.threads.pages import Page
from mailbot.web import downloads, forms, handing_in, links, rates
from mailbot.web.app import web_app
from mailbot.web.guarding import Guarded
from mailbot.web.rates import PACES, Asked, Buckets, Pace, Rates
from mailbot.web.visits import Nowhere
from tests.faults.poisons import POISONS
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop
from tests.ordering import DURAND
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link, counts, form_of, own_link, said
from tests.web.test_waiting_page import STRANGER, mail_link
from tests.web.test_works_pages import next_step
from tests.working import planned

CARRIED = {
    "referrer-policy": "no-referrer", "cache-control": "no-store", "x-content-type-options": "nosniff",
    "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "strict-transport-security": "max-age=31536000",
    "x-robots-tag": "noindex, nofollow",
}  # fmt: skip


def check_headers(answer: httpx.Response) -> None:
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'"), answer.url
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert {name: answer.headers.get(name) for name in CARRIED} == CARRIED, answer.url
    assert "camera=()" in answer.headers["permissions-policy"]
    assert policy.endswith("; sandbox") == ("content-disposition" in answer.headers)
    if "content-disposition" in answer.headers:
        assert re.fullmatch(r"attachment; filename(\*=UTF-8'')?=?\"?[\w.%-]+\"?", answer.headers["content-disposition"])
    assert "server" not in answer.headers
    for cookie in answer.headers.get_list("set-cookie"):
        assert {"secure", "httponly", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}


def ask(visitor: Visitor, method: str, url: str, **more: Any) -> httpx.Response:
    answer: httpx.Response = visitor.loop.run(visitor.client.request(method, url, **more))
    check_headers(answer)
    return answer


def test_every_answer_carries_what_guards_it_whatever_it_is(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    report, answer = case_link(house, Page.REPORT, SOPHIE), case_link(house, Page.ANSWER, NADIA)
    before = counts(house)
    for url, status in (
        ("/", 200), ("/healthz", 200), ("/metrics", 200), (report, 200), (f"{report}/photo/1", 200),
        (f"{report}/export", 200), (f"{own_link(house, Page.HISTORY, SOPHIE)}/export", 200), ("/nothing", 404),
        ("/p/zzz", 404), ("/p/zzz/export", 404), (f"{report}/photo/99", 404), (f"{report}/", 404),
        (f"{report}/paper/1", 404), (f"{report}/video/1", 404), ("/look/..%2f..%2f..%2fetc%2fpasswd", 404),
        ("/look/page.css", 404), ("//evil.example/%2e%2e", 404), ("/p/" + "a" * 60_000, 431),
        ("/p/" + "a" * 30_000, 404), ("/%00", 404),
        (f"{report}?q=" + "x" * 60_000, 431), ("/p/%ff%fe", 404), ("/p/" + "%F0%9F%A6%8A" * 9, 404),
    ):  # fmt: skip
        assert ask(visitor, "GET", url).status_code == status, url[:80]
        assert ask(visitor, "HEAD", url).status_code == status, url[:80]
    assert ask(visitor, "GET", report, content=b"x" * 100_000).status_code == 200
    for method in ("OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "BREW", "CONNECT"):
        refused = ask(visitor, method, report)
        assert (refused.status_code, "Rien n’a été envoyé" in refused.text) == (405, True), method
    assert "TRACE" not in ask(visitor, "TRACE", report, headers={"x-secret": "s3cret"}).text
    assert ask(visitor, "POST", answer, content=b"x=" + b"x" * 300_000).status_code == 413
    assert visitor.press(answer, words="").status_code == 422
    assert counts(house) == before

    def broken(_token: str) -> str:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(links, "mended_token", broken)
    for accepts, sentence in (("fr", "Une erreur de notre côté"), ("en-GB,en", "A fault on our side")):
        fault = ask(visitor, "GET", report, headers={"accept-language": accepts})
        assert (fault.status_code, sentence in fault.text) == (500, True)
        assert "secret" not in fault.text
        assert "Traceback" not in fault.text


def test_a_fault_of_the_guard_itself_carries_what_guards_it(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_about: object) -> float:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(Rates, "seconds_to_wait", broken)
    fault = ask(sqlite_visitor, "GET", "/p/zzz")
    assert (fault.status_code, "secret" in fault.text) == (500, False)


# -- Other sites ------------------------------------------------------------------------------------------------------


def test_a_form_of_another_site_does_nothing(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.ANSWER, NADIA)
    form = form_of(visitor.get(url))
    house.clock.forward(seconds=3)
    before = counts(house)

    def posted(to: str = url, **headers: str) -> int:
        data = {"form": form, "words": "Elle coule plus fort.", "List-Unsubscribe": "One-Click"}
        return ask(
            visitor, "POST", to, data=data, headers={k.replace("_", "-"): v for k, v in headers.items()}
        ).status_code

    for headers in (
        {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"origin": "https://evil.example"},
        {"sec_fetch_site": "cross-site", "origin": BASE}, {"origin": "http://pages.test.example"},
        {"origin": f"{BASE}.evil.example"}, {"sec_fetch_site": "cross-site", "content_type": "text/plain"},
    ):  # fmt: skip
        assert posted(**headers) == 403, headers
    assert counts(house) == before
    alerts = f"{own_link(house, Page.ALERTS, NADIA)}/unsubscribe"
    assert posted(alerts) == 200, "a mail program has no site of its own (RFC 8058)"
    assert posted(alerts, origin="https://webmail.example", sec_fetch_site="cross-site") == 200
    # A browser of today; one of yesterday, for which no referrer means no origin; a program that names none.
    for own in ({"sec_fetch_site": "same-origin", "origin": "null"}, {"origin": "null"}, {"origin": BASE}, {}):
        assert posted(**own) == 200, own


def test_a_host_that_somebody_wrote_is_used_for_nothing(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.REPORT, NADIA)
    plain = visitor.get(url)
    for host in ("evil.example", "evil.example/x?", "[", "a b", "", "evil.example:99999", "user@evil.example"):
        headers = {"host": host, "x-forwarded-host": "evil.example"}
        answer = ask(visitor, "GET", url, headers=headers)
        assert answer.status_code == 200, host
        assert re.sub(r'value="[0-9a-f]{32}"', "", answer.text) == re.sub(r'value="[0-9a-f]{32}"', "", plain.text)
        for gone in (f"{url}/", "/p/zzz/", "/nothing/"):
            answer = ask(visitor, "GET", gone, headers=headers)
            assert (answer.status_code, "location" in answer.headers) == (404, False)
        late = ask(visitor, "POST", url.replace("/p/", "/p/x"), data={"words": "x"}, headers=headers)
        assert "evil" not in late.text

    seen: list[str] = []

    async def inside(scope: Any, _receive: Any, send: Any) -> None:
        seen.append(str(Request(scope).url))
        await PlainTextResponse("")(scope, _receive, send)

    guarded = Guarded(inside, base=BASE, rates=Rates())
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=guarded), base_url="http://evil.example")
    visitor.loop.run(client.get("/p/x", headers={"host": "evil.example/x?"}))
    assert seen == [f"{BASE}/p/x"]


# -- How often --------------------------------------------------------------------------------------------------------


def test_a_bucket_empties_and_fills_and_there_are_never_more_of_them_than_worth_it() -> None:
    buckets, pace = Buckets(most=100), Pace(3, 10.0)
    assert [buckets.take(Asked.READING, "a", pace, now=0.0) for _ in range(4)] == [0, 0, 0, 10.0]
    assert buckets.take(Asked.READING, "a", pace, now=5.0) == 5.0
    assert buckets.take(Asked.READING, "a", pace, now=10.0) == 0
    assert buckets.take(Asked.READING, "a", pace, now=9.0) == 10.0, "a clock that steps back gives nothing"
    assert buckets.take(Asked.PRESSING, "a", pace, now=10.0) == 0, "each thing has its own"
    for number in range(5_000):
        buckets.take(Asked.READING, number, pace, now=10.0)
    assert len(buckets) == 100


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("127.0.0.1", None),
        ("::1", None), ("::ffff:203.0.113.9", "203.0.113.9"), ("10.1.2.3", None), (None, None), ("what", "what"),
    ],
)  # fmt: skip
def test_who_is_one_client(host: str | None, client: str | None) -> None:
    assert Rates(["127.0.0.0/8", "::1/128", "10.0.0.0/8"]).client_of(host) == client


def somebody(house: LivingHouse, address: str = "203.0.113.9") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=web_app(house.world), client=(address, 1), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=BASE)


def test_whoever_asks_too_often_waits_and_nobody_else_does(
    sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url, other = case_link(house, Page.REPORT, NADIA), case_link(house, Page.REPORT, SOPHIE)
    visitor.client = somebody(house)
    first: Visitor = Visitor(visitor.loop, visitor.client, house)
    few = {Asked.COSTLY: (Pace(40, 5.0), Pace(4, 10.0)), Asked.PRESSING: (Pace(120, 1.0), Pace(20, 1.0))}
    monkeypatch.setattr(rates, "PACES", {**PACES, **few})
    at_once = 4
    answers = [ask(first, "GET", f"{other}/export?nothing={number}") for number in range(at_once + 2)]
    assert [each.status_code for each in answers[:at_once]] == [200] * at_once
    late = answers[-1]
    assert (late.status_code, 0 < int(late.headers["retry-after"]) <= 10) == (429, True)
    assert "Trop de demandes" in late.text
    english = ask(first, "GET", f"{other}/export", headers={"accept-language": "en"})
    assert "Too many requests" in english.text
    assert ask(first, "GET", url).status_code == 200, "another link, and only read"

    before = counts(house)
    posts = [
        ask(first, "POST", url, data={"words": "x"}).status_code for _ in range(PACES[Asked.PRESSING][1].at_once + 5)
    ]
    assert (posts[0], posts[-1]) == (200, 429)
    assert counts(house) == before


def test_whoever_guesses_links_waits_and_keeps_nobody_out_of_theirs(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.REPORT, NADIA)
    guesser = Visitor(visitor.loop, somebody(house), house)
    answers = [guesser.get(f"/p/{number:040d}").status_code for number in range(40)]
    assert answers[:30] == [404] * 30
    assert answers[31:] == [429] * 9
    assert guesser.get(url).status_code == 200, "whoever shares the address of a guesser opens their own"
    assert guesser.get(f"{url[:-1]}{'a' if url[-1] != 'a' else 'b'}").status_code == 429
    assert guesser.get("/healthz").status_code == 200
    assert visitor.get(url).status_code == 200


# -- Forms that are bombs ---------------------------------------------------------------------------------------------


def multipart(*parts: bytes, boundary: bytes = b"b") -> bytes:
    return b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


FIELD = b'Content-Disposition: form-data; name="words"\r\n\r\nElle coule.'
FILE = b'Content-Disposition: form-data; name="files"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\nx'


BOMBS = (
    ("multipart/form-data; boundary=b", multipart(*[FIELD] * 10_000)),
    ("multipart/form-data; boundary=b", multipart(*[FILE] * 10_000)),
    ("multipart/form-data; boundary=b", b"--b\r\nX: " + b"x" * 2_000_000),
    ("multipart/form-data; boundary=b", b"--b\r\n" + b"X: x\r\n" * 200_000),
    ("multipart/form-data; boundary=b", multipart(FIELD + b"x" * 9_000_000)),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    ("multipart/form-data; boundary=b", multipart(FIELD)[:-9]),
    ("multipart/form-data", multipart(FIELD)),
    ("multipart/form-data; boundary=", multipart(FIELD)),
    ("multipart/form-data; boundary=" + "b" * 10_000, multipart(FIELD)),
    ("multipart/form-data; boundary=b; charset=undefined", multipart(FIELD)),
    ("multipart/form-data; boundary=b; charset=hex", multipart(FIELD)),
    ("multipart/form-data; boundary=b; charset=idna", multipart(FIELD.replace(b"Elle", b"\xff" * 300))),
    ("multipart/form-data; boundary=b", multipart(FILE.replace(b"a.jpg", b"../../etc/\x00" + b"\xff" * 999))),
    ("multipart/form-data; boundary=b", b""),
    ("multipart/mixed; boundary=b", multipart(FIELD)),
    ("application/json", b'{"words": "x"}'),
    ("application/x-www-form-urlencoded; charset=undefined", b"words=%ff%00%zz&form=" + b"%" * 999),
    ("application/x-www-form-urlencoded", b"&" * 150_000),
    ("", b"\x00" * 1_000),
)  # fmt: skip


def test_no_form_is_a_bomb(sqlite_visitor: Visitor, loop: Loop) -> None:
    house = sqlite_visitor.house
    planned(house)
    urls = (case_link(house, Page.ANSWER, NADIA, ref="SIG-1042"), next_step(house, loop)[1], "/p/zzz")
    before = counts(house)
    for kind, body in BOMBS:
        for url in urls:
            answer = sqlite_visitor.send(url, body, {"content-type": kind} if kind else {})
            check_headers(answer)
            assert answer.status_code in (200, 404, 413, 422), (kind, body[:60], answer.status_code)
    assert counts(house) == before


def test_a_form_that_comes_by_drops_is_not_waited_for(
    sqlite_visitor: Visitor, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(sqlite_visitor.house)
    monkeypatch.setattr(forms, "_PATIENCE", 0.3)
    monkeypatch.setattr(handing_in, "_SILENCE", 0.3)
    house = sqlite_visitor.house

    async def drops() -> Any:
        yield b"--b\r\n"
        await asyncio.sleep(60)

    for url, kind in (
        (case_link(house, Page.ANSWER, NADIA, ref="SIG-1042"), "application/x-www-form-urlencoded"),
        (next_step(house, loop)[1], "multipart/form-data; boundary=b"),
    ):
        answer = ask(sqlite_visitor, "POST", url, content=drops(), headers={"content-type": kind})
        assert answer.status_code in (413, 422), kind


def test_what_is_made_slowly_keeps_no_page_waiting(sqlite_visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    house = sqlite_visitor.house
    export, page = own_link(house, Page.HISTORY, SOPHIE) + "/export", own_link(house, Page.CASES, NADIA)
    made, four, at_once = threading.Event(), threading.Event(), []

    def slowly(*_: object) -> None:
        at_once.append(1)
        if len(at_once) == 4:
            four.set()
        made.wait(300)
        raise Nowhere

    monkeypatch.setattr(downloads, "export", slowly)
    monkeypatch.setattr(rates, "PACES", {**PACES, Asked.COSTLY: (Pace(100, 1.0), Pace(100, 1.0))})

    async def many() -> list[int]:
        asked = [asyncio.create_task(sqlite_visitor.client.get(export)) for _ in range(60)]
        assert await asyncio.to_thread(four.wait, 60)
        shown = await asyncio.wait_for(sqlite_visitor.client.get(page), 60)
        assert len(at_once) == 4
        made.set()
        return [shown.status_code, *(answer.status_code for answer in await asyncio.gather(*asked))]

    assert sqlite_visitor.loop.run(many()) == [200] + [404] * 60


# -- What stands on pages ---------------------------------------------------------------------------------------------


def crawled(visitor: Visitor, most: int) -> Iterator[tuple[str, httpx.Response]]:
    """Every page that can be reached from the people's own pages, by links alone."""
    house = visitor.house
    ahead = [own_link(house, page, who) for who, pages in STARTS.items() for page in pages]
    ahead += [case_link(house, Page.REPORT, who, ref="SIG-1042") for who in (NADIA, SOPHIE)]
    ahead += [case_link(house, page, NADIA, ref="SIG-1042") for page in (Page.ANSWER, Page.CLOSE)]
    met: set[str] = set()
    while ahead and len(met) < most:
        url = ahead.pop(0)
        if url in met or re.search(r"/(export|photo|chart|paper|video|invite)", url):
            continue
        met.add(url)
        page = visitor.get(url)
        yield url, page
        found = [node.attributes.get("href") or "" for node in LexborHTMLParser(page.text).css("a[href]")]
        ahead += [each for each in found if urlsplit(each).path.startswith("/p/")]


STARTS = {
    NADIA: (Page.CASES, Page.ALERTS, Page.ACCOUNT),
    SOPHIE: (Page.CASES, Page.ALERTS, Page.DASHBOARD, Page.HISTORY, Page.WAITING, Page.PROVIDERS, Page.HOUSEHOLD),
    DURAND: (Page.MISSIONS, Page.ALERTS),
}
OURS = re.compile(r"(/p/|/look/|https://pages\.test\.example/p/|mailto:|tel:|data:,$|#|\?)")


def test_no_page_asks_another_site_for_anything_nor_leads_to_one(sqlite_visitor: Visitor) -> None:
    seen = 0
    for url, page in crawled(sqlite_visitor, 80):
        seen += 1
        check_headers(page)
        assert page.status_code in (200, 404, 410), url
        tree = LexborHTMLParser(page.text)
        assert not tree.css(
            "script, iframe, frame, object, embed, base, applet, svg, math, form[target], meta[http-equiv]"
        )
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (url, name)
                assert name not in ("style", "srcdoc", "ping", "background", "formaction"), (url, name)
                if name in ("href", "src", "action", "srcset", "poster", "cite", "data"):
                    assert OURS.match(value or "#"), (url, name, value)
                    assert not (value or "").startswith("//")
    assert seen >= 60


def test_the_html_of_a_mail_is_shown_nowhere(sqlite_visitor: Visitor) -> None:
    """It is read into plain words, and nothing but them goes any further: there is nothing to make harmless."""
    visitor, house = sqlite_visitor, sqlite_visitor.house
    html = '<b id="theirs">Ça goutte</b><img src="http://evil.example/x.png"><a href="http://evil.example">ici</a>'
    for sender in (STRANGER, NADIA):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = sender, INTAKE, "fuite", f"<{sender}>"
        mail.set_content(html, subtype="html")
        house.told(mail, sender=sender, to=INTAKE)
    with house.world.database.looking() as session:
        first = session.query(InboundMail).order_by(InboundMail.id).first()
    assert first is not None
    urls = [mail_link(house, first.id), case_link(house, Page.REPORT, NADIA), case_link(house, Page.REPORT, SOPHIE)]
    shown = [visitor.get(url).text for url in urls] + [letter.mail.html for letter in house.boxes]
    assert sum("Ça goutte" in text for text in shown) >= 4
    for text in shown:
        tree = LexborHTMLParser(text)
        assert not tree.css('#theirs, [src*="evil"], [href*="evil"]')
        assert "http://evil.example/x.png" not in text


def test_no_template_prints_what_it_has_not_escaped_itself() -> None:
    """What is printed as markup is a literal of the template, never a fact."""
    printed_raw = [
        found
        for path in (templates_folder() / "pages").rglob("*.*")
        if path.suffix != ".jpg"
        for found in re.findall(r"\{\{(.*?)\}\}|autoescape (false)", path.read_text("utf-8"))
        if "safe" in found[0].split() or found[1]
    ]
    assert len(printed_raw) > 5
    for raw, _ in printed_raw:
        assert re.fullmatch(r"""\s*(["'])[^{}|]*\1 \| safe if [^|]* else ""\s*""", raw), raw


def shape_of(page: httpx.Response) -> list[Any]:
    """Its elements with the names of their attributes. What is sorted by its name stands elsewhere."""
    tree = LexborHTMLParser(page.text)
    return sorted((node.tag, *sorted(node.attributes)) for node in tree.css("*") if node.tag != "br")


def test_whatever_people_are_called_every_page_stays_the_same_page(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    urls = [url for url, _ in crawled(visitor, 35)]
    rename(house, ["Zoé Innocent"])
    plain = {url: shape_of(visitor.get(url)) for url in urls}
    fit = [words for words in POISONS.values() if words.isprintable() and len(words) < 200]
    assert len(fit) >= 25
    rename(house, fit)
    shown = 0
    for url in urls:
        page = visitor.get(url)
        assert shape_of(page) == plain[url], url
        check_headers(page)
        shown += sum("&lt;" in page.text and words in said(page) for words in fit)
    assert shown > 20, "they were really there"


def rename(house: LivingHouse, words: list[str]) -> None:
    """Everybody and everything that has a name is called by the next of these words."""
    of = ((Person, "name"), (Dwelling, "name"), (Building, "name"), (Provider, "company"), (Report, "object"))
    turn = 0
    with house.world.database.transaction() as session:
        for table, column in of:
            if not isinstance(getattr(table, column).type, String):
                continue
            for (number,) in session.query(table.id).all():
                length = getattr(table, column).type.length or 200
                value = {column: f"{words[turn % len(words)]} {turn}"[:length]}
                session.execute(update(table).where(table.id == number).values(**value))
                turn += 1
    assert turn > 20
