"""From a cell to what it says: dates, sums, addresses, numbers of companies. Unfit says why a cell says nothing.

Where a spreadsheet may have changed what was typed (a nought in front, 1.500, 12/06/24), the cell is refused rather
than guessed at.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TypeVar

from mailbot.agency import has_right_check_digit
from mailbot.inbound.reading.lexicon.order_words import TRADES
from mailbot.inbound.reading.lines import fold
from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import Category, DecisionRule


class Unfit(Exception):
    """A cell that cannot be taken. The message follows its value in a sentence: « is no date »."""


def text(cell: str) -> str:
    """Any words."""
    return cell


# -- Dates ------------------------------------------------------------------------------------------------------------

_DATE = re.compile(
    r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))(?:[ T]00:00(?::00(?:\.0+)?)?)?"
)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})[/.-](\d{4}))")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")


def day(cell: str) -> date:
    """A day: 01/09/2024 or 2024-09-01; the day comes before the month."""
    found = _DATE.fullmatch(cell)
    if found is None:
        if _SHORT_YEAR.fullmatch(cell):
            raise Unfit("has a year of two digits: write it with four")
        raise Unfit("is no date: write it as 01/09/2024 or 2024-09-01")
    year, month, day_ = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        on = date(int(year), int(month), int(day_))
    except ValueError:
        raise Unfit("is no day of the calendar") from None
    if not 1900 <= on.year < 2100:
        raise Unfit("is not of our time: years go from 1900 to 2099")
    return on


def completion(cell: str) -> str:
    """When a home was completed: 1974, 06/2025, 2025-06, or a whole date."""
    if _YEAR.fullmatch(cell):
        return cell
    found = _MONTH.fullmatch(cell)
    if found is None:
        return f"{day(cell):%Y-%m}"
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    if not (1 <= int(month) <= 12 and _YEAR.fullmatch(year)):
        raise Unfit("is no month of a year")
    return f"{year}-{int(month):02}"


# -- Sums -------------------------------------------------------------------------------------------------------------

_GROUPED = re.compile(r"\d{1,3}(?:[ .,]\d{3})+")
_MOST = Decimal(10) ** 10


def amount(cell: str) -> Decimal:
    """A sum in euros: 150, 150,00, 1 500.50, 1.500,50."""
    bare = fold(cell).removesuffix("€").removesuffix("eur").removesuffix("euros").removesuffix("ttc").strip()
    found = _number(bare.removesuffix("€").removesuffix("eur").removesuffix("euros").strip())
    if found >= _MOST:
        raise Unfit("is more than any sum")
    return found.quantize(Decimal("0.01"))


def share(cell: str) -> Decimal:
    """A part in percent: 50, 50 %, 33,33."""
    bare = cell.removesuffix("%").strip()
    found = _number(bare)
    if found <= 1 and bare == cell:
        raise Unfit("is one part of a hundred, or the whole? Write it in percent, with the sign: 50 %")
    if not 0 < found <= 100:
        raise Unfit("is no part in percent: it takes more than 0 and 100 at the most")
    return found.quantize(Decimal("0.01"))


def _number(bare: str) -> Decimal:
    comma, point = bare.rfind(","), bare.rfind(".")
    if min(comma, point) >= 0:
        grouping = "," if comma < point else "."
        head, mark, tail = bare.rpartition("." if grouping == "," else ",")
        bare = head.replace(grouping, "") + "." + tail if _grouped(head, grouping) else head + mark + tail
    elif max(comma, point) >= 0:
        if _GROUPED.fullmatch(bare) and " " not in bare:
            raise Unfit("is thousands to some and thousandths to others: write 1500 or 1,50")
        bare = bare.replace(",", ".")
    whole, mark, decimals = bare.partition(".")
    if " " in whole and not _grouped(whole, " "):
        raise Unfit("is no number")
    bare = whole.replace(" ", "") + mark + decimals
    if not re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", bare):
        raise Unfit("is no number")
    if len(decimals.rstrip("0")) > 2:
        raise Unfit("has more than two decimals")
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise Unfit("is no number") from None


def _grouped(whole: str, mark: str) -> bool:
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})*", whole) is not None


# -- People and companies ---------------------------------------------------------------------------------------------

# RFC 5322's atoms. Quoted and non-ASCII local parts exist; in a spreadsheet they are slips of the pen.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_TOP = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
_BETWEEN = re.compile(r"[\s,;/|]+")


def mail_addresses(cell: str) -> tuple[str, ...]:
    """One or more mail addresses in their normal form; letters go to the first."""
    words = list(filter(None, _BETWEEN.split(cell)))
    wrong = next((word for word in words if not _mail_address(word)), None)
    if wrong is not None or not words:
        raise Unfit("is no mail address" if len(words) < 2 else f"holds « {wrong} », which is no mail address")
    return tuple(dict.fromkeys(map(_mail_address, words)))


def _mail_address(word: str) -> str:
    """The normal form of an address; empty when it is none."""
    local, _, _ = word.rpartition("@")
    normal = normal_address(word)
    domain = normal.rpartition("@")[2]
    top = domain.rpartition(".")[2]
    fits = len(normal) <= 254 and len(local) <= 64 and _LOCAL.fullmatch(local) and top != domain and _TOP.fullmatch(top)
    return normal if fits else ""


_CIVILITIES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("m", "mr", "monsieur", "mister"), "M.")
    | dict.fromkeys(("mme", "madame", "mlle", "mademoiselle", "mrs", "ms", "miss"), "Mme")
    # A couple, a company: greeted by the whole name.
    | dict.fromkeys(("m et mme", "mme et m", "m ou mme", "mme ou m", "monsieur et madame", "mr et mme", "mr mme",
                     "m mme", "mrs and mr", "mr and mrs", "mm", "mmes", "societe", "ste", "sci", "sas", "sarl",
                     "indivision", "consorts", "succession"), "")
)  # fmt: skip


def civility(cell: str) -> str:
    """« M. » or « Mme »; empty for a couple or a company, who are greeted by the whole name."""
    return _word_of(cell, _CIVILITIES, "is no civility: it takes M., Mme or nothing")


_LANGUAGES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("fr", "fra", "fre", "francais", "french"), "fr")
    | dict.fromkeys(("en", "eng", "gb", "anglais", "english"), "en")
)


def language(cell: str) -> str:
    """The language of somebody's letters."""
    return _word_of(cell, _LANGUAGES, "is no language of our letters: they are in French (fr) or in English (en)")


_DIGITS = re.compile(r"\D+")
_TELEPHONE = re.compile(r"\+?[\d (][\d .()/-]*\d")


def telephone(cell: str) -> str:
    """A telephone number: a French one in pairs of digits, any other as it is written."""
    digits = _DIGITS.sub("", cell)
    if not _TELEPHONE.fullmatch(cell) or not 3 <= len(digits) <= 15:
        raise Unfit("is no telephone number")
    if len(digits) == 9 and not cell.startswith("+"):
        raise Unfit("has nine digits: the spreadsheet has dropped the 0 in front")
    if len(digits) == 10 and digits[0] == "0" and not cell.startswith("+"):
        return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    return cell


def siren(cell: str) -> str:
    """The number of a company."""
    return _company_number(cell, 9, "SIREN")


def siret(cell: str) -> str:
    """The number of an establishment."""
    return _company_number(cell, 14, "SIRET")


_NUMBER = re.compile(r"[\d .]+")


def _company_number(cell: str, length: int, name: str) -> str:
    digits = _DIGITS.sub("", cell)
    if not _NUMBER.fullmatch(cell) or len(digits) != length:
        raise Unfit(f"is no {name}: it takes {length} digits")
    if not has_right_check_digit(digits):
        raise Unfit(f"is no {name}: its check digit is wrong")
    groups = [digits[:3], digits[3:6], digits[6:9], digits[9:]]
    return " ".join(filter(None, groups))


# -- Words ------------------------------------------------------------------------------------------------------------

_RULES: Mapping[str, DecisionRule] = MappingProxyType(
    dict.fromkeys(("un", "un seul", "l un", "l un d eux", "1", "one", "any"), DecisionRule.ONE)
    | dict.fromkeys(("tous", "tous ensemble", "unanimite", "all"), DecisionRule.ALL)
)


def rule(cell: str) -> DecisionRule:
    """Who of several owners must say yes."""
    return _word_of(cell, _RULES, "is no rule of decision: it takes « un » or « tous »")


_EMERGENCY: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("non dit", "non precise", "non", "no", "not said"), "")
    | dict.fromkeys(("mise en securite", "mise en securite seule", "securite", "making safe"), "making_safe")
    | dict.fromkeys(("prevu", "prevus", "prevue", "prevues", "oui", "yes", "provided", "provided for"), "provided")
)


def emergency_works(cell: str) -> str:
    """What a mandate says of works that cannot wait."""
    return _word_of(
        cell, _EMERGENCY, "says nothing of urgent works: it takes « prévu », « mise en sécurité » or nothing"
    )


_YES_OR_NO: Mapping[str, bool] = MappingProxyType(
    dict.fromkeys(("oui", "o", "yes", "y", "vrai", "true", "1", "x"), True)
    | dict.fromkeys(("non", "n", "no", "faux", "false", "0"), False)
)


def yes_or_no(cell: str) -> bool:
    """Yes or no."""
    return _word_of(cell, _YES_OR_NO, "is neither « oui » nor « non »")


_MORE_TRADES: Mapping[Category, tuple[str, ...]] = MappingProxyType(
    {
        Category.PLUMBING: ("sanitaire", "sanitaires"),
        Category.HOT_WATER: ("chauffe eau", "ballon", "ballon d eau chaude", "water heater"),
        Category.HEATING: ("chaudiere", "chaudieres", "radiateurs", "boiler"),
        Category.SHUTTERS: ("volets roulants", "stores et volets"),
        Category.WINDOWS: ("miroiterie", "miroitier", "menuiseries", "menuiserie bois", "menuiserie pvc"),
        Category.INTERCOM: ("portails", "interphones", "videophonie"),
        Category.ROOF: ("zingueur", "couverture zinguerie", "charpente"),
        Category.VENTILATION: ("climatisation", "clim", "aeration"),
        Category.APPLIANCES: ("appareils", "appareils menagers"),
        Category.PESTS: ("desinsectisation deratisation", "deratiseur"),
        Category.COMMON_PARTS: ("parties communes", "ascenseur", "nettoyage", "espaces verts", "common parts"),
        Category.OTHER: ("autre", "autres", "divers", "multiservice", "multiservices", "multi services",
                         "tous corps d etat", "bricolage", "maconnerie", "carrelage", "other"),
    }
)  # fmt: skip

_TRADE_OF: Mapping[str, str] = MappingProxyType(
    {each.value.replace("_", " "): each.value for each in Category}
    | {word: trade for trade, words in TRADES.items() for word in words}
    | {word: category.value for category, words in _MORE_TRADES.items() for word in words}
)
_BETWEEN_TRADES = re.compile(r"\s*(?:[,;/+|&]|\bet\b|\band\b)\s*")


def trades(cell: str) -> tuple[str, ...]:
    """What a company repairs, by our categories: « plomberie, chauffage »."""
    whole = _plain(cell)
    if whole in _TRADE_OF:
        return (_TRADE_OF[whole],)
    words = [_plain(word) for word in _BETWEEN_TRADES.split(fold(cell))]
    unknown = next((word for word in words if word and word not in _TRADE_OF), None)
    if unknown is not None:
        raise Unfit(
            "is no trade that we know" if unknown == whole else f"holds « {unknown} », which is no trade that we know"
        )
    found = tuple(dict.fromkeys(_TRADE_OF[word] for word in words if word))
    if not found:
        raise Unfit("names no trade")
    return found


_WORDS = re.compile(r"\w+")


def _plain(cell: str) -> str:
    return " ".join(_WORDS.findall(fold(cell).replace("_", " ")))


_Meaning = TypeVar("_Meaning")


def _word_of(cell: str, meanings: Mapping[str, _Meaning], otherwise: str) -> _Meaning:
    found = meanings.get(_plain(cell))
    if found is None:
        raise Unfit(otherwise)
    return found
