"""Every letter as it would leave: its HTML, its text, and the whole message under real headers."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailbot.demo.cast import BEGIN
from mailbot.demo.people import People
from mailbot.outbound.envelopes import Envelope, Shown, no_signature, seal
from mailbot.outbound.illustrations import with_pictures_inside
from mailbot.outbound.invitations import Reader, calendar_part
from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample
from mailbot.preview.house import BASE
from mailbot.threads.addresses import SENDER, answer_address, reply_address
from mailbot.threads.headers import lone_message_id, root_message_id, thread_index
from mailbot.threads.pages import Page, page_link
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel

_DOMAIN = "suivi.agence-tilleul.example"
_KEYS = Keyring({1: b"workshop" * 4})
_SEAT = 1042
_REMEMBERED = 32
_NAMED = "Agence du Tilleul — suivi"


class Writer:
    """Writes letters, and remembers the last few: each is shown in several dresses."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Letter] = {}

    def letter(self, sample: Sample, language: str) -> Letter:
        """The letter. Raises what its template raises."""
        key = (sample.code, str(sample.variant), language)
        if key not in self._kept:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            self._kept[key] = write_letter(sample.kind, language, sample.facts, TILLEUL)
        return self._kept[key]

    def forget(self) -> None:
        """Templates have changed."""
        self._kept.clear()


WRITER = Writer()


def written(sample: Sample, language: str) -> Letter:
    """The letter, by the writer of this process. Raises what its template raises."""
    return WRITER.letter(sample, language)


def as_page(letter: Letter) -> str:
    """Its HTML, with the charts that it shows."""
    return with_pictures_inside(letter.html, {each.content_id: each.picture() for each in letter.illustrations})


def as_message(sample: Sample, letter: Letter) -> bytes:
    """The message as it would leave, for any mail program to open. Nobody has a key for its domain: it is unsigned."""
    envelope = _envelope(sample, letter)
    shown = [Shown(each.content_id, each.name, each.picture()) for each in letter.illustrations]
    told = sample.facts.get("calendar")
    reader = Reader(envelope.recipient, envelope.recipient_name, letter.language, envelope.reply_to, _NAMED)
    calendar = calendar_part(told if isinstance(told, dict) else None, reader, now=BEGIN)
    return seal(letter, envelope, no_signature, (), shown, calendar)


def _envelope(sample: Sample, letter: Letter) -> Envelope:
    today, number = BEGIN.date(), _number_of(sample)
    name, address = _reader(str(sample.facts.get("name") or ""))
    in_thread = not letter.subject and bool(sample.facts.get("ref"))
    knot = root_message_id(_SEAT, _DOMAIN) if in_thread else lone_message_id(number, _DOMAIN)
    return Envelope(
        sender_name=_NAMED, sender=f"{SENDER}@{_DOMAIN}", recipient_name=name, recipient=address,
        reply_to=_reply_to(sample, today),
        subject=letter.subject or _subject(sample) or letter.title, message_id=f"<m.{number:024x}@{_DOMAIN}>",
        references=(knot,), is_answer=in_thread, thread_index=thread_index(knot, began=BEGIN, now=BEGIN),
        written_at=_there(BEGIN), auto_submitted=letter.auto_generated, suppress_absences=letter.suppress_oof,
        urgent=letter.urgent, unsubscribe=_unsubscribe(today) if letter.list_unsubscribe else "", code=sample.code,
    )  # fmt: skip


def _number_of(sample: Sample) -> int:
    """One for each sample, the same each time."""
    return sum(ord(sign) * 131**at % 1_000_003 for at, sign in enumerate(f"{sample.code} {sample.variant}"))


def _subject(sample: Sample) -> str:
    ref, object_ = sample.facts.get("ref"), sample.facts.get("object")
    return f"[{ref}] {object_}" if ref and object_ else ""


def _reply_to(sample: Sample, today: date) -> str:
    channel = Channel(str(sample.facts.get("channel") or Channel.NONE))
    if channel is Channel.DIGEST:
        return answer_address(_KEYS, _number_of(sample), _DOMAIN, today=today)
    return "" if channel is Channel.NONE else reply_address(_KEYS, _SEAT, channel, _DOMAIN, today=today)


def _unsubscribe(today: date) -> str:
    return f"{page_link(_KEYS, BASE, Page.ALERTS, 1, today=today, with_='d')}/unsubscribe"


def _there(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(TILLEUL.time_zone))


@lru_cache(maxsize=1)
def _cast() -> dict[str, str]:
    return {person.name: person.address for person in People().cast}


def _reader(name: str) -> tuple[str, str]:
    return name, _cast().get(name, "somebody@mail.example")
