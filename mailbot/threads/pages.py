"""Every link of ours: which page a sealed address leads to, for whom, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, unique

from mailbot.errors import Reason, Refused
from mailbot.threads.damage import mended_token
from mailbot.threads.tokens import Keyring, Token, TokenKind

PREFIX = "/p/"
"""Where the pages behind links are, below the service's own address."""


@unique
class Page(StrEnum):
    """A page behind a link. Its letter, or its figure, is part of the seal: a link to one never opens another."""

    REPORT = "r"
    """The report as this reader may see it, with what they may do."""
    ANSWER = "w"
    """An empty field for an answer."""
    CANNED = "c"
    """A ready message, filled in. What it opens with: the message's key, without its dash (MT02)."""
    CLOSE = "x"
    REOPEN = "o"
    CLOSED_MESSAGE = "X"
    """Words that came on a closed report. What it opens with: their event, as `brief` writes it."""
    LANDLORD = "l"
    """An empty field for a word to the landlord, in private."""
    ALERTS = "a"
    CASES = "k"
    """All that this person may see."""
    CANNED_SET = "s"
    """The agency's ready messages, to be rewritten."""
    ASK_QUOTE = "q"
    """« Demander un devis ». What it opens with: `d` and a draft, or `p` and a provider, as `brief` writes numbers."""
    QUOTE = "u"
    """One quote. What it opens with: its number, as `brief` writes it. On a company's own thread: none."""
    QUOTES = "t"
    """The quotes of one report, side by side."""
    DECIDE = "d"
    """A landlord's answer to a question. What it opens with: the question, as `brief` writes it."""
    READING = "1"
    """How a landlord's answer was read, for managers. What it opens with: the answer, as `brief` writes it."""
    DRAFT = "b"
    """What a manager's words have prepared on a report. What it opens with: the draft, as `brief` writes it."""
    PUBLISH = "p"
    """A new text by which a private report is told to the home."""
    PRIVATE_REPORT = "j"
    """A new report that begins with the landlord alone. What it opens with: the dwelling, as `brief` writes it."""
    SORT = "v"
    """What a report is filed as: category, who pays, whether it is the same as another one."""
    OWN_DRAFT = "e"
    """What a manager's words have prepared that belongs to no report. What it opens with: the draft."""
    HOUSEHOLD = "h"
    """A dwelling: its name, its occupants, its landlords. What it opens with: the dwelling, or nothing for all."""
    PROVIDERS = "f"
    """The companies, and which of them are favourites. What it opens with: one of them, nothing for all, a point and
    the first letters of a category for those of one trade, `+` for a new one."""
    ACCOUNT = "m"
    """What is on file about oneself. What it opens with: `a` for another address, or nothing."""
    NEW_ADDRESS = "z"
    """A change of address, to be confirmed. What it opens with: the change, and `o` or `n` for which address reads."""
    CONFIRM = "y"
    """A pressed button that waits for a yes. What it opens with: the confirmation."""
    DASHBOARD = "n"
    """The whole portfolio of an agency."""
    HISTORY = "g"
    """All that ever happened, to be searched. What it opens with: `r` and a report, as `brief` writes numbers, to be
    opened; `m` and a month (m2611); or nothing for all."""
    ALL_QUOTES = "i"
    """Every quote of the agency."""
    SEND_ORDER = "O"
    """« Envoyer un OS ». What it opens with: `d` and a draft, `p` and a provider, `q` and a quote that was accepted,
    `r` and the order of another company that it replaces, `b` and the order that it issues anew; or nothing."""
    ORDER = "F"
    """A manager's sight of one order: its file, and every act on it. What it opens with: the order."""
    ORDERS = "L"
    """All the orders of a report's dwelling (S1-60)."""
    MISSION = "M"
    """A company's sight of one mission: what is to be done, where it stands, its papers, every act that is its own."""
    SLOTS = "S"
    """« Proposer un créneau ». A manager's, on the company's behalf: with the order."""
    CHOOSE = "C"
    """The slots of a visit, one to be chosen. What it opens with: the visit, a point, a slot's number and its mark; or
    the visit alone."""
    PLAN = "P"
    """« Planifier l'intervention ». What it opens with: the visit."""
    CHANGE_VISIT = "V"
    """A planned visit is moved, late, called off or was missed, by either side. What it opens with: the visit, and
    after a point `m` (move), `l` (late), `c` (call off), `x` (nobody came, or nobody was there)."""
    CALENDAR = "K"
    """An invitation to be put into one's calendar. What it opens with: the visit."""
    NEXT_STEP = "N"
    """« Prochaine étape » after a visit: a quote, done, another visit, nobody there. With `q`, `d`, `s` or `a`."""
    REPAIRED = "W"
    """« Est-ce bien réparé ? ». What it opens with: the order, and after a point `y`, `n` or `x` (nobody came)."""
    INVOICE = "I"
    """A company sends its invoice and its photos."""
    ONE_INVOICE = "B"
    """A manager's sight of one invoice and of what it is checked against. What it opens with: the invoice."""
    MY_TIME = "D"
    """An occupant's times and what one must know to get in."""
    MISSIONS = "E"
    """A company's one place: all its missions, the unanswered ones first (S2-01)."""
    ADDRESS = "A"
    """An address that refuses our letters, or where one was called unwanted. What it opens with: the address's row;
    or nothing for the letters that never left, or of which nobody knows whether they have arrived."""
    IT_IS_ME = "U"
    """« C'est bien moi »: somebody whose address nobody knows types the one that we may know (T-22)."""
    BANK = "R"
    """Other bank details that a company announced, to be verified by a call. What it opens with: the change."""
    ERASE = "Z"
    """One message or one file of a report, sent by mistake, to be erased for good."""
    MASK = "H"
    """Words and pictures of a report, to be covered for everybody, or looked at below their cover. What it opens with:
    `m` and a message, `f` and a file, as `brief` writes numbers; or nothing."""
    PERSON = "G"
    """What is on file about one person: to be put together, or forgotten. What it opens with: the person."""
    ALARM = "T"
    """« Je prends »: an alarm, to be taken or called false. What it opens with: `f` for a false alarm, or nothing."""
    CONTACT = "J"
    """« Enregistrer l'adresse »: the agency as a telephone's address book keeps it."""
    RELAUNCH = "Y"
    """« Relancer l'entreprise »: what companies have not answered on a report, each to be asked again at once."""
    WAITING = "Q"
    """The mails that wait for a person. What it opens with: one of them, as `brief` writes it; or nothing for all."""


# FEATURES, Timings: 14 days for what acts, 30 for what only shows.
_DAYS = dict.fromkeys(
    (
        Page.REPORT,
        Page.CASES,
        Page.ALERTS,
        Page.DASHBOARD,
        Page.HISTORY,
        Page.ALL_QUOTES,
        Page.ORDERS,
        Page.MISSION,
        Page.MISSIONS,
        Page.CALENDAR,
        Page.WAITING,
        Page.CONTACT,
    ),
    30,
)
_ACTION_DAYS = 14
HAVE_THEIR_OWN_LIFE = frozenset({Page.CONFIRM, Page.NEW_ADDRESS})
"""Pages of what waits for a yes: it says itself when it is over, and no new link to it is ever sent on request."""
OWN_PAGES = frozenset(
    {
        Page.ALERTS,
        Page.CASES,
        Page.CANNED_SET,
        Page.OWN_DRAFT,
        Page.PRIVATE_REPORT,
        Page.HOUSEHOLD,
        Page.PROVIDERS,
        Page.ACCOUNT,
        Page.NEW_ADDRESS,
        Page.CONFIRM,
        Page.DASHBOARD,
        Page.HISTORY,
        Page.ALL_QUOTES,
        Page.MISSIONS,
        Page.BANK,
        Page.PERSON,
        Page.ADDRESS,
        Page.CONTACT,
        Page.WAITING,
    }
)
"""Those that belong to a person, and to no report."""
STRANGER_PAGES = frozenset({Page.IT_IS_ME})
"""Those of somebody whom we do not know: behind them is a letter, and nobody."""


@dataclass(frozen=True, slots=True)
class OurPage:
    """A link of ours, understood."""

    page: Page
    subject: int
    """A participant; a person for a page that belongs to no report; a letter for a page of a stranger."""
    with_: str
    """What the page opens with; empty for most."""
    issued: date

    @property
    def is_own(self) -> bool:
        """Whether it belongs to a person, and to no report."""
        return self.page in OWN_PAGES

    @property
    def is_of_stranger(self) -> bool:
        """Whether whoever comes is nobody that we know."""
        return self.page in STRANGER_PAGES

    @property
    def days(self) -> int:
        """How long such a link opens its page."""
        return _DAYS.get(self.page, _ACTION_DAYS)

    def is_over(self, today: date) -> bool:
        """Whether the link is too old to open its page. `today` in UTC, as tokens are dated."""
        return self.page not in HAVE_THEIR_OWN_LIFE and today - self.issued > timedelta(days=self.days)


def page_link(keyring: Keyring, base: str, page: Page, subject: int, *, today: date, with_: str = "") -> str:
    """The address of a page. `base`: the service's own, as https://suivi.example; `subject`: a participant, or a person
    for a page of one's own. Raises ValueError when `with_` is longer than 7 octets."""
    kind, octet = _SEALED_AS[page]
    token = Token(kind, subject, today, octet + with_.encode())
    return f"{base.rstrip('/')}{PREFIX}{keyring.mint(token)}"


def understand_page(keyring: Keyring, sealed: str) -> OurPage:
    """Which page a link leads to. Raises Refused(FORGED_ADDRESS) for anything that we did not mint."""
    token = keyring.read(mended_token(sealed))
    try:
        page = Page(token.detail[:1].decode())
        with_ = token.detail[1:].decode()
    except ValueError:
        raise Refused(Reason.FORGED_ADDRESS) from None
    if token.kind is not _SEALED_AS[page][0]:
        raise Refused(Reason.FORGED_ADDRESS)
    return OurPage(page, token.subject, with_, token.issued)


def _kind_of(page: Page) -> TokenKind:
    if page in STRANGER_PAGES:
        return TokenKind.STRANGER_PAGE
    return TokenKind.OWN_PAGE if page in OWN_PAGES else TokenKind.PAGE


_SEALED_AS = {page: (_kind_of(page), page.value.encode()) for page in Page}


_FIGURES = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_FIGURES = 12
"""Of a number that fits a row of either database."""


def brief(number: int) -> str:
    """A row's number as a link carries it: six octets hold two milliards. Raises ValueError for a negative one."""
    if number < 0:
        raise ValueError("a row's number is not negative")
    written = ""
    while True:
        number, last = divmod(number, len(_FIGURES))
        written = _FIGURES[last] + written
        if not number:
            return written


def unbrief(written: str) -> int:
    """The number that `brief` wrote. Raises Refused(FORGED_ADDRESS) for anything else."""
    # Forms bring such numbers too: no sign, no blank, and nothing that no row can be called.
    if not 0 < len(written) <= _MOST_FIGURES or not set(written) <= set(_FIGURES):
        raise Refused(Reason.FORGED_ADDRESS)
    return int(written, len(_FIGURES))
