"""What an agency chose: its names, numbers, hours, colours and thresholds, read from a TOML file and checked."""

import tomllib
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from mailbot.domains import one_form
from mailbot.errors import WrongSetting
from mailbot.files.limits import MOST_OCTETS


def _mail_address(value: str) -> str:
    local, at, domain = value.strip().rpartition("@")
    if not (at and local and "." in domain) or any(c.isspace() or c in "<>,;" for c in value.strip()):
        raise ValueError("takes a mail address, as in contact@agence.example")
    return f"{local}@{domain.lower()}"


def _domain(value: str) -> str:
    domain = one_form(value.strip())
    if domain is None or "." not in domain:
        raise ValueError("takes a domain, as in suivi.agence.example")
    return domain


def has_right_check_digit(number: str) -> bool:
    """Whether a SIREN or a SIRET ends as its other digits want it (Luhn)."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) == 14 and number.replace(" ", "").startswith(_LA_POSTE):
        return sum(digits) % 5 == 0 or _luhn_sum(digits) % 10 == 0
    return _luhn_sum(digits) % 10 == 0


_LA_POSTE = "356000000"
"""It has more establishments than a check digit allows: theirs add up to a multiple of five (INSEE)."""


def _luhn_sum(digits: list[int]) -> int:
    return sum(d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(reversed(digits)))


def _luhn(value: str) -> str:
    if sum(c.isdigit() for c in value) not in (9, 14) or not has_right_check_digit(value):
        raise ValueError("takes a SIREN (9 digits) or a SIRET (14) whose check digit is right")
    return value


def is_siret(value: str) -> bool:
    """Whether a number is a company's SIRET: 14 digits, the last of which checks the others."""
    try:
        return sum(c.isdigit() for c in _luhn(value)) == 14
    except ValueError:
        return False


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("takes a time zone such as Europe/Paris") from None
    return value


def _colour(value: str) -> str:
    if len(value) != 7 or value[0] != "#" or any(c not in "0123456789abcdefABCDEF" for c in value[1:]):
        raise ValueError("takes a colour such as #2f6f4f")
    return value.lower()


MailAddress = Annotated[str, AfterValidator(_mail_address)]
Domain = Annotated[str, AfterValidator(_domain)]
Siren = Annotated[str, AfterValidator(_luhn)]
Zone = Annotated[str, AfterValidator(_time_zone)]
Colour = Annotated[str, AfterValidator(_colour)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Days = Annotated[int, Field(ge=0, le=365)]
Months = Annotated[int, Field(ge=0, le=120)]
Years = Annotated[int, Field(ge=0, le=50)]
Hours = Annotated[float, Field(ge=0, le=24 * 365)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Legal(_Part):
    """The lines that French law wants on what an agency writes (loi 70-9, décret 72-678)."""

    form: str
    siren: Siren
    siret: Siren
    card: str
    """Carte professionnelle: number and the chamber that gave it."""
    guarantor: str
    insurance: str


class Mails(_Part):
    """The agency's own addresses, outside the service, and the ones inside it."""

    contact: MailAddress
    accounts: MailAddress
    data_protection: MailAddress
    help: MailAddress
    on_call: MailAddress
    intake: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")] = "signaler"
    """Local part of the address where a problem is reported."""
    sender_name: str
    """The name in From: people see it before anything else."""


class OpeningHours(_Part):
    """When somebody answers the telephone."""

    days: tuple[Weekday, ...]
    hours: tuple[tuple[time, time], ...]

    @model_validator(mode="after")
    def _ordered(self) -> "OpeningHours":
        if any(start >= end for start, end in self.hours):
            raise ValueError("takes pairs of hours of which the first comes before the second")
        return self


class Emergency(_Part):
    """Numbers of letter T-02, French defaults."""

    any: str = "112"
    fire: str = "18"
    medical: str = "15"
    police: str = "17"
    deaf: str = "114"
    gas: str = "0 800 47 33 33"


class Rules(_Part):
    """Thresholds and delays (FEATURES, Timings). Days are calendar days unless they say working."""

    quote_threshold: Annotated[Decimal, Field(ge=0, decimal_places=2)] = Decimal("150.00")
    landlord_yes_validates: bool = True
    reopen_days: Days = 30
    refusals_before_stop: Annotated[int, Field(ge=1, le=100)] = 3
    """Letters in a row that an address refuses before nothing is written there any more (G-25)."""
    slot_closes_hours: Hours = 2
    provider_plans: bool = True
    """False: a chosen slot is planned at once, since the provider offered it (S2-14)."""
    tacit_confirmation_days: Days = 7
    """0: silence never confirms."""
    relaunch_working_days: Annotated[tuple[Days, ...], Field(max_length=3)] = (2, 4, 7)
    """Of a company that does not answer: at most three, since there are three letters for it. None: never."""
    urgent_relaunch_hours: Annotated[tuple[Hours, ...], Field(max_length=3)] = (4, 24)
    relaunch_at: time = time(9, 0)
    company_hours: tuple[time, time] = (time(8, 0), time(18, 0))
    """When a company is written to, on working days; an emergency waits for nothing."""
    unreplaced_working_days: Days = 1
    """After a refusal, until the home is told that another company is looked for."""
    availability_after_hours: Hours = 24
    choice_reminder_hours: tuple[Hours, ...] = (24, 72)
    choice_silence_hours: Hours = 96
    planning_reminder_hours: Hours = 24
    planning_reminder_before_hours: Hours = 4
    visit_reminder_at: time = time(17, 0)
    """The day before."""
    visit_reminder_rest_hours: Hours = 12
    """None is sent to whoever had the confirmation less long ago."""
    visit_reminder_same_day_hours: Hours = 3
    visit_ended_minutes: Annotated[int, Field(ge=0)] = 30
    confirmation_reminder_days: tuple[Days, ...] = (2, 5)
    landlord_reminder_hours: tuple[Hours, ...] = (24, 72)
    landlord_silence_hours: Hours = 96
    urgent_landlord_reminder_hours: tuple[Hours, ...] = (4,)
    phone_after_planning: bool = True
    working_days: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]+)?$")] = "FR"
    digest_at: time = time(8, 0)
    idle_working_hours: Hours = 24
    dormant_days: Days = 10
    dormant_news: bool = False
    """Whether the tenant of a report that nobody moves is told each week where it stands (S1-84)."""
    message_size: Annotated[int, Field(ge=1_000, le=MOST_OCTETS)] = MOST_OCTETS
    """In octets, of all the files of one mail or form: no more than the door takes."""
    browser_days: Days = 90
    address_days: Annotated[int, Field(ge=30, le=3650)] = 400
    """How long an address to answer at is obeyed: later its words are for the managers alone."""
    strangers_an_hour: Annotated[int, Field(ge=0, le=1000)] = 30
    """Letters to addresses that nobody knows (T-22), and to the managers about them, that leave within an hour."""
    raw_mail_months: Months = 12
    """How long the bytes of a mail are kept beside what was read in them (WORK_ORDER_PDF, 6.5)."""
    stranger_days: Days = 30
    """A mail of nobody we know."""
    held_days: Days = 30
    """A mail whose sender was asked « C'était bien vous ? » and never said."""
    access_days: Days = 7
    """Codes, and where the key is, after the mission."""
    visit_days: Days = 30
    """Times and telephones that were given for a visit, after the mission."""
    endless_days: Days = 180
    """A mission that nobody has moved for that long is over, as far as what was said for it goes."""
    report_years: Years = 3
    """A closed report, its mails and its photos, after the lease (loi 89-462, article 7-1)."""
    private_years: Years = 5
    """What manager and landlord wrote each other, after the mandate, at most."""
    paper_years: Years = 10
    """Quotes, orders, invoices."""
    form_days: Days = 30
    """Forms that were sent, drafts, buttons that waited for a yes."""
    technical_months: Months = 12
    """What the clock did on which day."""
    undo_minutes: Annotated[int, Field(ge=0)] = 15
    on_call_minutes: Annotated[int, Field(ge=1, le=240)] = 15
    """How long an alarm waits for somebody to take it, before it wakes the next person (G-24)."""
    interconnected: bool = False
    """Whether people come from the agency's own program (interconnectée): nobody corrects their data here (S1-72)."""

    answers_an_hour: Annotated[int, Field(ge=1, le=1000)] = 5
    """Letters that answer one person on one report: a robot that nobody recognised has had enough of them (GAP-23)."""
    answers_two_hours: Annotated[int, Field(ge=1, le=1000)] = 20
    """The same over all reports. A manager, who works by mail, may have five times as many."""
    turns_half_hour: Annotated[int, Field(ge=2, le=1000)] = 8
    """Mails of one address and answers to them, on both sides: after that both sides are programs, and ours is silent.
    A manager may have five times as many."""

    @model_validator(mode="after")
    def _companies_can_be_written_to(self) -> "Rules":
        opens, closes = self.company_hours
        if not opens <= self.relaunch_at < closes:
            raise ValueError("takes company_hours in order, and a relaunch_at between them")
        return self


class ManagerEntry(_Part):
    """One gestionnaire of the agency."""

    key: Key
    civility: Literal["Mme", "M.", ""] = ""
    name: str
    family_name: str = ""
    address: MailAddress
    telephone: str = ""
    language: Literal["fr", "en"] = "fr"
    in_charge: bool = False
    """In charge of every dwelling that names nobody else."""
    backup: Key | None = None
    favourites: tuple[Key, ...] = ()


class Logo(_Part):
    """What stands at the head of letters, pages and papers, as it was drawn anew when the agency gave it."""

    png: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=60_000)]
    """Its octets in base64."""
    width: Annotated[int, Field(ge=1, le=220)]
    height: Annotated[int, Field(ge=1, le=48)]

    @property
    def picture(self) -> bytes:
        """The PNG."""
        return b64decode(self.png)

    @property
    def mark(self) -> str:
        """What tells it from any other, in an address or a Content-ID."""
        return sha256(self.png.encode()).hexdigest()[:16]


class AgencyProfile(_Part):
    """Everything that one agency chose. Kept whole, a new row at each change: a letter says what was true that day."""

    key: Key
    name: str
    mail_domain: Domain
    address: str
    time_zone: Zone = "Europe/Paris"
    language: Literal["fr", "en"] = "fr"
    telephone: str
    on_call_telephone: str
    opening: OpeningHours
    accent: Colour = "#2f6f4f"
    logo: Logo | None = None
    """In the file, the name of a picture that stands beside it."""
    legal: Legal
    mails: Mails
    emergency: Emergency = Emergency()
    rules: Rules = Rules()
    syndics: tuple[str, ...] = ()
    on_call_next: tuple[Key, ...] = ()
    """Managers whom an alarm wakes one after the other, while nobody takes it (G-24). None: nobody else is woken."""
    managers: Annotated[tuple[ManagerEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _people_know_each_other(self) -> "AgencyProfile":
        keys = [manager.key for manager in self.managers]
        if len(set(keys)) != len(keys):
            raise ValueError("names two managers by the same key")
        for manager in self.managers:
            if manager.backup is not None and manager.backup not in keys:
                raise ValueError(f"says that {manager.key} is replaced by {manager.backup}, who is no manager here")
        for key in self.on_call_next:
            if key not in keys:
                raise ValueError(f"has {key} woken by an alarm, who is no manager here")
        if sum(manager.in_charge for manager in self.managers) != 1:
            raise ValueError("takes exactly one manager with in_charge = true")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def intake_address(self) -> str:
        """Where a problem is reported."""
        return f"{self.mails.intake}@{self.mail_domain}"

    def to_json(self) -> dict[str, Any]:
        """The profile as the database keeps it."""
        return self.model_dump(mode="json")


def profile_from_json(content: dict[str, Any]) -> AgencyProfile:
    """A profile as the database kept it."""
    return AgencyProfile.model_validate(content)


def profile_from_toml(text: str, *, logo: Callable[[str], tuple[bytes, int, int]] | None = None) -> AgencyProfile:
    """A profile as an operator wrote it. Raises WrongSetting naming every wrong line's key and what it takes. `logo`
    opens the picture of that name and gives it as it is shown, with its width and height (`pictures.as_logo`)."""
    try:
        written = tomllib.loads(text)
        if "logo" in written:
            written["logo"] = _drawn(written["logo"], logo)
        return AgencyProfile.model_validate(written)
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"This is not TOML: {error}.") from None
    except ValidationError as error:
        lines = [_sentence(str(item["type"]), item["loc"], item["msg"]) for item in error.errors()]
        raise WrongSetting("\n".join(lines)) from None


def _drawn(name: object, logo: Callable[[str], tuple[bytes, int, int]] | None) -> dict[str, object]:
    if not isinstance(name, str):
        raise WrongSetting("logo takes the name of a picture beside the file.")  # never octets that nobody has judged
    if logo is None:
        raise WrongSetting("logo takes a picture beside the file, and this profile came without one.")
    try:
        png, width, height = logo(name)
    except OSError as error:
        raise WrongSetting(f"logo {name} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise WrongSetting(f"logo {name} {error}.") from None
    return {"png": b64encode(png).decode(), "width": width, "height": height}


def _sentence(kind: str, place: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in place) or "The agency"
    match kind:
        case "missing":
            return f"{name} is missing."
        case "extra_forbidden":
            return f"{name} is not known: a slip of the pen?"
        case _:
            return f"{name} {message.removeprefix('Value error, ')}."
