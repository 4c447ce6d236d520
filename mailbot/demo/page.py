"""The page: four inboxes side by side, one conversation, the clock, and the forms that write real mail."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mailbot.clock import Clock
from mailbot.demo.forms import Posted, posted_in, trouble_of
from mailbot.demo.guarding import App, guarded
from mailbot.demo.house import House
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.moving import Move, Moved
from mailbot.demo.people import FIRST_FOUR, People, Person
from mailbot.demo.posting import envelope_of, hand_in
from mailbot.demo.props import enclosed as prop
from mailbot.demo.props import named
from mailbot.demo.sending import Sent, SentMails
from mailbot.demo.sights import HandedIn, Looker, Sights, Typed
from mailbot.demo.writing import Enclosed, answer, is_address, where_to_answer, write
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.templating import templates_folder
from mailbot.vocabulary import LANGUAGES

_MOST_COLUMNS = 4
_LOOKS = {
    "demo.css": "text/css", "demo.js": "text/javascript", "icon.svg": "image/svg+xml", "leak.jpg": "image/jpeg",
    "mended.jpg": "image/jpeg",
}  # fmt: skip
# A letter runs nothing. It keeps our origin only so that our script can give its frame the height that it needs.
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)


def demo_app(
    boxes: Letterboxes, *, smtp_port: int, intake: str, clock: Clock, command: str = "", sent: SentMails | None = None,
    house: House | None = None,
) -> App:  # fmt: skip
    """The demonstration's pages. `intake` is where problems are reported; `command` sends a real mail from a shell.
    `house`: whose clock can be moved, and whose record tells the story; without it there are boxes and forms alone."""
    page = _Page(
        boxes, sent or SentMails(), smtp_port=smtp_port, intake=intake, clock=clock, command=command, house=house
    )  # fmt: skip
    return guarded(
        Starlette(
            routes=[
                Route("/", page.boxes),
                Route("/letters/{number:int}", page.letter, methods=["GET"]),
                Route("/letters/{number:int}", page.take_answer, methods=["POST"]),
                Route("/letters/{number:int}/body", page.body),
                Route("/letters/{number:int}/raw", page.raw),
                Route("/letters/{number:int}/files/{place:int}", page.file),
                Route("/sent/{number:int}", page.sent),
                Route("/sent/{number:int}/raw", page.sent_raw),
                Route("/sent/{number:int}/files/{place:int}", page.sent_file),
                Route("/write/{key}", page.draft, methods=["GET"]),
                Route("/write/{key}", page.take_mail, methods=["POST"]),
                Route("/drop", page.take_file, methods=["POST"]),
                Route("/clock", page.move_clock, methods=["POST"]),
                Route("/again", page.begin_again, methods=["POST"]),
                Route("/look/{name}", _look),
            ],
            exception_handlers={HTTPException: page.trouble},
        )
    )


class _Page:
    """What the routes share. Looking at a letter marks it as opened, and changes nothing else."""

    def __init__(
        self, boxes: Letterboxes, sent: SentMails, *, smtp_port: int, intake: str, clock: Clock, command: str,
        house: House | None,
    ) -> None:  # fmt: skip
        self._boxes = boxes
        self._sent = sent
        self._people = People()
        self._sights = Sights(boxes, sent, self._people, intake=intake, clock=clock, command=command, house=house)
        self._smtp_port = smtp_port
        self._intake = intake
        self._clock = clock
        self._house = house
        self._handed: list[HandedIn] = []
        self._moved: list[Moved] = []

    # -- Looking

    async def boxes(self, request: Request) -> Response:
        """Four inboxes. Which four, and the language, are remembered by the browser."""
        return _html(request, self._sights.boxes(self._looker(request), request.query_params.get("who", "")))

    async def letter(self, request: Request) -> Response:
        """One letter in its conversation, and the form to answer it."""
        letter = self._letter(request)
        self._boxes.open(letter.number)
        asked = request.query_params
        return self._letter_page(
            request, letter, Typed(words=asked.get("words", ""), props=named(asked.getlist("with")))
        )

    async def sent(self, request: Request) -> Response:
        """A mail that somebody sent, and what the service understood of it."""
        return _html(request, self._sights.sent(self._looker(request), self._sent_mail(request)))

    async def sent_raw(self, request: Request) -> Response:
        """A sent mail as it left."""
        sent = self._sent_mail(request)
        return _download(sent.raw, f"{sent.number:06}.eml", "message/rfc822")

    async def sent_file(self, request: Request) -> Response:
        """A file that left with a mail."""
        return _file_of(self._sent_mail(request).mail, request)

    async def body(self, request: Request) -> Response:
        """The HTML of a letter, which can do nothing but be looked at."""
        headers = {"Content-Security-Policy": _LETTER_POLICY}
        return HTMLResponse(self._sights.body(self._letter(request)), headers=headers)

    async def raw(self, request: Request) -> Response:
        """The letter as it came, for a mail program."""
        letter = self._letter(request)
        return _download(letter.raw, f"{letter.number:06}.eml", "message/rfc822")

    async def file(self, request: Request) -> Response:
        """A file that came with a letter."""
        return _file_of(self._letter(request).mail, request)

    async def draft(self, request: Request) -> Response:
        """The form of a new mail, filled in as the address says."""
        asked = request.query_params
        typed = Typed(
            asked.get("to", self._intake), asked.get("subject", ""), asked.get("words", ""),
            props=named(asked.getlist("with")),
        )  # fmt: skip
        return self._draft_page(request, self._person(request), typed)

    async def trouble(self, request: Request, error: Exception) -> Response:
        """Why something could not be done, and the way back."""
        assert isinstance(error, HTTPException)
        html = self._sights.trouble(self._looker(request), error.status_code, error.detail)
        return HTMLResponse(html, status_code=error.status_code, headers=error.headers)

    # -- Writing

    async def take_answer(self, request: Request) -> Response:
        """Answer a letter as its reader's mail program would."""
        letter = self._letter(request)
        posted = await posted_in(request)
        typed = Typed(
            where_to_answer(letter.mail), words=posted.texts.get("words", ""), had_files=bool(posted.enclosed),
            props=posted.props,
        )  # fmt: skip
        person = self._sights.owner(letter)
        trouble = trouble_of(typed)
        if trouble:
            return self._letter_page(request, letter, typed._replace(trouble=trouble))

        enclosed = await self._enclosed(posted, letter.mail.subject)
        person = replace(person, language=_language(request))  # of their mail program, which introduces the letter
        raw = answer(person, letter.mail, words=typed.words, enclosed=enclosed, now=self._clock())
        handed, sent = await self._hand_in(request, raw, person.address, (typed.to,), letter.mail.subject)
        if not handed.answers[0].is_taken:
            return self._letter_page(request, letter, typed._replace(answers=handed.answers))
        return self._done(handed, sent)

    async def take_mail(self, request: Request) -> Response:
        """Send a new mail."""
        person = self._person(request)
        posted = await posted_in(request)
        to, subject, words = (posted.texts.get(name, "") for name in ("to", "subject", "words"))
        typed = Typed(to.strip(), subject, words, had_files=bool(posted.enclosed), props=posted.props)
        trouble = trouble_of(typed)
        if trouble:
            return self._draft_page(request, person, typed._replace(trouble=trouble))

        enclosed = await self._enclosed(posted, subject)
        raw = write(
            person, to=typed.to, subject=typed.subject, words=typed.words, enclosed=enclosed, now=self._clock()
        )  # fmt: skip
        handed, sent = await self._hand_in(request, raw, person.address, (typed.to,), typed.subject)
        if not handed.answers[0].is_taken:
            return self._draft_page(request, person, typed._replace(answers=handed.answers))
        return self._done(handed, sent)

    async def take_file(self, request: Request) -> Response:
        """Send an .eml file as it is."""
        files = (await posted_in(request)).enclosed
        if not files:
            raise HTTPException(400, "no_file")
        mail = parse_mail(files[0].content)
        sender, recipients = envelope_of(mail, intake=self._intake)
        if not is_address(sender):
            raise HTTPException(400, "no_sender")
        return self._done(
            *await self._hand_in(request, files[0].content, sender, recipients, mail.subject, file=files[0].name)
        )  # fmt: skip

    async def _enclosed(self, posted: Posted, subject: str) -> tuple[Enclosed, ...]:
        now = self._clock()
        props = [await run_in_threadpool(prop, name, subject, now) for name in posted.props]
        return (*props, *posted.enclosed)

    async def _hand_in(
        self, request: Request, raw: bytes, sender: str, recipients: Sequence[str], subject: str, *, file: str = ""
    ) -> tuple[HandedIn, Sent | None]:
        if self._house is not None:
            await run_in_threadpool(self._house.before_a_mail, _language(request))
        answers = await run_in_threadpool(hand_in, raw, sender=sender, recipients=recipients, port=self._smtp_port)
        taken, sent = [each.recipient for each in answers if each.is_taken], None
        if taken:
            sent = self._sent.keep(raw, sender=sender, recipients=taken, at=self._clock())
        return HandedIn(sender, subject, answers, file), sent

    def _done(self, handed: HandedIn, sent: Sent | None) -> Response:
        self._handed.append(handed)
        where = f"/sent/{sent.number}" if sent is not None else "/"
        return RedirectResponse(f"{where}?handed={len(self._handed)}", status_code=303)

    # -- The clock

    async def move_clock(self, request: Request) -> Response:
        """Let time pass, and show what left meanwhile."""
        texts = (await posted_in(request)).texts
        if self._house is None or texts.get("how") not in tuple(Move):
            raise HTTPException(400)
        self._moved.append(await self._house.move(Move(texts["how"])))
        here = texts.get("here", "/")
        path = here if here.startswith("/") and not here.startswith("//") and here.isprintable() else "/"
        return RedirectResponse(f"{path}?moved={len(self._moved)}", status_code=303)

    async def begin_again(self, request: Request) -> Response:
        """Back to the first morning, with empty boxes."""
        await posted_in(request)
        if self._house is None:
            raise HTTPException(400)
        await self._house.begin_again()
        self._handed.clear()
        self._moved.clear()
        return RedirectResponse("/", status_code=303)

    # -- What the address names

    def _columns(self, request: Request) -> list[str]:
        """Whose inboxes are wanted: by the address, else by the browser, else the first four. Each once."""
        asked = request.query_params.getlist("c") or unquote(request.cookies.get("columns", "")).split(",")
        people = [person for key in (*asked, *FIRST_FOUR) if (person := self._people.who(key)) is not None]
        return list(dict.fromkeys(person.key for person in people))[:_MOST_COLUMNS]

    def _looker(self, request: Request) -> Looker:
        handed = _numbered(self._handed, request.query_params.get("handed", ""))
        moved = _numbered(self._moved, request.query_params.get("moved", ""))
        return Looker(_language(request), self._columns(request), request.url.path, handed, moved)

    def _sent_mail(self, request: Request) -> Sent:
        sent = self._sent.mail(int(request.path_params["number"]))
        if sent is None:
            raise HTTPException(404)
        return sent

    def _letter(self, request: Request) -> Delivered:
        letter = self._boxes.letter(int(request.path_params["number"]))
        if letter is None:
            raise HTTPException(404)
        return letter

    def _person(self, request: Request) -> Person:
        person = self._people.who(request.path_params["key"])
        if person is None:
            raise HTTPException(404)
        return person

    def _letter_page(self, request: Request, letter: Delivered, typed: Typed) -> Response:
        dress = request.query_params.get("dress", "")
        return _form(request, self._sights.letter(self._looker(request), letter, dress, typed), typed)

    def _draft_page(self, request: Request, person: Person, typed: Typed) -> Response:
        number = request.query_params.get("letter", "")
        back = f"/letters/{number}" if number.isdecimal() else "/"
        return _form(request, self._sights.draft(self._looker(request), person, typed, back), typed)


_T = TypeVar("_T")


def _numbered(done: Sequence[_T], number: str) -> _T | None:
    """What the address of a page names by its number; none when it names nothing."""
    return done[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(done) else None


def _file_of(mail: ParsedMail, request: Request) -> Response:
    place = int(request.path_params["place"])
    if place >= len(mail.files):
        raise HTTPException(404)
    return _download(mail.files[place].content, mail.files[place].name or "file", "application/octet-stream")


async def _look(request: Request) -> Response:
    """The style, the script and the icon."""
    name = request.path_params["name"]
    if name not in _LOOKS:
        raise HTTPException(404)
    content = (templates_folder() / "pages" / "demo" / name).read_bytes()
    return Response(content, media_type=_LOOKS[name], headers={"Cache-Control": "no-cache"})


def _html(request: Request, html: str, status: int = 200) -> Response:
    """A page. What its address asked for is remembered by the browser: whose boxes, in which language."""
    response, asked = HTMLResponse(html, status_code=status), request.query_params
    for cookie, value in (("columns", ",".join(asked.getlist("c"))), ("language", asked.get("lang", ""))):
        if value:
            response.set_cookie(cookie, quote(value), httponly=True, samesite="lax")
    return response


def _form(request: Request, html: str, typed: Typed) -> Response:
    return _html(request, html, 422 if typed.trouble or typed.answers else 200)


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(
        content, media_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"},
    )  # fmt: skip


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang") or request.cookies.get("language", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
