"""The walk of one letter: claim, write, seal, send, record."""

import contextlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select, update

from mailbot.agency import AgencyProfile, profile_from_json
from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.model import AgencyProfileRow, OutboundMail, Participant, Person
from mailbot.outbound.buttons import lines_with_pages, links_for, pages_for
from mailbot.outbound.envelopes import Enclosure, Envelope, Shown, Signer, no_signature, seal
from mailbot.outbound.invitations import Reader, calendar_part
from mailbot.outbound.letters import Dress, Letter, write_letter
from mailbot.outbound.printing import paper_enclosed
from mailbot.outbound.relay import PutOff, RefusedByRelay, Relay, RelayAddress, Uncertain
from mailbot.pictures import PRINTS
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.templating import day, hours
from mailbot.threads.addresses import SENDER, answer_address, bounce_address, mailto, reply_address
from mailbot.threads.headers import root_message_id, thread_index
from mailbot.threads.lives import issued_on
from mailbot.threads.pages import OWN_PAGES, Page, page_link
from mailbot.vocabulary import Alerts, Channel, LetterKind, OutboundFate, Role
from mailbot.world import World

log = logger(__name__)

_MOST_PICTURES = 8
_DAILY = frozenset({LetterKind.DIGEST_OF_TENANT, LetterKind.DIGEST_OF_LANDLORD})
_SLOW = timedelta(seconds=1)
"""A letter that took longer is recorded at once, not with the others of its batch."""
_FIRST_PAUSE = 30.0
_LONGEST_PAUSE = 3600.0


@dataclass(frozen=True, slots=True)
class Office:
    """What sending needs beside the world."""

    relay: Relay
    sign: Signer
    patience: timedelta
    """How long a letter that the relay puts off is tried again."""


def open_office(settings: Settings) -> Office:
    """What sending needs. Raises WrongSetting for a relay without a host, or a folder of keys that holds none."""
    sign: Signer = no_signature
    if settings.dkim_dir is not None:
        from mailbot.outbound.signing import DkimKeys  # half a second and 20 MB, for a house that signs

        sign = DkimKeys(settings.dkim_dir)
    relay = Relay(RelayAddress.parse(settings.relay_url), hostname=settings.hostname)
    return Office(relay, sign, timedelta(hours=settings.letter_hours))


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """One letter that is ours to send until its lease ends, with everything that its envelope says."""

    id: int
    claimed_by: str
    kind: LetterKind
    language: str
    recipient: str
    recipient_name: str
    channel: Channel
    message_id: str
    facts: Mapping[str, Any]
    created_at: datetime
    tries: int
    was_uncertain: bool
    profile: AgencyProfile
    participant_id: int
    """0 when the letter belongs to no thread."""
    person_id: int
    subject: str
    opened_by: str
    thread_began: datetime
    sealed_on: date
    """The date that its addresses and links bear (UTC)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one attempt. `due_at` says when to try again; none when it is over."""

    letter: ClaimedLetter
    fate: OutboundFate
    answer: str
    due_at: datetime | None = None


def dispatch(world: World, office: Office, letter_ids: Sequence[int]) -> None:
    """Send these letters, those of them that are due.

    No transaction is open while a letter is written or the relay is spoken to. A crash between the relay's 250 and the
    record of it sends the letter again with the same Message-ID: at least once, and mail programs show it once.
    """
    half = world.clock() + timedelta(seconds=world.lease / 2)
    letters = claim_letters(world, letter_ids)
    endings: list[Ending] = []
    for at, letter in enumerate(letters):
        if world.clock() > half:
            # A slow relay: what we have not begun goes back before somebody else takes it over in mid-letter.
            endings += [Ending(rest, OutboundFate.PENDING, "", world.clock()) for rest in letters[at:]]
            break
        began = world.clock()
        endings.append(_attempt(world, office, letter))
        if world.clock() - began > _SLOW:
            _record(world, endings)
            endings.clear()
    _record(world, endings)


def _attempt(world: World, office: Office, letter: ClaimedLetter) -> Ending:
    try:
        raw = _written_and_sealed(world, office.sign, letter)
        answer = office.relay.send(raw, sender=_bounce_address(world, letter), recipient=letter.recipient)
    except RefusedByRelay as refusal:
        return Ending(letter, OutboundFate.FAILED, refusal.answer)
    except PutOff as delay:
        return _later(world, office, letter, delay.answer)
    except Uncertain as doubt:
        return _in_doubt(world, letter, str(doubt))
    except Exception as fault:
        # A template or a fact is wrong: the next letters go on, and this one is tried again when we have mended it.
        log.fault("letter_fault", letter_id=letter.id, kind=letter.kind.value)
        return _later(world, office, letter, f"fault: {type(fault).__name__}")
    return Ending(letter, OutboundFate.SENT, answer)


def _slot_times(letter: ClaimedLetter) -> dict[str, str]:
    """The day and hours of each slot that has a number, by its button."""
    worn = {"language": letter.language, "time_zone": letter.profile.time_zone}
    return {
        f"slot_{slot['number']}": f"{day(slot['start'], **worn)}, {hours(slot['start'], slot['end'], **worn)}"
        for slot in letter.facts.get("slots") or ()
        if "number" in slot
    }


def _case_numbers(letter: ClaimedLetter) -> dict[str, str]:
    """The report that each button of a mail that waits would attach it to."""
    proposed = letter.facts.get("propositions") or ()
    return {f"attach_{number}": each["ref"] for number, each in enumerate(proposed, start=1)}


def _written_and_sealed(world: World, sign: Signer, letter: ClaimedLetter) -> bytes:
    reply_to = _reply_address(world, letter)
    links = links_for(
        letter.facts.get("links", ()),
        language=letter.language,
        reply_to=reply_to,
        subject=letter.subject,
        intake=letter.profile.intake_address,
        call=letter.facts.get("call") or "",
        reader=letter.facts.get("reader") or "",
        times=_slot_times(letter) | _case_numbers(letter),
    )
    links = pages_for(_pages_of(letter), lambda page, with_: _page(world, letter, page, with_), links)
    if "opens" in letter.facts:
        links["open"] = _opened(world, letter, letter.facts["opens"])
    if "own_page" in letter.facts:
        links[letter.facts["own_page"]] = _page_of_letter(world, letter)
    facts = {**letter.facts, "channel": letter.channel.value, "links": links}
    if "canned" in letter.facts:
        labels = letter.facts["canned_labels"]
        named = {key: _page(world, letter, Page.CANNED, key.replace("-", "")) for key in letter.facts["canned"]}
        facts["canned"] = [{"key": key, "label": labels[key], "url": url} for key, url in named.items()]
    if "decisions" in letter.facts:
        facts["decisions"] = lines_with_pages(
            letter.facts["decisions"],
            lambda page, seat, with_: page_link(
                world.keyring, world.page_base, page, seat, today=letter.sealed_on, with_=with_
            ),
        )
    if letter.facts.get("answers"):
        # Each answer is a mail that is already written, as a button is.
        facts["choices"] = [
            {
                "label": each["label"],
                "url": mailto(reply_to, subject=f"Re: {letter.subject}".strip(), body=each["says"]),
            }
            for each in letter.facts["answers"]
        ]
    if letter.facts.get("has_two_addresses"):
        facts["addresses"] = _both_addresses(world, letter)
    written = write_letter(letter.kind, letter.language, facts, dress_of(letter.profile))
    enclosures = [enclosed for kept in letter.facts.get("pictures", ()) if (enclosed := _picture(world, kept))]
    papers = [enclosed for kept in _papers_of(letter) if (enclosed := _paper(world, kept))]
    printed = [enclosed for number in _own_papers_of(letter) if (enclosed := paper_enclosed(world, number))]
    enclosures = [*printed, *papers, *enclosures[:_MOST_PICTURES]]
    shown = [Shown(each.content_id, each.name, each.picture()) for each in written.illustrations]
    calendar = calendar_part(letter.facts.get("calendar"), _invited(letter, reply_to), now=letter.created_at)
    return seal(written, _envelope(world, letter, written, reply_to), sign, enclosures, shown, calendar)


def _invited(letter: ClaimedLetter, reply_to: str) -> Reader:
    return Reader(letter.recipient, letter.recipient_name, letter.language, reply_to, letter.profile.mails.sender_name)


def _pages_of(letter: ClaimedLetter) -> tuple[str, ...]:
    """Which buttons open a page. Everybody who has alerts may change them, from every letter (S1-74); whoever writes
    for a company has none, and finds there what is on file about them (S1-71), and all its missions (S2-01)."""
    wanted = tuple(letter.facts.get("pages", ()))
    is_company = letter.person_id and letter.facts.get("reader") == Role.PROVIDER.value
    if is_company and letter.kind is not LetterKind.ONE_TIME_CONFIRMATION:  # that one opens its own page alone
        wanted = (*wanted, *(name for name in ("missions", "account") if name not in wanted))
    has_alerts = letter.person_id and letter.facts.get("reader") in _HAVE_ALERTS and letter.kind not in _LAST_WORDS
    return (*wanted, "alerts") if has_alerts and "alerts" not in wanted else wanted


# Whoever has left has no news to choose any more.
_LAST_WORDS = frozenset({LetterKind.FAREWELL_TENANT})
_HAVE_ALERTS = frozenset({Role.TENANT.value, Role.LANDLORD.value, Role.MANAGER.value})


def _opened(world: World, letter: ClaimedLetter, opens: Mapping[str, Any]) -> str:
    """The one page that a letter is about. It may be of somebody whom the letter does not name: an address that nobody
    has proved yet is written to about them."""
    page, with_ = Page(opens["page"]), opens["with"]
    if letter.person_id or "of" not in opens:
        return _page(world, letter, page, with_)
    return page_link(world.keyring, world.page_base, page, opens["of"], today=letter.sealed_on, with_=with_)


def _page(world: World, letter: ClaimedLetter, page: Page, with_: str) -> str:
    subject = letter.person_id if page in OWN_PAGES else letter.participant_id
    return page_link(world.keyring, world.page_base, page, subject, today=letter.sealed_on, with_=with_)


def _page_of_letter(world: World, letter: ClaimedLetter) -> str:
    """The page of somebody we do not know: behind it is this letter, and nobody."""
    return page_link(world.keyring, world.page_base, Page.IT_IS_ME, letter.id, today=world.today())


def _picture(world: World, kept: Mapping[str, str]) -> Enclosure | None:
    """A photo as others see it; none when its bytes were erased or cannot be drawn: the letter still counts it."""
    try:
        content = PRINTS.of(kept["fingerprint"], world.blobs.get(kept["fingerprint"]))
    except (KeyError, ValueError, OverflowError, OSError):
        log.warning("picture_left_out")
        return None
    return Enclosure(f"{PurePosixPath(kept['name']).stem or 'photo'}.jpg", "image/jpeg", content)


# Documents hold prices and bank details: whoever lives there never reads one, nor another company (AUDIENCE).
_READ_PAPERS = frozenset({Role.MANAGER.value, Role.LANDLORD.value})
_MOST_PAPERS = 5


def _papers_of(letter: ClaimedLetter) -> Sequence[Mapping[str, str]]:
    """The documents that go along, for those who may read them."""
    may = letter.facts.get("reader") in _READ_PAPERS
    return tuple(letter.facts.get("papers", ()))[:_MOST_PAPERS] if may else ()


def _own_papers_of(letter: ClaimedLetter) -> Sequence[int]:
    """The paper of ours that goes along, for the company and the agency alone."""
    may = letter.facts.get("reader") in _READ_OUR_PAPERS and letter.facts.get("paper") is not None
    return (letter.facts["paper"],) if may else ()


_READ_OUR_PAPERS = frozenset({Role.PROVIDER.value, Role.MANAGER.value})


def _paper(world: World, kept: Mapping[str, str]) -> Enclosure | None:
    """A document as it came; none when its bytes were erased."""
    try:
        content = world.blobs.get(kept["fingerprint"])
    except (KeyError, OSError):
        log.warning("paper_left_out")
        return None
    is_pdf = content[:1024].find(b"%PDF-") >= 0
    return Enclosure(kept["name"], "application/pdf" if is_pdf else "application/octet-stream", content)


def _envelope(world: World, letter: ClaimedLetter, written: Letter, reply_to: str) -> Envelope:
    profile, domain = letter.profile, letter.profile.mail_domain
    in_thread = letter.participant_id != 0 and not written.subject
    references = (root_message_id(letter.participant_id, domain), letter.opened_by) if in_thread else ()
    return Envelope(
        sender_name=profile.mails.sender_name,
        sender=f"{SENDER}@{domain}",
        recipient_name=letter.recipient_name,
        recipient=letter.recipient,
        reply_to=reply_to,
        bounce_address=_bounce_address(world, letter),
        subject=written.subject or letter.subject or written.title,
        message_id=letter.message_id,
        references=tuple(reference for reference in references if reference),
        thread_index=(
            thread_index(letter.participant_id, domain, began=letter.thread_began, now=letter.created_at)
            if in_thread
            else ""
        ),
        written_at=letter.created_at.astimezone(profile.zone),
        auto_submitted=written.auto_generated,
        suppress_absences=written.suppress_oof,
        urgent=written.urgent,
        unsubscribe=_unsubscribe(world, letter) if written.list_unsubscribe and letter.person_id else "",
        code=letter.kind.value,
    )


def _unsubscribe(world: World, letter: ClaimedLetter) -> str:
    """Where a mail program posts one click that makes ordinary news a daily letter (RFC 8058)."""
    # Leaving a daily letter is going back to none; leaving the news at once is having them daily.
    instead = Alerts.IMMEDIATE if letter.kind in _DAILY else Alerts.DAILY
    return f"{_page(world, letter, Page.ALERTS, instead.value[0])}/unsubscribe"


def _reply_address(world: World, letter: ClaimedLetter) -> str:
    domain = letter.profile.mail_domain
    if letter.channel is Channel.NONE:
        return ""
    if letter.participant_id == 0 or letter.kind in _ANSWERED_ALONE:
        return answer_address(world.keyring, letter.id, domain, today=letter.sealed_on)
    return reply_address(world.keyring, letter.participant_id, letter.channel, domain, today=letter.sealed_on)


def _both_addresses(world: World, letter: ClaimedLetter) -> dict[str, str]:
    """The two that a company answers at: its thread, and the agency alone (FEATURES, rule 1)."""
    seat, domain, today = letter.participant_id, letter.profile.mail_domain, letter.sealed_on
    return {
        "mission": reply_address(world.keyring, seat, Channel.PUBLIC, domain, today=today),
        "agency_only": reply_address(world.keyring, seat, Channel.AGENCY, domain, today=today),
    }


def _bounce_address(world: World, letter: ClaimedLetter) -> str:
    return bounce_address(world.keyring, letter.id, letter.profile.mail_domain, today=letter.sealed_on)


# Letters whose answer is about the letter itself, not about the report that it may be of.
_ANSWERED_ALONE = frozenset({LetterKind.WAS_IT_YOU})


def dress_of(profile: AgencyProfile) -> Dress:
    """The agency as its letters wear it."""
    return Dress(
        agency=profile.name,
        legal=f"{profile.legal.form} · SIREN {profile.legal.siren} · {profile.legal.card}",
        agency_phone=profile.telephone,
        on_call_phone=profile.on_call_telephone,
        help_address=profile.mails.help,
        privacy_address=profile.mails.data_protection,
        intake_address=profile.intake_address,
        accent=profile.accent,
        time_zone=profile.time_zone,
    )


# -- The queue --------------------------------------------------------------------------------------------------------


def due_letters(session: Session, *, now: datetime, limit: int) -> Sequence[int]:
    """The letters that a worker may take now, oldest first."""
    due = select(OutboundMail.id).where(OutboundMail.due_at <= now).order_by(OutboundMail.due_at, OutboundMail.id)
    return session.scalars(due.limit(limit)).all()


def claim_letters(world: World, letter_ids: Sequence[int]) -> list[ClaimedLetter]:
    """Make letters ours for one lease: those of the given ones that are due."""
    now, mark = world.clock(), secrets.token_hex(8)
    with world.database.transaction() as session:
        was_uncertain = select(OutboundMail.id).where(
            OutboundMail.id.in_(letter_ids), OutboundMail.fate == OutboundFate.UNCERTAIN
        )
        uncertain = set(session.scalars(was_uncertain))
        ours = session.scalars(
            update(OutboundMail)
            .where(OutboundMail.id.in_(letter_ids), OutboundMail.due_at <= now)
            .values(
                fate=OutboundFate.SENDING, due_at=now + timedelta(seconds=world.lease), claimed_by=mark,
                tries=OutboundMail.tries + 1,
            )
            .returning(OutboundMail.id)
            .execution_options(synchronize_session=False)
        ).all()  # fmt: skip
        rows = session.execute(
            select(OutboundMail, Participant, Person.name, Person.tokens_from, AgencyProfileRow.content)
            .join(AgencyProfileRow, AgencyProfileRow.id == OutboundMail.profile_id)
            .outerjoin(Participant, Participant.id == OutboundMail.participant_id)
            .outerjoin(Person, Person.id == OutboundMail.person_id)
            .where(OutboundMail.id.in_(ours))
            .order_by(OutboundMail.id)
        ).all()
        others = _tokens_from(session, [row[0] for row in rows])
    profiles: dict[int, AgencyProfile] = {}
    return [_claimed(row, mark, uncertain, profiles, others, today=now.date()) for row in rows]


def _tokens_from(session: Session, mails: Sequence[OutboundMail]) -> dict[int, date | None]:
    """Of the people whose page a letter opens without being written to them: an address that nobody has proved yet."""
    about = {
        mail.facts["opens"]["of"] for mail in mails if mail.person_id is None and "of" in mail.facts.get("opens", {})
    }
    if not about:
        return {}
    rows = session.execute(select(Person.id, Person.tokens_from).where(Person.id.in_(about)))
    return {row.id: row.tokens_from for row in rows}


def _claimed(
    row: Any, mark: str, uncertain: set[int], profiles: dict[int, AgencyProfile], others: Mapping[int, date | None], *,
    today: date,
) -> ClaimedLetter:  # fmt: skip
    mail, seat, name, tokens_from, content = row
    if mail.person_id is None and others:
        tokens_from = others.get(mail.facts.get("opens", {}).get("of", 0))
    if mail.profile_id not in profiles:
        profiles[mail.profile_id] = profile_from_json(content)
    return ClaimedLetter(
        id=mail.id,
        claimed_by=mark,
        kind=mail.kind,
        language=mail.language,
        recipient=mail.recipient,
        recipient_name=name or "",
        channel=mail.channel,
        message_id=mail.message_id,
        facts=MappingProxyType(mail.facts),
        created_at=mail.created_at,
        tries=mail.tries,
        was_uncertain=mail.id in uncertain,
        profile=profiles[mail.profile_id],
        participant_id=seat.id if seat is not None else 0,
        person_id=mail.person_id or 0,
        subject=seat.subject if seat is not None else "",
        opened_by=seat.opened_by if seat is not None else "",
        thread_began=seat.created_at if seat is not None else mail.created_at,
        sealed_on=issued_on(today, tokens_from),
    )


def _later(world: World, office: Office, letter: ClaimedLetter, answer: str) -> Ending:
    now = world.clock()
    if now - letter.created_at > office.patience:
        return Ending(letter, OutboundFate.FAILED, answer)
    pause = min(_FIRST_PAUSE * 2.0 ** min(letter.tries - 1, 20), _LONGEST_PAUSE)
    return Ending(letter, OutboundFate.PENDING, answer, now + timedelta(seconds=pause))


def _in_doubt(world: World, letter: ClaimedLetter, answer: str) -> Ending:
    # RFC 1047: the relay may have it. Once more does no harm to news, with the same Message-ID; twice would be a habit.
    if letter.was_uncertain:
        return Ending(letter, OutboundFate.UNCERTAIN, answer)
    return Ending(letter, OutboundFate.UNCERTAIN, answer, world.clock() + timedelta(seconds=_FIRST_PAUSE))


def _record(world: World, endings: Sequence[Ending]) -> None:
    if not endings:
        return
    # What cannot be written now is found again when the lease ends: the letter leaves a second time, never not at all.
    now = world.clock()
    rows = [
        {
            "letter": ending.letter.id,
            "mark": ending.letter.claimed_by,
            "fate": ending.fate,
            "answer": ending.answer[:500],
            "due_at": ending.due_at,
            "settled_at": None if ending.due_at is not None else now,
        }
        for ending in endings
    ]
    with contextlib.suppress(TryAgain), world.database.core_transaction() as connection:
        connection.execute(_RECORD, rows)
    for ending in endings:
        log.info("letter", letter_id=ending.letter.id, kind=ending.letter.kind.value, fate=ending.fate.value)


_RECORD = (
    update(OutboundMail)
    .where(OutboundMail.id == bindparam("letter"), OutboundMail.claimed_by == bindparam("mark"))
    .values(
        {
            name: bindparam(name, type_=OutboundMail.__table__.c[name].type)
            for name in ("fate", "answer", "due_at", "settled_at")
        }
    )
)
