"""A case is one conversation in everybody's mail program, and its newest letter says all that one needs."""

import re
import shutil
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.outbound.manners import MANNERS, Band
from tests.billing import account, file_bank
from tests.corresponding import Post
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    open_house,
    reply_to,
    text_of,
    who_got_what,
)
from tests.mail_programs import PROGRAMS, Seen, seen
from tests.ordering import DURAND
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_from_the_leak_to_the_invoice import (
    LEAK,
    ORDER,
    first_visit,
    invoiced_and_closed,
    quote_and_second_visit,
    reported,
)

SUBJECTS = {
    NADIA: {f"[{LEAK}] Fuite évier cuisine"},
    YANIS: {f"[{LEAK}] Fuite évier cuisine"},
    DURAND: {f"[{ORDER}] Fuite évier cuisine — Lyon"},
    BERNARD: {f"[Privé {LEAK}] Message de l’agence"},
    SOPHIE: {f"[{LEAK}] Fuite évier cuisine — T2 Lilas 3e gauche", f"[Privé {LEAK}] Réponse du bailleur"},
}
"""Of each reader, the conversations of the case: a manager has its private one apart."""


@pytest.fixture(scope="module")
def whole_case(tmp_path_factory: pytest.TempPathFactory, sqlite_cast: Path, loop: Loop) -> Iterator[Post]:
    """One leak from its first photo to its invoice, with everybody's answers; then a button that writes a mail of its
    own, and a day's daily letters."""
    folder = tmp_path_factory.mktemp("whole_case")
    shutil.copy(sqlite_cast, folder / "mailbot.db")
    house, close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop)
    try:
        yield lived_through(Post(house, loop))
    finally:
        close()


def lived_through(post: Post) -> Post:
    """The whole case, from its first mail to the morning after its end."""
    file_bank(post.house, account("3104"))
    first_visit(post, reported(post))
    invoiced_and_closed(post, quote_and_second_visit(post))
    told = post.writes(SOPHIE, "Les travaux sont terminés, merci de votre confiance.", to=post.last(SOPHIE, "G-07"))
    post.writes(BERNARD, "Merci à vous, la facture est-elle déductible ?", to=letter_to(told, BERNARD, "B-01"))
    closed = post.last(NADIA, "T-17")
    # A button that opens a mail of its own: no program knows which letter it stood in.
    post.writes(NADIA, "Le problème n’est pas réglé.", to=reply_to(closed), subject=f"Re: {closed.mail.subject}")
    post.house.clock.forward(days=1)
    post.house.strike()
    return post


def mailbox(post: Post, who: str) -> tuple[dict[str, Delivered], list[Seen]]:
    """The letters of a reader by Message-ID, and everything in their mailbox: those, and what they wrote."""
    letters = {each.mail.message_id: each for each in post.house.boxes.of(who)}
    wrote = [raw for raw in post.sent if who in str(message_from_bytes(raw)["From"])]
    return letters, [*(seen(each.raw) for each in letters.values()), *map(seen, wrote)]


def of_the_case(mail: Seen, subjects: set[str]) -> str:
    """The conversation that a mail belongs to; none of a daily letter and of whatever else is of no case."""
    return next((subject for subject in subjects if mail.subject.removeprefix("Re: ") == subject), "")


def opened_it(mail: Seen) -> bool:
    """The mail that began it all has no number in its subject yet: programs may show it here or there."""
    return mail.subject == "Fuite évier cuisine"


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("who", SUBJECTS)
def test_a_case_is_one_conversation_for_each_reader(whole_case: Post, who: str, program: str) -> None:
    letters, mails = mailbox(whole_case, who)
    groups = [left for group in PROGRAMS[program](mails) if (left := [mail for mail in group if not opened_it(mail)])]
    found = [{of_the_case(mail, SUBJECTS[who]) for mail in group} for group in groups]
    # Each conversation of the case is one group, with answers and letters, and nothing else is in it.
    assert sorted(name for names in found for name in names if name) == sorted(SUBJECTS[who])
    assert all(len(names) == 1 for names in found)
    kept = [group for group, names in zip(groups, found, strict=True) if "" not in names]
    assert all(len(group) > 1 for group in kept)
    if who != YANIS:
        assert all({mail.message_id in letters for mail in group} == {True, False} for group in kept)
    # What is of no case stands by itself: a daily letter, a confirmation.
    alone = [group for group, names in zip(groups, found, strict=True) if names == {""}]
    assert all(len([mail for mail in group if mail.message_id in letters]) <= 1 for group in alone)


def test_private_letters_share_nothing_with_public_ones(whole_case: Post) -> None:
    letters, _ = mailbox(whole_case, SOPHIE)
    sides: dict[bool, list[Seen]] = {True: [], False: []}
    for each in letters.values():
        if each.mail.subject in SUBJECTS[SOPHIE]:
            sides["Privé" in each.mail.subject].append(seen(each.raw))
    private, public = sides[True], sides[False]
    assert private
    assert public
    assert not {name for each in private for name in each.refers_to} & {n for each in public for n in each.refers_to}
    assert not {each.knot for each in private} & {each.knot for each in public}
    assert {each.message_id for each in private} & {name for each in public for name in each.refers_to} == set()


def test_headers_of_a_long_case_stay_short(whole_case: Post) -> None:
    for each in whole_case.house.boxes:
        head = each.raw.partition(b"\r\n\r\n")[0]
        assert max(map(len, head.split(b"\r\n"))) <= 998
        assert 1 <= len(each.mail.references) <= 2


_STATUS = re.compile(r"(?:Statut|Où en est-on) : (.*?)(?= – |\.? → | Sur ce dossier)")
_WHOSE_TURN = r"\((?:l’agence|l’occupant|l’entreprise|vous)\)|de l’agence|de l’entreprise|votre accord"
_STANDS = re.compile(rf"(?:À traiter|En cours) — prochaine étape : .*(?:{_WHOSE_TURN})|Clôturé")
_DAY = re.compile(r"(?:lundi|mardi|mercredi|jeudi|vendredi) \d+ (?:novembre|décembre)")
_EVENT = re.compile(r"– (\w+ \d+ \w+ à [\d h]+ : .*?)(?= – | → | Sur ce dossier| Répondez simplement| Aussi par mail)")


def test_the_newest_letter_says_where_the_case_stands(whole_case: Post) -> None:
    """Status, next step, whose turn, the day of the visit, and the last five events, wherever a letter has a band."""
    told: dict[tuple[str, str], list[str]] = {}
    for each in whole_case.house.boxes:
        manner, seat = MANNERS[each.mail.header("x-mailbot-letter")], (each.recipient, each.mail.subject)
        if manner.band is Band.NONE or each.mail.subject not in SUBJECTS.get(each.recipient, ()):
            continue
        said = text_of(each)
        [status] = _STATUS.findall(said)
        assert _STANDS.match(status), status
        assert _DAY.search(status) or "passage de l’entreprise" not in status, status
        events, before = _EVENT.findall(said), told.get(seat, [])
        assert 1 <= len(events) <= 5, said
        # Fewer than five only while nothing has been left out: then all that was told before is there still.
        assert len(events) >= min(5, len(before)), (events, before)
        assert len(events) == 5 or set(before) <= set(events), (events, before)
        told[seat] = events
    assert len(told) == 5
    assert sum(map(len, told.values())) > 20


def test_the_five_buttons_of_a_case_are_under_every_letter_to_its_manager(whole_case: Post) -> None:
    looked_at = set()
    for each in whole_case.house.boxes.of(SOPHIE):
        said = text_of(each)
        if each.mail.subject not in SUBJECTS[SOPHIE] or "Statut : Clôturé" in said:
            continue
        code = each.mail.header("x-mailbot-letter")
        _, _, foot = said.partition("Sur ce dossier ")
        is_private = "Privé" in each.mail.subject
        five = (
            "→ Répondre au bailleur (privé)" if is_private else "→ Répondre ",
            "→ Demander un devis",
            "→ Envoyer un OS",
            "→ Clôturer",
            "→ Écrire au locataire (public)" if is_private else "→ Écrire au bailleur (privé)",
        )
        if code.startswith("G-"):
            looked_at.add(code)
            assert [label for label in five if label not in foot] == [], (code, said)
    assert looked_at >= {"G-01", "G-06", "G-07", "G-10", "G-14", "G-21"}


def test_a_case_of_a_year_is_still_one_conversation(sqlite_house: LivingHouse, loop: Loop) -> None:
    post = Post(sqlite_house, loop)
    opened = reported(post)
    post.house.clock.forward(days=364)
    letters = post.writes(SOPHIE, "Bonjour, la gouttière est changée, tout va bien ?", to=opened)
    assert (NADIA, "T-04") in who_got_what(letters)
    # Whose program keeps the last identifier alone, or hundreds of them, is still in it.
    kept = " ".join(f"<{number}.of.a.long.line@people.example>" for number in range(300))
    news = letter_to(letters, NADIA, "T-04")
    for name, references in (("pruned", news.mail.message_id), ("long", f"{kept} {news.mail.message_id}")):
        answer = mail(
            "Oui, merci !",
            sender=NADIA,
            to=reply_to(news),
            subject=f"Re: {news.mail.subject}",
            message_id=f"<{name}@x.example>",
        )
        answer["References"] = references
        answer.replace_header("Date", post.house.clock.now)
        post.sent.append(answer.as_bytes())
        post.house.told(answer, sender=NADIA, to=reply_to(news))
    post.writes(SOPHIE, "Parfait, je clôture bientôt.", to=opened)
    for who in (NADIA, SOPHIE, YANIS):
        _, mails = mailbox(post, who)
        of_it = [each for each in mails if LEAK in each.subject]
        for program, grouped in PROGRAMS.items():
            # In Outlook's own mailbox every answer carries the index of its letter, whatever it refers to.
            shown = [each for each in of_it if each.knot] if program == "Outlook" else of_it
            assert len(grouped(shown)) == 1, (who, program)


def test_two_cases_of_one_subject_are_two_conversations(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    for number in (1, 2):
        words = "Le radiateur du salon est froid." if number == 1 else "Le radiateur de la chambre est froid."
        house.told(
            mail(words, sender=NADIA, to=INTAKE, subject="Radiateur", message_id=f"<{number}@x.example>"),
            sender=NADIA, to=INTAKE,
        )  # fmt: skip
    mails = [seen(each.raw) for each in house.boxes.of(NADIA)]
    assert len({each.subject for each in mails}) == 2
    for program, grouped in PROGRAMS.items():
        assert [len({each.subject for each in group}) for group in grouped(mails)] == [1, 1], program


def test_a_strange_identifier_breaks_no_header(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    raw = EmailMessage()
    raw["From"], raw["To"], raw["Subject"] = NADIA, INTAKE, "Volet bloqué"
    raw.set_content("Le volet de la chambre est bloqué.")
    identifier = b"Message-ID: <" + b"a" * 900 + b"." + b"b" * 900 + b"@x.example>\r\n"
    letters = house.told(identifier + raw.as_bytes().replace(b"\n", b"\r\n"), sender=NADIA, to=INTAKE)
    told = letter_to(letters, NADIA, "T-01")
    assert max(map(len, told.raw.split(b"\r\n"))) <= 998
    assert len(told.mail.references) == 1
