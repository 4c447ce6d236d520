"""People who only have letters: they answer what came, as their mail programs do, and press what stands in it."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import httpx

from mailbot.demo.letterboxes import Delivered
from mailbot.web.app import web_app
from tests.deciding import form_on
from tests.living import LivingHouse, Loop, reply_to, who_got_what
from tests.web.conftest import BASE, Visitor
from tests.web.test_order_pages import fields_of

File = tuple[str, bytes]
_KINDS = {"pdf": ("application", "pdf"), "jpg": ("image", "jpeg"), "ics": ("text", "calendar")}


@dataclass
class Post:
    """The post of one story: nobody knows an address or a page that no letter of theirs has told them."""

    house: LivingHouse
    loop: Loop
    sent: list[bytes] = field(default_factory=list)
    """What people wrote, as it left: their mail programs keep it beside what they receive."""
    _browsers: dict[str, Visitor] = field(default_factory=dict)
    _count: int = 0

    def last(self, who: str, code: str) -> Delivered:
        """The last letter of a code that somebody has."""
        return [each for each in self.house.boxes.of(who) if each.mail.header("x-mailbot-letter") == code][-1]

    def writes(
        self, who: str, words: str, *, to: Delivered | str, files: Iterable[File] = (), subject: str = ""
    ) -> list[Delivered]:
        """Somebody writes to an address, or answers a letter with it quoted below: the letters that this caused."""
        self.house.clock.forward(minutes=4)
        self._count += 1
        mail = EmailMessage()
        mail["From"], mail["To"] = who, to if isinstance(to, str) else reply_to(to)
        mail["Message-ID"] = f"<{self._count}@people.example>"
        mail["Date"] = self.house.clock.now
        if isinstance(to, str):
            mail["Subject"] = subject
        else:
            assert to.recipient == parseaddr(who)[1], "nobody answers another person's letter"
            mail["Subject"] = f"Re: {to.mail.subject}"
            mail["In-Reply-To"] = to.mail.header("message-id")
            mail["References"] = f"{' '.join(to.mail.references)} {to.mail.message_id}"
            mail["Thread-Topic"] = to.mail.subject
            mail["Thread-Index"] = _one_answer_on(to.mail.header("thread-index"))
            quoted = "\n".join(f"> {line}" for line in to.mail.text.splitlines())
            words = f"{words}\n\nLe sam. 21 nov. 2026 à 10:00, {to.mail.header('from')} a écrit :\n{quoted}"
        mail.set_content(words)
        for name, content in files:
            maintype, subtype = _KINDS[name.rpartition(".")[2]]
            mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
        self.sent.append(mail.as_bytes(policy=SMTP))
        return self.house.told(mail, sender=parseaddr(who)[1], to=str(mail["To"]))

    def touches(self, who: str, label: str, letter: Delivered) -> list[Delivered]:
        """Somebody touches a button that opens a mail already written, and sends it as it is."""
        url = urlsplit(button(letter, label))
        assert url.scheme == "mailto", label
        asked = parse_qs(url.query)
        return self.writes(who, asked["body"][0], to=unquote(url.path), subject=asked["subject"][0])

    def presses(self, who: str, label: str, letter: Delivered, **fields: str) -> list[Delivered]:
        """Somebody opens the page of a button that engages money and presses it; the first time in a browser, the
        letter of confirmation is opened too."""
        self.house.clock.forward(minutes=4)
        before = len(self.house.boxes)
        browser = self._browser(who)
        url = button(letter, label)
        page = browser.get(url)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        done = browser.post(url, **(hidden | fields_of(page) | fields))
        assert done.status_code == 200, done.text
        self.house.settle()
        letters = list(self.house.boxes)[before:]
        if who_got_what(letters) != {(who, "X-16")}:
            return letters
        [confirm] = set(re.findall(r"https?://\S+/p/\w+", letters[0].mail.text.split("Modifier mes alertes")[0]))
        done = browser.post(confirm, form=form_on(browser.get(confirm)), act="confirm")
        assert done.status_code == 200, done.text
        self.house.settle()
        return list(self.house.boxes)[before + 1 :]

    def _browser(self, who: str) -> Visitor:
        if who not in self._browsers:
            transport = httpx.ASGITransport(app=web_app(self.house.world), raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url=BASE)
            self._browsers[who] = Visitor(self.loop, client, self.house)
        return self._browsers[who]


def _one_answer_on(index: str) -> str:
    """The Thread-Index of an answer: that of its letter and five octets more (MS-OXOMSG, 2.2.1.3)."""
    return base64.b64encode(base64.b64decode(index) + b"\0\0\1\0\0").decode()


def button(letter: Delivered, label: str) -> str:
    """The address behind a button of a letter, or behind one of its numbered choices."""
    text = " ".join(letter.mail.text.replace("\xa0", " ").split())
    found = re.findall(rf"(?:→ {re.escape(label)}|\d\) {re.escape(label)} →) ((?:https?|mailto):\S+)", text)
    assert len(found) == 1, (label, text)
    return str(found[0])
