"""What a letter is made of, from its row: its words and links, what goes along, its envelope."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from mailbot.agency import AgencyProfile, Logo
from mailbot.measures import LETTER_STEP
from mailbot.outbound.buttons import lines_with_pages, links_for, pages_for
from mailbot.outbound.envelopes import Enclosure, Envelope, Shown, Signer, seal
from mailbot.outbound.illustrations import Emblem
from mailbot.outbound.invitations import Reader, calendar_part
from mailbot.outbound.letters import Dress, Letter, write_letter
from mailbot.outbound.printing import paper_enclosed
from mailbot.outbound.queue import ClaimedLetter
from mailbot.pictures import PRINTS
from mailbot.telemetry import logger
from mailbot.threads.addresses import SENDER, answer_address, bounce_address, mailto, reply_address
from mailbot.threads.headers import lone_message_id, root_message_id, thread_index
from mailbot.threads.pages import OWN_PAGES, Page, page_link
from mailbot.typography import day, hours
from mailbot.vocabulary import Alerts, Channel, LetterKind, Role
from mailbot.world import World

log = logger(__name__)

_MOST_PICTURES = 8
_DAILY = frozenset({LetterKind.DIGEST_OF_TENANT, LetterKind.DIGEST_OF_LANDLORD})


def written_and_sealed(world: World, sign: Signer, letter: ClaimedLetter) -> bytes:
    """A letter as it leaves, from its first header to its last octet. Raises OSError while what goes along cannot be
    read, and NotPrinted."""
    reply_to = _reply_address(world, letter)
    facts = _with_links(world, letter, reply_to)
    with LETTER_STEP.timed("write"):
        written = write_letter(letter.kind, letter.language, facts, dress_of(letter.profile))
    enclosures = _enclosures(world, letter)
    shown = [Shown(each.content_id, each.name, each.picture()) for each in written.illustrations]
    calendar = calendar_part(letter.facts.get("calendar"), _invited(letter, reply_to), now=letter.created_at)
    with LETTER_STEP.timed("seal"):
        return seal(written, _envelope(world, letter, written, reply_to), sign, enclosures, shown, calendar)


def _with_links(world: World, letter: ClaimedLetter, reply_to: str) -> dict[str, Any]:
    """The facts of its row, with an address behind each button that they name."""
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
    if letter.facts.get("decisions"):  # a landlord may have none
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
    return facts


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
    has_alerts = has_alerts and not letter.facts.get("guest")  # who is only on call has none
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


def _enclosures(world: World, letter: ClaimedLetter) -> list[Enclosure]:
    """What goes along: our own papers first, then those that came, then pictures."""
    pictures = [enclosed for kept in letter.facts.get("pictures", ()) if (enclosed := _picture(world, kept))]
    papers = [enclosed for kept in _papers_of(letter) if (enclosed := _paper(world, kept))]
    printed = [enclosed for number in _own_papers_of(letter) if (enclosed := paper_enclosed(world, number))]
    return [*printed, *papers, *pictures[:_MOST_PICTURES]]


def _picture(world: World, kept: Mapping[str, str]) -> Enclosure | None:
    """A photo as others see it; none when its bytes were erased or cannot be drawn: the letter still counts it. Raises
    OSError when they cannot be read now: the letter waits."""
    try:
        content = world.blobs.get(kept["fingerprint"])
    except KeyError:
        log.warning("picture_left_out")
        return None
    try:
        shown = PRINTS.of(kept["fingerprint"], content)
    except (ValueError, OverflowError, OSError):  # whatever Pillow stumbles over
        log.warning("picture_left_out")
        return None
    return Enclosure(f"{PurePosixPath(kept['name']).stem or 'photo'}.jpg", "image/jpeg", shown)


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
    """A document as it came; none when its bytes were erased. Raises OSError when they cannot be read now."""
    try:
        content = world.blobs.get(kept["fingerprint"])
    except KeyError:
        log.warning("paper_left_out")
        return None
    is_pdf = content[:1024].find(b"%PDF-") >= 0
    return Enclosure(kept["name"], "application/pdf" if is_pdf else "application/octet-stream", content)


def _envelope(world: World, letter: ClaimedLetter, written: Letter, reply_to: str) -> Envelope:
    profile, domain = letter.profile, letter.profile.mail_domain
    in_thread = letter.participant_id != 0 and not written.subject
    knot = root_message_id(letter.participant_id, domain) if in_thread else lone_message_id(letter.id, domain)
    return Envelope(
        sender_name=profile.mails.sender_name,
        sender=f"{SENDER}@{domain}",
        recipient_name=letter.recipient_name,
        recipient=letter.recipient,
        reply_to=reply_to,
        subject=written.subject or letter.subject or written.title,
        message_id=letter.message_id,
        references=(knot, letter.opened_by) if in_thread and letter.opened_by else (knot,),
        is_answer=in_thread,
        thread_index=thread_index(
            knot, began=letter.thread_began if in_thread else letter.created_at, now=letter.created_at
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


def return_path_of(world: World, letter: ClaimedLetter) -> str:
    """Where it comes back to when it is refused: each letter has its own."""
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
        logo=None if (logo := profile.logo) is None else _emblem(logo, profile.name),
    )


@lru_cache(maxsize=64)
def _emblem(logo: Logo, agency: str) -> Emblem:
    return Emblem(agency, logo.picture, logo.width, logo.height, f"logo-{logo.mark}@letterhead")
