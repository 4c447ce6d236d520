"""The page: four inboxes side by side, one letter, and the forms that write real mail."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mailbot.clock import Clock
from mailbot.demo.guarding import App, guarded
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.people import FIRST_FOUR, People, Person
from mailbot.demo.posting import envelope_of, hand_in
from mailbot.demo.sights import MOST_MEGABYTES, HandedIn, Sights, Typed
from mailbot.demo.writing import Enclosed, answer, is_address, where_to_answer, write
from mailbot.inbound.parsing import parse_mail
from mailbot.templating import LANGUAGES, templates_folder

_MOST_OCTETS = MOST_MEGABYTES * 1_000_000
_MOST_FILES = 20
_MOST_COLUMNS = 4
_LOOKS = {"demo.css": "text/css", "demo.js": "text/javascript", "icon.svg": "image/svg+xml"}
# A letter runs nothing. It keeps our origin only so that our script can give its frame the height that it needs.
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)


def demo_app(boxes: Letterboxes, *, smtp_port: int, intake: str, clock: Clock, command: str = "") -> App:
    """The demonstration's pages. `intake` is where problems are reported; `command` sends a real mail from a shell."""
    page = _Page(boxes, smtp_port=smtp_port, intake=intake, clock=clock, command=command)
    return guarded(
        Starlette(
            routes=[
                Route("/", page.boxes),
                Route("/letters/{number:int}", page.letter, methods=["GET"]),
                Route("/letters/{number:int}", page.take_answer, methods=["POST"]),
                Route("/letters/{number:int}/body", page.body),
                Route("/letters/{number:int}/raw", page.raw),
                Route("/letters/{number:int}/files/{place:int}", page.file),
                Route("/write/{key}", page.draft, methods=["GET"]),
                Route("/write/{key}", page.take_mail, methods=["POST"]),
                Route("/drop", page.take_file, methods=["POST"]),
                Route("/look/{name}", _look),
            ],
            exception_handlers={HTTPException: page.trouble},
        )
    )


class _Posted(NamedTuple):
    texts: Mapping[str, str]
    enclosed: tuple[Enclosed, ...]


class _Page:
    """What the routes share. Looking at a letter marks it as opened, and changes nothing else."""

    def __init__(self, boxes: Letterboxes, *, smtp_port: int, intake: str, clock: Clock, command: str) -> None:
        self._boxes = boxes
        self._people = People()
        self._sights = Sights(boxes, self._people, intake=intake, clock=clock, command=command)
        self._smtp_port = smtp_port
        self._intake = intake
        self._clock = clock
        self._handed: list[HandedIn] = []

    # -- Looking

    async def boxes(self, request: Request) -> Response:
        """Four inboxes. Which four, and the language, are remembered by the browser."""
        keys = self._columns(request)
        number = request.query_params.get("handed", "")
        handed = self._handed[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(self._handed) else None
        response = HTMLResponse(self._sights.boxes(_language(request), keys, handed))
        for name, value in (("columns", ",".join(keys)), ("language", _language(request))):
            response.set_cookie(name, quote(value), httponly=True, samesite="lax")
        return response

    async def letter(self, request: Request) -> Response:
        """One letter, and the form to answer it."""
        letter = self._letter(request)
        self._boxes.open(letter.number)
        return self._letter_page(request, letter, Typed(words=request.query_params.get("words", "")))

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
        files = self._letter(request).mail.files
        place = int(request.path_params["place"])
        if place >= len(files):
            raise HTTPException(404)
        return _download(files[place].content, files[place].name or "file", "application/octet-stream")

    async def draft(self, request: Request) -> Response:
        """The form of a new mail, filled in as the address says."""
        asked = request.query_params
        typed = Typed(asked.get("to", self._intake), asked.get("subject", ""), asked.get("words", ""))
        return self._draft_page(request, self._person(request), typed)

    async def trouble(self, request: Request, error: Exception) -> Response:
        """Why something could not be done, and the way back."""
        assert isinstance(error, HTTPException)
        html = self._sights.trouble(_language(request), error.status_code, error.detail)
        return HTMLResponse(html, status_code=error.status_code, headers=error.headers)

    # -- Writing

    async def take_answer(self, request: Request) -> Response:
        """Answer a letter as its reader's mail program would."""
        letter = self._letter(request)
        texts, enclosed = await _posted(request)
        typed = Typed(where_to_answer(letter.mail), words=texts.get("words", ""), had_files=bool(enclosed))
        person = self._sights.owner(letter)
        trouble = _trouble(typed)
        if trouble:
            return self._letter_page(request, letter, typed._replace(trouble=trouble))

        raw = answer(person, letter.mail, words=typed.words, enclosed=enclosed, now=self._clock())
        handed = await self._hand_in(raw, person.address, (typed.to,), letter.mail.subject)
        if not handed.answers[0].is_taken:
            return self._letter_page(request, letter, typed._replace(answers=handed.answers))
        return self._done(handed)

    async def take_mail(self, request: Request) -> Response:
        """Send a new mail."""
        person = self._person(request)
        texts, enclosed = await _posted(request)
        to, subject, words = (texts.get(name, "") for name in ("to", "subject", "words"))
        typed = Typed(to.strip(), subject, words, had_files=bool(enclosed))
        trouble = _trouble(typed)
        if trouble:
            return self._draft_page(request, person, typed._replace(trouble=trouble))

        raw = write(
            person, to=typed.to, subject=typed.subject, words=typed.words, enclosed=enclosed, now=self._clock()
        )  # fmt: skip
        handed = await self._hand_in(raw, person.address, (typed.to,), typed.subject)
        if not handed.answers[0].is_taken:
            return self._draft_page(request, person, typed._replace(answers=handed.answers))
        return self._done(handed)

    async def take_file(self, request: Request) -> Response:
        """Send an .eml file as it is."""
        _, files = await _posted(request)
        if not files:
            raise HTTPException(400, "no_file")
        mail = parse_mail(files[0].content)
        sender, recipients = envelope_of(mail, intake=self._intake)
        if not is_address(sender):
            raise HTTPException(400, "no_sender")
        return self._done(
            await self._hand_in(files[0].content, sender, recipients, mail.subject, file=files[0].name)
        )  # fmt: skip

    async def _hand_in(
        self, raw: bytes, sender: str, recipients: Sequence[str], subject: str, *, file: str = ""
    ) -> HandedIn:
        answers = await run_in_threadpool(hand_in, raw, sender=sender, recipients=recipients, port=self._smtp_port)
        return HandedIn(sender, subject, answers, file)

    def _done(self, handed: HandedIn) -> Response:
        self._handed.append(handed)
        return RedirectResponse(f"/?handed={len(self._handed)}", status_code=303)

    # -- What the address names

    def _columns(self, request: Request) -> list[str]:
        """Whose inboxes are wanted: by the address, else by the browser, else the first four. Each once."""
        asked = request.query_params.getlist("c") or unquote(request.cookies.get("columns", "")).split(",")
        people = [person for key in (*asked, *FIRST_FOUR) if (person := self._people.who(key)) is not None]
        return list(dict.fromkeys(person.key for person in people))[:_MOST_COLUMNS]

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
        return _page(self._sights.letter(_language(request), letter, dress, typed), typed)

    def _draft_page(self, request: Request, person: Person, typed: Typed) -> Response:
        number = request.query_params.get("letter", "")
        back = f"/letters/{number}" if number.isdecimal() else "/"
        return _page(self._sights.draft(_language(request), person, typed, back), typed)


async def _look(request: Request) -> Response:
    """The style, the script and the icon."""
    name = request.path_params["name"]
    if name not in _LOOKS:
        raise HTTPException(404)
    content = (templates_folder() / "pages" / "demo" / name).read_bytes()
    return Response(content, media_type=_LOOKS[name], headers={"Cache-Control": "no-cache"})


def _page(html: str, typed: Typed) -> Response:
    return HTMLResponse(html, status_code=422 if typed.trouble or typed.answers else 200)


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(
        content, media_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"},
    )  # fmt: skip


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang") or request.cookies.get("language", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


async def _posted(request: Request) -> _Posted:
    """What was posted. Too much of it, or a body of unknown length, is read to its end and thrown away: a browser that
    is hung up on shows no page.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST_OCTETS:
        async for _ in request.stream():
            pass
        raise HTTPException(413 if length.isdecimal() else 411)
    async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=2_000_000) as form:
        texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        # A field without a choice comes as a file without a name.
        files = [
            file for _, file in form.multi_items() if isinstance(file, UploadFile) and (file.filename or file.size)
        ]
        enclosed = [Enclosed(file.filename or "", file.content_type or "", await file.read()) for file in files]
    return _Posted(texts, tuple(enclosed))


def _trouble(typed: Typed) -> str:
    """Why a mail program would not let this leave; empty when it would."""
    if not typed.words.strip() and not typed.had_files:
        return "nothing"
    return "" if is_address(typed.to) else "address"
