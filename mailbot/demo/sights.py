"""What the page shows, as HTML: the inboxes, one conversation, a form, a trouble; the clock and the story above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode

from mailbot.clock import Clock
from mailbot.demo.conversations import Conversation, Item, conversations
from mailbot.demo.house import Away, House
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.moving import HOME, Move, Moved
from mailbot.demo.people import People, Person
from mailbot.demo.posting import Answer
from mailbot.demo.sending import Sent, SentMails
from mailbot.demo.showing import Draft, headline, with_own_form
from mailbot.demo.story import Act, Story
from mailbot.demo.writing import quoted, where_to_answer
from mailbot.errors import TryAgain
from mailbot.inbound.parsing import ParsedMail
from mailbot.outbound.illustrations import with_pictures_inside
from mailbot.templating import Templates
from mailbot.vocabulary import LANGUAGES, Role

MOST_MEGABYTES = 35
"""Of one form with its files."""

_TIME_ZONE = HOME.key
_MOST_ROWS = 100
_MOST_TOLD = 8
"""Letters of one move that are named."""
_MOST_RAW = 200_000
_ROLES = (Role.TENANT, Role.LANDLORD, Role.MANAGER, Role.PROVIDER)


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
    props: tuple[str, ...] = ()
    """Papers of the story that are enclosed."""


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks at a page: in which language, at whose boxes, from where, and what was done just before."""

    language: str
    keys: Sequence[str]
    here: str
    """The address of the page, for a form that leads back to it."""
    handed: HandedIn | None = None
    moved: Moved | None = None


class Sights:
    """Everything that can be seen, in both languages."""

    def __init__(
        self, boxes: Letterboxes, sent: SentMails, people: People, *, intake: str, clock: Clock, command: str,
        house: House | None,
    ) -> None:  # fmt: skip
        """`intake` is where problems are reported; `command` sends a real mail from a shell. Without a house there are
        boxes and forms alone."""
        self._boxes = boxes
        self._sent = sent
        self._people = people
        self._intake = intake
        self._clock = clock
        self._command = command
        self._house = house
        self._templates = {
            language: Templates(language, autoescape=True, prose=True, shared=f"pages/demo/words.{language}.jinja")
            for language in LANGUAGES
        }
        self._events = {
            language: self._templates[language].tables(f"letters/{language}/_words.jinja")["EVENTS"]
            for language in LANGUAGES
        }

    def boxes(self, looker: Looker, who: str) -> str:
        """The inboxes of these people, side by side; where there is room for one, that of `who`."""
        return self._page("boxes", looker, shown=who if who in looker.keys else looker.keys[0], choices=self._choices())

    def letter(self, looker: Looker, letter: Delivered, dress: str, typed: Typed) -> str:
        """One letter in its conversation as a mail program shows it, or its text, or its bytes; and the form that
        answers it."""
        mail, person = letter.mail, self.owner(letter)
        return self._page(
            "letter", looker,
            letter=letter, mail=mail, person=person, conversation=self._conversation(person, letter.number, False),
            dress=dress if dress in ("text", "raw") or mail.html else "text",
            text=mail.text, raw=letter.raw[:_MOST_RAW].decode("utf-8", "replace"), files=_files(mail),
            to=where_to_answer(mail), history=quoted(mail, person.language), typed=typed,
        )  # fmt: skip

    def sent(self, looker: Looker, sent: Sent) -> str:
        """A mail that somebody sent, and beside it what the service understood."""
        person = self.person_at(sent.sender)
        return self._page(
            "sent", looker,
            sent=sent, mail=sent.mail, person=person, conversation=self._conversation(person, sent.number, True),
            files=_files(sent.mail), **self._understood(sent, looker.language),
        )  # fmt: skip

    def body(self, letter: Delivered) -> str:
        """The letter's own HTML with its pictures in it, whose mail buttons open our form."""
        writer = quote(self.owner(letter).key, safe="")

        def address_of(draft: Draft) -> str:
            filled = {"to": draft.to, "subject": draft.subject, "words": draft.body, "letter": letter.number}
            return f"/write/{writer}?{urlencode(filled)}"

        pictures = {file.content_id: file.content for file in letter.mail.files if file.content_id}
        return with_pictures_inside(with_own_form(letter.mail.html, address_of), pictures)

    def draft(self, looker: Looker, person: Person, typed: Typed, back: str) -> str:
        """The form of a new mail. `back` is where its cancelling leads."""
        return self._page("write", looker, person=person, typed=typed, back=back)

    def trouble(self, looker: Looker, status: int, what: str) -> str:
        """Why something could not be done, and the way back."""
        return self._page("trouble", looker, status=status, what=what, most=MOST_MEGABYTES)

    def owner(self, letter: Delivered) -> Person:
        """Whose letter it is."""
        return self.person_at(letter.recipient)

    def person_at(self, address: str) -> Person:
        """Whoever has this address."""
        return self._people.at(address) or Person(address, address, address, Role.UNKNOWN, "fr", ())

    def words_of(self, language: str, act: str) -> Mapping[str, str]:
        """What an act of the story has its person write."""
        acts: Mapping[str, Mapping[str, str]] = self._templates[language].tables(f"pages/demo/words.{language}.jinja")[
            "acts"
        ]
        return acts[act]

    def _page(self, name: str, looker: Looker, **facts: object) -> str:
        story = self._story()
        always = {
            "time_zone": _TIME_ZONE, "intake": self._intake, "here": looker.here, "command": self._command,
            "now": self._clock(), "moves": tuple(Move), "columns": [self._column(key) for key in looker.keys],
            "story": story, "act_address": self._address_of(story.act, looker.language) if story else "",
            "has_house": self._house is not None, "handed": looker.handed, "moved": self._moved(looker.moved),
            "sender": self.person_at(looker.handed.sender) if looker.handed else None,
            "events": self._events[looker.language], "person": None, "names": self._names,
        }  # fmt: skip
        return self._templates[looker.language].get(f"pages/demo/{name}.html").render(always | facts)

    def _names(self, key: str) -> str:
        person = self._people.who(key)
        return person.name if person is not None else key

    # -- The story and the clock

    def _story(self) -> Story | None:
        if self._house is None:
            return None
        try:
            return self._house.story()
        except (Away, TryAgain):  # the next look will tell
            return None

    def _address_of(self, act: Act | None, language: str) -> str:
        """Where an act is done, its words filled in; empty while its letter is on its way."""
        if act is None or act.name == "wait":
            return ""
        words = self.words_of(language, act.name)
        filled = [(name, words[name]) for name in ("subject", "words") if name in words]
        asked = urlencode([*filled, *(("with", name) for name in act.enclosed)])
        if act.name == "report":
            return f"/write/{act.who}?{asked}"
        if not act.letter:
            return ""
        return f"/letters/{act.letter}?{asked}#answer" if filled else f"/letters/{act.letter}"

    def _moved(self, moved: Moved | None) -> dict[str, object] | None:
        if moved is None:
            return None
        told = [
            {"number": each.number, "at": each.at, "who": self.owner(each), "headline": headline(each.mail)}
            for each in moved.letters
        ]
        return {"at": moved.ended, "letters": told[:_MOST_TOLD], "count": len(told), "more": len(told) > _MOST_TOLD}

    def _understood(self, sent: Sent, language: str) -> dict[str, object]:
        if self._house is None:
            return {"heard": None, "caused": []}
        try:
            heard = self._house.understood(sent, language)
        except (Away, TryAgain):
            return {"heard": None, "caused": []}
        numbers = {letter.mail.message_id: letter for letter in self._boxes}
        caused = []
        for each in heard.letters:
            letter = numbers.get(each.message_id)
            caused.append({
                "who": self.person_at(each.recipient), "number": letter.number if letter else 0,
                "headline": headline(letter.mail) if letter else "",
            })  # fmt: skip
        return {"heard": heard, "caused": caused}

    # -- The boxes

    def _column(self, key: str) -> dict[str, object]:
        person = self._people.who(key)
        assert person is not None
        found = self._of(person)
        today = self._clock().astimezone(HOME).date()
        unread = sum(item.is_new for each in found for item in each.items)
        return {"person": person, "rows": [(each, _when(each, today)) for each in found[:_MOST_ROWS]], "unread": unread}

    def _of(self, person: Person) -> list[Conversation]:
        sent = [each for each in self._sent if each.sender == person.address]
        return conversations(self._boxes.of(person.address), sent, self._boxes.is_opened)

    def _conversation(self, person: Person, number: int, is_sent: bool) -> Sequence[Item]:
        for each in self._of(person):
            if any((item.number, item.is_sent) == (number, is_sent) for item in each.items):
                return each.items
        return ()

    def _choices(self) -> list[tuple[Role, list[Person]]]:
        """Everybody whose inbox can be shown, by role; strangers only once they wrote or were written to."""
        known = {person.address for person in self._people.cast}
        addresses = [*(each.recipient for each in self._boxes), *(each.sender for each in self._sent)]
        strangers = dict.fromkeys(address for address in addresses if address not in known)
        groups = [(role, [person for person in self._people.cast if person.role is role]) for role in _ROLES]
        others = [person for address in strangers if (person := self._people.at(address)) is not None]
        return [*groups, (Role.UNKNOWN, others)] if others else groups


def _when(conversation: Conversation, today: date) -> str:
    """The hour of today; the day of what is older."""
    there: datetime = conversation.newest.at.astimezone(HOME)
    return f"{there:%H:%M}" if there.date() == today else f"{there:%d/%m}"


def _files(mail: ParsedMail) -> Iterable[tuple[int, str, int]]:
    """The files that a reader sees: place, name, size."""
    return [(place, file.name, len(file.content)) for place, file in enumerate(mail.files) if not file.content_id]
