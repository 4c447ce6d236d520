"""A rich case, in which each party has private words that stand nowhere else; and the one look after an attack.

What an attack may not do is the same for all of them: nothing stands otherwise than before, and no byte of what left,
nor of a page that was opened, tells anybody what is not theirs.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mailbot.columns import Base
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, Channel
from tests.answering import a_request, address_of, pdf
from tests.billing import account, file_bank, invoice_pdf
from tests.deciding import desk, quote_of
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, open_house, reply_to
from tests.ordering import DURAND, ordered
from tests.quoting import PETIT
from tests.reading_papers import all_of
from tests.stories.test_a_report_from_first_to_last import mail, photo
from tests.stories.test_landlords import says
from tests.stories.test_sixteen_roads import everything
from tests.visiting import answers
from tests.web.conftest import Visitor, case_link
from tests.web.test_private_side import settled
from tests.working import company_says, planned

DONE, VISIT = "OS-2026-0190", "OS-2026-0191"
"""An order whose works wait for a word of the home, with its invoice; and one whose visit is planned."""
WORKED, LEAK = "SIG-1042", "SIG-1046"
"""Their reports. The leak has two companies: one is at work, the other's quote waits for the landlord."""
ON_FILE = account("3104")
PHONE, CODE = "06 39 98 77 61", "8421B7"
NOTE, OPINION, ADVICE = "Ornithorynxblanc", "Tamanoirbleu", "Bartavelledoree"
PETITS, ASIDE, INVOICED = "733,91", "Marmottejaune", "F-CANARI-77"
PUBLIC = "Hérissonviolet"
LURE = "Kanarienvogelgelb"
"""Stands in every mail of a thief: nobody reads it but who is said to."""
AGENCY_ALONE = frozenset({SOPHIE})

MAY_READ: Mapping[str, frozenset[str]] = {
    PHONE: frozenset({NADIA, SOPHIE, DURAND}),  # his visit is planned
    CODE: frozenset({NADIA, SOPHIE, DURAND}),
    PUBLIC: frozenset({NADIA, YANIS, SOPHIE, BERNARD, DURAND}),
    NOTE: frozenset({SOPHIE, BERNARD}),
    OPINION: frozenset({SOPHIE, BERNARD}),
    ADVICE: frozenset({SOPHIE, BERNARD}),
    PETITS: frozenset({SOPHIE, BERNARD, PETIT}),
    ASIDE: frozenset({SOPHIE, DURAND}),
    INVOICED: frozenset({SOPHIE, BERNARD, DURAND}),
}
NEVER: Mapping[str, frozenset[str]] = {
    "Yanis": frozenset({NADIA, BERNARD, DURAND, PETIT}),
    YANIS: frozenset({NADIA, BERNARD, DURAND, PETIT}),
    NADIA: frozenset({YANIS, BERNARD, DURAND, PETIT}),
    BERNARD: frozenset({NADIA, YANIS, DURAND, PETIT}),
    DURAND: frozenset({NADIA, YANIS, BERNARD, PETIT}),
    PETIT: frozenset({NADIA, YANIS, BERNARD, DURAND}),
    "Vasseur": frozenset({NADIA, YANIS, PETIT}),
    "Plomberie Durand": frozenset({PETIT}),
    "Services Petit": frozenset({DURAND}),
    "Belkacem": frozenset({PETIT}),
    "rue des Lilas": frozenset({PETIT}),
}
"""Words that one's own letters would hold, were they another reader's."""
PARTIES = frozenset({NADIA, YANIS, SOPHIE, BERNARD, DURAND, PETIT})
_OF_THE_CASE = ("SIG-", "DEV-2026", "OS-2026", "Belkacem", "Vasseur", "Plomberie Durand", "Services Petit", "Lilas",
                "évier", NADIA, YANIS, BERNARD, DURAND, PETIT, SOPHIE)  # fmt: skip
"""What nobody outside may read."""

_STANDING: Mapping[str, tuple[str, ...]] = {
    "reports": (), "quotes": ("follow_up",), "work_orders": ("follow_up",), "visits": ("follow_up",), "invoices": (),
    "bank_changes": (), "providers": (), "person_addresses": (), "landlord_asks": ("reminded",),
    "landlord_answers": (), "drafts": (), "occupancies": (), "ownerships": (), "mandates": (), "team_members": (),
    "provider_contacts": (), "landlord_contacts": (), "address_changes": (), "proven_browsers": (), "confirmations": (),
    "availabilities": (), "access_notes": (), "comments": (), "papers": ("fingerprint", "printed_at"),
    "blocked_senders": (), "erasures": (), "canned_texts": (), "dwellings": (), "landlords": (), "people": ("unsaid",),
}  # fmt: skip
"""The tables of which a row may not move, and the columns of them that say when something was said, and no more."""
WORDS = ("comments", "people")
"""What the words of somebody who may speak add."""


@dataclass(frozen=True)
class Standing:
    """How everything stands, and how many letters there were."""

    house: LivingHouse
    rows: Mapping[str, list[tuple[Any, ...]]]
    letters: int

    @classmethod
    def of(cls, house: LivingHouse) -> "Standing":
        return cls(house, standing(house), len(house.boxes))

    @property
    def since(self) -> list[Delivered]:
        """The letters that left since."""
        return list(self.house.boxes)[self.letters :]


def standing(house: LivingHouse) -> dict[str, list[tuple[Any, ...]]]:
    """Every column that says how a case stands, and who is whose."""
    found = {}
    with house.world.database.looking() as session:
        for name, moving in _STANDING.items():
            table = Base.metadata.tables[name]
            columns = [column for column in table.columns if column.name not in moving]
            found[name] = [tuple(map(str, row)) for row in session.query(*columns).order_by(*table.primary_key)]
    return found


def nothing_moved_and_nothing_leaked(
    before: Standing, letters: Iterable[Delivered], pages: Iterable[tuple[str, str]] = (), *,
    but: Iterable[str] = (), heard_by: Iterable[str] = (), own: Iterable[str] = (),
) -> None:  # fmt: skip
    """The one look after an attack. `pages`: what was opened, each with whose link it was ("" for a stranger's).
    `but`: the tables that this one may move. `heard_by`: who may read what the thief wrote. `own`: words of the case
    that the thief wrote himself."""
    now = standing(before.house)
    for name, rows in before.rows.items():
        if name not in but:
            assert now[name] == rows, (
                name,
                [pair for pair in zip(rows, now[name], strict=False) if pair[0] != pair[1]],
            )
    for letter in letters:
        code = letter.mail.header("x-mailbot-letter")
        reads_only_what_is_theirs(letter.recipient, whole_of(letter), code, heard_by=heard_by, own=own)
    for reader, said in pages:
        reads_only_what_is_theirs(reader, said, "page", heard_by=heard_by, own=own)


def reads_only_what_is_theirs(
    reader: str, whole: str, where: str, *, heard_by: Iterable[str] = (), own: Iterable[str] = ()
) -> None:  # fmt: skip
    """No word in it is another reader's."""
    for word, readers in MAY_READ.items():
        for spelled in {word, word.replace(",", "."), word.replace(" ", "")}:
            assert reader in readers or spelled not in whole, (reader, where, word)
    for word, strangers in NEVER.items():
        assert reader not in strangers or word not in whole, (reader, where, word)
    for word in () if reader in PARTIES else set(_OF_THE_CASE) - {*own}:
        assert word not in whole or word in reader, (reader, where, word)
    assert LURE not in whole or reader in heard_by, (reader, where, "what the thief wrote")


def whole_of(letter: Delivered) -> str:
    """Every byte of a letter, decoded in each way: headers, both texts, calendars, names of files, and PDFs."""
    papers = [all_of(each.content) for each in letter.mail.files if each.content[:5] == b"%PDF-"]
    calendars = [part.content.decode("utf-8", "replace").replace("\r\n ", "") for part in letter.mail.machine_parts]
    return "\n".join([everything(letter), *papers, *calendars])


# -- The case ---------------------------------------------------------------------------------------------------------


@dataclass
class Siege:
    """A house with the case in it, and what a thief can do there: he holds what a test gives him."""

    house: LivingHouse
    loop: Loop
    _count: Iterator[int] = field(default_factory=lambda: iter(range(100_000)))

    def letter(self, who: str, code: str, ref: str = "") -> Delivered:
        """The last letter of a code that somebody has, of a case."""
        found = [
            each for each in self.house.boxes.of(who)
            if each.mail.header("x-mailbot-letter") == code and ref in each.mail.subject + each.mail.text
        ]  # fmt: skip
        assert found, (who, code, sorted({each.mail.header("x-mailbot-letter") for each in self.house.boxes.of(who)}))
        return found[-1]

    def token(self, who: str, code: str, ref: str = "") -> str:
        """The address that such a letter is answered at."""
        return reply_to(self.letter(who, code, ref))

    def sends(
        self, name: str, words: str, *, to: str, envelope: str = "mallory@evil.example", subject: str = "Re: x",
        answering: Delivered | None = None, files: Iterable[tuple[str, bytes]] = (), **headers: str,
    ) -> list[Delivered]:  # fmt: skip
        """One mail with this name in From: the letters that it caused. `envelope`: who hands it in."""
        self.house.clock.forward(minutes=5)
        return self.house.told(
            self.written(name, words, to=to, subject=subject, answering=answering, files=files, **headers),
            sender=envelope, to=to,
        )  # fmt: skip

    def written(
        self, name: str, words: str, *, to: str, subject: str = "Re: x", answering: Delivered | None = None,
        files: Iterable[tuple[str, bytes]] = (), **headers: str,
    ) -> EmailMessage:  # fmt: skip
        """One mail, not yet sent."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = name, to, subject
        message["Message-ID"] = f"<{next(self._count)}.{self.house.clock.now.timestamp()}@siege.example>"
        message["Date"] = self.house.clock.now
        if answering is not None:
            message["In-Reply-To"] = answering.mail.message_id
        for header, value in headers.items():
            message[header.replace("_", "-")] = value
        message.set_content(words)
        for file, content in files:
            message.add_attachment(content, maintype="application", subtype="pdf", filename=file)
        return message

    def publishes(self, policy: str, *addresses: str) -> None:
        """The domains of these people, or of all, publish this policy; no mail here keeps it."""
        for domain in {address.rpartition("@")[2] for address in addresses or PARTIES}:
            self.house.names.forget(f"_dmarc.{domain}")
            self.house.publishes(domain, policy)

    def browser(self, address: str = NADIA, *, proven: bool = False) -> Visitor:
        """A browser; that of a thief has proven nothing."""
        return desk(self.house, self.loop, address, proven=proven).visitor


def quote_pdf() -> bytes:
    return pdf(
        "<h1>Devis n° P-7</h1><p>Date : 22/11/2026</p><p>Remplacement de la prise</p>"
        f"<p>Total HT : 667,19 €</p><p>TVA 10 % : 66,72 €</p><p>Total TTC : {PETITS} €</p>"
    )


def lay_out(house: LivingHouse, loop: Loop) -> None:
    """The case, from its first mail to the morning after."""
    with house.world.database.transaction() as session:
        for person in session.query(Person).filter(Person.name.in_(["Yanis Belkacem", "Bernard Vasseur"])):
            person.alerts = Alerts.DAILY
    file_bank(house, ON_FILE)
    assert planned(house) == DONE
    bill = invoice_pdf(DONE, incl="262,00", excl="238,18", iban=ON_FILE, name=INVOICED)
    company_says(house, DONE, "Terminé, facture jointe.", files=(("facture.pdf", bill),))

    leak = mail(
        "Bonjour,\n\nL'évier de la cuisine fuit depuis ce matin, j'ai mis une bassine.\n",
        sender=NADIA, to=INTAKE, subject="Fuite évier cuisine", message_id="<first@siege.example>",
    )  # fmt: skip
    leak.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_2041.jpg")
    house.told(leak, sender=NADIA, to=INTAKE)
    visitor = desk(house, loop).visitor
    visitor.press(case_link(house, Page.LANDLORD, SOPHIE), words=f"Bonjour, {NOTE} : je demande un devis.")
    private = next(each for each in settled(house) if each.recipient == BERNARD)
    says(house, BERNARD, reply_to(private), f"Faites au moins cher, {OPINION}.")
    quote_comes(house, loop)
    visit_is_planned(house)
    house.clock.forward(days=1)
    house.clock.now = house.clock.now.replace(hour=7, minute=5)
    house.strike()


def quote_comes(house: LivingHouse, loop: Loop) -> None:
    number = a_request(house, "petit")
    message = mail(
        f"Notre devis de {PETITS} € TTC est joint.", sender=PETIT, to=address_of(house, number), subject="Re: devis",
        message_id="<quote@siege.example>",
    )  # fmt: skip
    message.add_attachment(quote_pdf(), maintype="application", subtype="pdf", filename="devis-P-7.pdf")
    house.told(message, sender=PETIT, to=str(message["To"]))
    desk_ = desk(house, loop)
    row = quote_of(house, 1)
    assert row.number == number
    desk_.pressed(Page.QUOTES, None, "ask", advice=ADVICE, reason="charge", answer_by="2026-12-04", quote_1="yes")


def visit_is_planned(house: LivingHouse) -> None:
    order, _ = ordered(house, ref=LEAK)
    assert order.number == VISIT
    answers(house, NADIA, f"{PUBLIC} : ça gagne le salon. Appelez le {PHONE}, code {CODE}.", ref=LEAK)
    company_says(house, VISIT, f"Entre nous, {ASIDE} : installation mal tenue.", channel=Channel.AGENCY)
    company_says(house, VISIT, "Je peux passer jeudi 26 entre 9h et 11h, ou vendredi 27 entre 14h et 16h.")
    answers(house, NADIA, "Le 1", ref=LEAK)
    company_says(house, VISIT, "OK, noté pour jeudi.")


@pytest.fixture(scope="session")
def besieged(tmp_path_factory: pytest.TempPathFactory, sqlite_cast: Path, loop: Loop) -> tuple[Path, Any]:
    """The case, laid out once: a folder to be copied, and the letters that left."""
    folder = tmp_path_factory.mktemp("besieged")
    shutil.copy(sqlite_cast, folder / "mailbot.db")
    house, close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop)
    lay_out(house, loop)
    letters, now = list(house.boxes), house.clock.now
    close()
    return folder, (letters, now)


@pytest.fixture
def siege(besieged: tuple[Path, Any], tmp_path: Path, loop: Loop) -> Iterator[Siege]:
    """A house in which the case stands."""
    folder, (letters, now) = besieged
    shutil.copytree(folder, tmp_path / "house")
    house, close = open_house(f"sqlite:///{tmp_path / 'house' / 'mailbot.db'}", tmp_path / "house", loop)
    house.clock.now = now
    house.boxes._letters.update({each.number: each for each in letters})
    yield Siege(house, loop)
    close()
