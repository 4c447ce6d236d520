"""What the page shows, as HTML: the inboxes, one letter, a form, a trouble."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from mailbot.clock import Clock
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.people import FIRST_FOUR, People, Person
from mailbot.demo.posting import Answer
from mailbot.demo.showing import Draft, headline, with_own_form
from mailbot.demo.writing import where_to_answer
from mailbot.outbound.illustrations import with_pictures_inside
from mailbot.templating import LANGUAGES, Templates
from mailbot.vocabulary import Role

MOST_MEGABYTES = 35
"""Of one form with its files."""

_TIME_ZONE = "Europe/Paris"
_MOST_ROWS = 100
_MOST_RAW = 200_000
_ROLES = (Role.TENANT, Role.LANDLORD, Role.MANAGER, Role.PROVIDER)


class Row(NamedTuple):
    """A letter in the list of an inbox."""

    number: int
    headline: str
    subject: str
    at: datetime
    hour: str
    """Of today; for an older letter the day as well."""
    is_new: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A mail that went to the door, and what the door said."""

    sender: str
    subject: str
    answers: tuple[Answer, ...]
    file: str = ""
    """Name of the file that it was; empty for a mail that was written here."""


class Typed(NamedTuple):
    """What stands in a form, and why its mail was not taken."""

    to: str = ""
    subject: str = ""
    words: str = ""
    answers: tuple[Answer, ...] = ()
    trouble: str = ""
    had_files: bool = False


class Sights:
    """Everything that can be seen, in both languages."""

    def __init__(self, boxes: Letterboxes, people: People, *, intake: str, clock: Clock, command: str) -> None:
        """`intake` is where problems are reported; `command` sends a real mail from a shell."""
        self._boxes = boxes
        self._people = people
        self._intake = intake
        self._clock = clock
        self._command = command
        self._templates = {
            language: Templates(language, autoescape=True, prose=True, shared=f"pages/demo/words.{language}.jinja")
            for language in LANGUAGES
        }

    def boxes(self, language: str, keys: Sequence[str], handed: HandedIn | None) -> str:
        """The inboxes of these people, side by side."""
        letters = list(self._boxes)
        columns = [self._column(letters, person) for key in keys if (person := self._people.who(key)) is not None]
        newest = {key: max(self._numbers(letters, key), default=0) for key in FIRST_FOUR}
        return self._page(
            "boxes", language,
            columns=columns, choices=self._choices(letters), newest=newest, command=self._command, handed=handed,
            sender=self._people.at(handed.sender) if handed is not None else None,
        )  # fmt: skip

    def letter(self, language: str, letter: Delivered, dress: str, typed: Typed) -> str:
        """One letter as a mail program shows it, or its text, or its bytes; and the form that answers it."""
        mail = letter.mail
        return self._page(
            "letter", language,
            letter=letter, mail=mail, person=self.owner(letter), headline=headline(mail),
            dress=dress if dress in ("text", "raw") or mail.html else "text",
            text=mail.text, raw=letter.raw[:_MOST_RAW].decode("utf-8", "replace"),
            files=[
                (place, file.name, len(file.content)) for place, file in enumerate(mail.files) if not file.content_id
            ],
            to=where_to_answer(mail), typed=typed,
        )  # fmt: skip

    def body(self, letter: Delivered) -> str:
        """The letter's own HTML with its pictures in it, whose mail buttons open our form."""
        writer = quote(self.owner(letter).key, safe="")

        def address_of(draft: Draft) -> str:
            filled = {"to": draft.to, "subject": draft.subject, "words": draft.body, "letter": letter.number}
            return f"/write/{writer}?{urlencode(filled)}"

        pictures = {file.content_id: file.content for file in letter.mail.files if file.content_id}
        return with_pictures_inside(with_own_form(letter.mail.html, address_of), pictures)

    def draft(self, language: str, person: Person, typed: Typed, back: str) -> str:
        """The form of a new mail. `back` is where its cancelling leads."""
        return self._page("write", language, person=person, typed=typed, back=back)

    def trouble(self, language: str, status: int, what: str) -> str:
        """Why something could not be done, and the way back."""
        return self._page("trouble", language, status=status, what=what, most=MOST_MEGABYTES)

    def owner(self, letter: Delivered) -> Person:
        """Whose letter it is."""
        known = self._people.at(letter.recipient)
        return known or Person(letter.recipient, letter.recipient, letter.recipient, Role.UNKNOWN, "fr", ())

    def _page(self, name: str, language: str, **facts: object) -> str:
        always = {"time_zone": _TIME_ZONE, "intake": self._intake}
        return self._templates[language].get(f"pages/demo/{name}.html").render(always | facts)

    def _column(self, letters: Iterable[Delivered], person: Person) -> dict[str, object]:
        today = self._clock().astimezone(ZoneInfo(_TIME_ZONE)).date()
        rows = [self._row(letter, today) for letter in letters if letter.recipient == person.address]
        return {"person": person, "rows": rows[: -_MOST_ROWS - 1 : -1], "unread": sum(row.is_new for row in rows)}

    def _row(self, letter: Delivered, today: date) -> Row:
        there = letter.at.astimezone(ZoneInfo(_TIME_ZONE))
        hour = f"{there:%H:%M}" if there.date() == today else f"{there:%d/%m} {there:%H:%M}"
        is_new = not self._boxes.is_opened(letter.number)
        return Row(letter.number, headline(letter.mail), letter.mail.subject, letter.at, hour, is_new)

    def _numbers(self, letters: Iterable[Delivered], key: str) -> list[int]:
        person = self._people.who(key)
        return [letter.number for letter in letters if person is not None and letter.recipient == person.address]

    def _choices(self, letters: Iterable[Delivered]) -> list[tuple[Role, list[Person]]]:
        """Everybody whose inbox can be shown, by role; strangers only once they were written to."""
        known = {person.address for person in self._people.cast}
        strangers = dict.fromkeys(letter.recipient for letter in letters if letter.recipient not in known)
        groups = [(role, [person for person in self._people.cast if person.role is role]) for role in _ROLES]
        others = [person for address in strangers if (person := self._people.at(address)) is not None]
        return [*groups, (Role.UNKNOWN, others)] if others else groups
