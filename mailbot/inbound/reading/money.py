"""Sums of money in the words of a mail: prices with and without tax, ranges, ceilings, the options of a quote.

Words come folded (`lines.fold`), so that `start` and `end` hold in the original. Nothing is ever converted: a price
without tax stays one (READING, rule 9 of section 7). Figures that are no money (telephones, codes, hours, dates,
capitals, counts) are not returned. The time is linear in the length of the words; no input raises.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from mailbot.inbound.reading.lexicon import money_words as lexicon
from mailbot.inbound.reading.lines import fold


class Tax(StrEnum):
    """What was said of the tax beside a sum."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum. `value` in euros, two digits; `start` and `end` are its place in the words, currency included."""

    value: Decimal
    tax: Tax
    start: int
    end: int
    rough: bool = False
    """« env. 300 », « dans les 300 », « à partir de 300 »: not a firm price."""
    marked: bool = False
    """A currency, a tax or a price word says that it is money. A bare figure is for the caller to judge."""
    label: str = ""
    """« option A : 320 » gives "A", « le premier à 320 » gives "1"."""
    vat_rate: Decimal | None = None
    is_vat: bool = False
    """The sum of the tax itself: « dont TVA 48 € »."""


@dataclass(frozen=True, slots=True)
class Range:
    """« entre 300 et 400 € », in euros."""

    low: Decimal
    high: Decimal
    tax: Tax
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PricedOption:
    """One option of a quote, in euros; None for what was not said."""

    label: str
    incl_tax: Decimal | None
    excl_tax: Decimal | None
    vat_rate: Decimal | None


def amounts_in(folded: str) -> tuple[Amount, ...]:
    """The sums, in order; the two figures of a range are not among them."""
    return _read(folded)[0]


def ranges_in(folded: str) -> tuple[Range, ...]:
    """« entre 300 et 400 € », « 300-400 euros », « 3 à 400 € », in order."""
    return _read(folded)[1]


def ceiling_in(folded: str) -> Amount | None:
    """The first sum that is not to be passed: « OK si moins de 450 », « plafond 200 », « 300 max »."""
    return next((amount for amount in amounts_in(folded) if _is_ceiling(folded, amount.start, amount.end)), None)


def quote_options(folded: str) -> tuple[PricedOption, ...]:
    """What a quote offers, in order. Options are never summed; a bare sum counts as tax included."""
    amounts = [amount for amount in amounts_in(folded) if not amount.is_vat]
    amounts = [amount for amount in amounts if amount.marked] or amounts
    amounts = [amount for amount in amounts if not _is_a_part(folded, amount)] or amounts
    totals = [amount for amount in amounts if _is_a_total(folded, amount)]
    labels = dict.fromkeys(amount.label for amount in amounts if amount.label)
    if totals and labels and not _NAMED_OPTION.search(folded):
        labels = {}  # « 1) dépose 100 €, 2) pose 200 €, total 300 € »: an enumeration
    if labels:
        return tuple(_option(label, [amount for amount in amounts if amount.label == label]) for label in labels)
    return tuple(_option("", group) for group in _pairs(totals or amounts))


def decimal_of(text: str) -> str:
    """The first sum of a text the way readings write it, "3890.00" for « 3 890,00 € »; "" when there is none."""
    folded = fold(text)
    found = _FIGURE.search(folded)
    return "" if found is None else f"{_figure(folded, found).value:.2f}"


# --- Figures: every number that could be a sum -----------------------------------------------------------------------


@dataclass(slots=True)
class _Figure:
    """A number as it is written. Not money when it counts, dates or numbers something."""

    value: Decimal
    start: int
    end: int
    core: int
    """Where the digits begin, after a currency that stands before."""
    has_currency: bool
    rough: bool = False
    is_money: bool = True


def _any(phrases: Iterable[str]) -> str:
    # Programs fold lines at 72 signs (RFC 3676): « incl. » may end one and « VAT » begin the next.
    return "|".join(re.escape(phrase).replace(r"\ ", r"[ \n]") for phrase in sorted(phrases, key=len, reverse=True))


def _before(phrases: Iterable[str], gap: str = "[ :=(]{0,3}") -> re.Pattern[str]:
    """One of the phrases as the last words of a text."""
    return re.compile(rf"(?<!\w)(?:{_any(phrases)}){gap}$")


def _after(phrases: Iterable[str], gap: str = "[ (,]{0,3}") -> re.Pattern[str]:
    """One of the phrases as the first words of a text."""
    return re.compile(rf"{gap}(?:{_any(phrases)})(?!\w)")


_WINDOW = 64
"""How far the words beside a figure are looked at."""

_CURRENCY_WORDS = _any(word for word in lexicon.CURRENCIES if word.isalpha())
_CURRENCY = rf"(?:[€£](?:uros?)?|(?:{_CURRENCY_WORDS})(?=\W|$|ttc|ht|\d\d(?!\w)))"
_NUMBER = (
    r"(?:\d{1,3}(?:[ ']\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)"  # 3 890,00
    r"|\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,2})?(?!\d)"  # 3.890,00
    r"|\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?(?!\d)"  # 3,890.00
    r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d))"  # 480,50
)
_FIGURE = re.compile(
    rf"(?<!\w)(?<!\d[.,])(?:(?P<before>[€£]|(?<!\w)(?:euros?|eur)) ?)?(?P<number>{_NUMBER})(?:[.,]-+)?"
    rf"(?P<thousands> ?k(?:(?P<hundreds>\d)(?!\w)|(?=[€e \n,.;)?!]|$)))?"
    rf"(?P<after> {{0,2}}{_CURRENCY})?(?(after)(?P<cents>\d\d(?![\w%]))?)"
)
_DIGITS = re.compile(r"\d+")


def _figures(folded: str) -> list[_Figure]:
    """The numbers that are not a part of something else, in order."""
    shown = folded
    for pattern in _NEVER_MONEY:
        shown = pattern.sub(lambda found: "\0" * len(found[0]), shown)
    figures = [_figure(folded, found) for found in _FIGURE.finditer(shown)]
    return sorted([*figures, *_written_out(shown)], key=lambda figure: figure.start)


def _figure(folded: str, found: re.Match[str]) -> _Figure:
    number, core = found["number"], found.start("number")
    head = folded[max(0, core - _WINDOW) : core]
    if found["before"] is None and number[1:2] == " " and _OPTION_BEFORE.search(head):
        core, number = core + 2, number[2:]  # « option 1 320 € »
    value = _value(number)
    if found["thousands"]:
        value = value * 1000 + 100 * int(found["hundreds"] or 0)
    if found["cents"]:
        value += Decimal(found["cents"]) / 100
    currency = bool(found["before"] or found["after"])
    start = core if found["before"] is None else found.start()
    figure = _Figure(value.quantize(_CENT), start, found.end(), core, currency or bool(found["thousands"]))
    after = (found["after"] or "").strip()
    if after == "e" and not found["before"]:
        figure.has_currency = figure.is_money = not _is_ordinal(head, figure, folded)
    elif not figure.has_currency and not _TAX_AFTER.match(folded, figure.end):
        figure.is_money = _may_be_a_price(folded, head, number, figure)
    return figure


_CENT = Decimal("0.01")


def _value(number: str) -> Decimal:
    """« 3 890,00 », « 3.890,00 », « 3,890.00 », « 480,5 »: cents are what follows the last mark, if at most two."""
    tail = re.search(r"[.,](\d{1,2})$", number)
    whole = number[: tail.start()] if tail else number
    return Decimal("".join(_DIGITS.findall(whole)) + (f".{tail[1]}" if tail else ""))


def _is_ordinal(head: str, figure: _Figure, folded: str) -> bool:
    """« 12e arrondissement », « au 3e », and not « 85e », « 85 e ttc »."""
    return figure.value < 10 or bool(_RANK_BEFORE.search(head)) or not _leads_on(folded, figure.end)


def _may_be_a_price(folded: str, head: str, number: str, figure: _Figure) -> bool:
    """Whether a bare figure could be a sum: it numbers, dates and counts nothing."""
    value = figure.value
    if number[0] == "0" and not number.startswith(("0,", "0.")):
        return False
    if value < 10 and number.isdigit():
        return False
    if number.isdigit() and (len(number) > 4 or (1900 <= value < 2100 and not _PRICE_BEFORE.search(head))):
        return False  # 69003 Lyon, en 2026
    if _NUMBER_BEFORE.search(head) or head.endswith(("#", "/", "_", "\\")):
        return False
    if value <= 31 and number.isdigit() and _DAY_BEFORE.search(head):
        return False
    if _GLUED.match(folded, figure.end) or (_PAPER_BEFORE.search(head) and _OF.match(folded, figure.end)):
        return False  # 1234A, « la facture 118 de 132 € »
    if (not number.isdigit() and number[-3:-2] in (",", ".")) or (value >= 100 and _CEILING_BEFORE.search(head)):
        return True
    return _leads_on(folded, figure.end)


def _leads_on(folded: str, end: int) -> bool:
    """Whether what follows a bare figure may follow a price; a noun would be what it counts."""
    found = _NEXT_WORD.match(folded, end)
    return found is None or found[1].rstrip(".") in _AFTER_A_PRICE or bool(_LABELLED_AFTER.match(folded, end))


_RANK_BEFORE = re.compile(r"(?<!\w)(?:le|la|les|au|du|chaque|mon|ma|son|sa|notre|votre|ce|cette) {1,2}$")
_NEXT_WORD = re.compile(r" {0,3}((?:[^\W\d_]|\d)[\w']{0,24}\.?)")
_AFTER_A_PRICE = frozenset(lexicon.AFTER_A_PRICE)
_NUMBER_BEFORE = _before(lexicon.NUMBER_BEFORE, r"[ :]{0,3}")
_DAY_BEFORE = _before(lexicon.DAY_BEFORE, r" {0,3}")

_GLUED = re.compile(r"[a-z](?!\w)")
_PAPER_BEFORE = re.compile(r"(?<!\w)(?:facture|devis|avoir|invoice|quote|quotation|order|commande) {1,2}$")
_OF = re.compile(r" {1,2}(?:de|du|d'un|des|pour|of|from|dated|for|a)(?!\w)[^\d\n]{0,24}\d")

_MONTHS = (
    r"(?:janvier|janv|january|jan|fevrier|fevr?|february|feb|mars|march|avril|avr|april|apr|mai|may|juin|june|jun"
    r"|juillet|juil|july|jul|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov"
    r"|decembre|december|dec)"
)
_UNITS = (
    r"(?:degres?|cm|mm|m|m2|m²|m3|m³|km|kg|g|l|litres?|bars?|w|kw|kwh|watts?|v|volts?|amp|amperes?|s|sec|secondes?"
    r"|mn|mins?|minutes?|j|jrs?|jours?|jour|sem|semaines?|mois|ans?|annees?|hours?|hrs?|days?|weeks?|months?|years?"
    r"|fois|x|nuits?|nights?|degrees|celsius|pouces?|inch|octets|personnes?|pers|times|eme|ieme|th|st|nd|rd|er|ere)(?![\w'€])"
)
_TO_ANOTHER = r"(?: ?(?:-|a|ou|to|/) ?\d{1,4})?"
_SUM = r"\d[\d .,']{0,16}(?: ?(?:€|euros?|eur|k€))?"
_NEVER_MONEY = tuple(
    map(
        re.compile,
        (
            r"https?://\S+|(?<!\w)www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}",
            r"(?<!\w)(?:\+|00)\d{1,3}(?:[ .\-/()]{0,3}\d){7,12}(?!\d)",  # +33 6 39 98 10 12
            r"(?<![\w.,])0 ?[1-9](?:[ .\-/]?\d{2}){4}(?!\d)",  # 06 39 98 10 12
            r"(?<![\w.,])0 ?8\d{2}(?:[ .]?\d{2,3}){2,3}(?!\d)",  # 0 800 47 33 33
            r"\b(?:tel|telephone|phone|portable|mob|mobile|fax|whatsapp)\b[ .:]{0,4}\+?\d[\d .\-()]{5,21}",
            r"(?<!\w)[a-z]{2}\d{2} ?(?:[a-z]{4} ?)?(?:\d[\da-z]{3} ?){2,8}[\da-z]{0,4}(?!\w)",  # IBAN
            r"(?<!\w)fr ?[\da-z]{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)",  # FR 12 000 001 107, the number for the tax
            r"\b(?:siret|siren|rcs(?: [a-z]{2,20}){0,2}|naf|ape|cpi|iban|bic)\b[ .:°n]{0,5}\d[\d .]{3,22}[a-z]?",
            r"(?<!\d)(?<!\d[ .,])\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?(?! ?[\d,€])(?! ?e)",  # SIREN, SIRET
            rf"\bcapital\b(?: social)?(?: variable)?[ :]{{0,3}}(?:de |of )?€? ?{_SUM}",  # SAS au capital de 50 000 €
            r"\b(?:garantie financiere|garant|caution mutuelle)\b[^\n]{0,90}?\d{2,3}[ .]000(?: ?(?:€|euros?|eur))?",
            r"(?<![\d/])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])",  # 24/11/2026
            r"(?<!\d)\d{1,2}[.\-]\d{1,2}[.\-](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)",
            rf"(?<!\w)(?:[0-2]?\d|3[01])(?:er)? ?{_MONTHS}\b\.?(?: \d{{4}})?|(?<!\w){_MONTHS}\.? 20\d\d(?! ?€)",
            r"(?<![\w.,])\d{1,2} ?h?(?: ?(?:-|a|et|/|to|and|ou) ?\d{1,2})? ?h(?:eures?|rs?)?(?: ?[0-5]\d)?(?!\w)",
            r"(?<![\w.,])\d{1,2}:\d{2}(?!\d)",
            r"(?<![\w.,])\d{1,2}(?: ?- ?\d{1,2})? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)",
            r"\b(?:tva|vat)\b(?: au taux)?(?: de| a| at)? (?:5[.,]5|10|20|2[.,]1)0?(?![\d.,]| ?(?:€|e\b|eur)) ?%?",
            r"(?<!\w)(?<!\d[.,])\d{1,4}(?:[.,]\d{1,3})? ?(?:%|pour ?cents?(?!\w)|percent|pct)",
            rf"(?<!\w)(?<!\d[.,])\d{{1,6}}(?:[.,]\d{{1,3}})?{_TO_ANOTHER} ?(?:°c?|º|{_UNITS})",
            r"(?<!\w)(?:x ?\d{1,3}(?!\d)|n ?[°º] ?[\w./-]{1,24})",
            r"(?<!\w)(?!(?:eur|euros?|env|max|maxi|ttc|ht|pour|total)\d)[a-z]{1,8}[-_/]?\d[\w/-]{0,30}",  # OS-2026-0187
            r"(?<![\w.,])\d{1,8}(?!k\d\b|e\d\d\b|eur\d\d\b|euros?\d\d\b)[a-z]{1,6}\d\w{0,20}",  # 45B12
            r"(?<![\w.,])(?:19|20)\d\d[-_/]\d{1,6}(?!\d)",  # 2026-118
            r"\d{10,}",
        ),
    )
)
"""What looks like a figure and never is a sum. Every repetition is bounded, so that each pass is linear."""

_NUMBER_WORDS = _any(lexicon.NUMBER_WORDS)
_WRITTEN = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:{_NUMBER_WORDS})[ -](?:(?:et|and)[ -])?){{1,8}})(?:€|(?:{_CURRENCY_WORDS})(?!\w))"
    rf"|(?<!\w)(?P<round>{_any(lexicon.ROUND_NUMBERS)})(?: d'| de )(?:{_CURRENCY_WORDS})(?!\w)"
)


def _written_out(shown: str) -> list[_Figure]:
    """« deux cents euros », « une centaine d'euros »."""
    figures: list[_Figure] = []
    for found in _WRITTEN.finditer(shown):
        if found["round"]:
            value, rough = Decimal(lexicon.ROUND_NUMBERS[found["round"]]), True
        else:
            value, rough = Decimal(_spelled(re.findall(r"[a-z]+", found["words"]))), False
        figures.append(_Figure(value.quantize(_CENT), found.start(), found.end(), found.start(), True, rough))
    return figures


def _spelled(said: list[str]) -> int:
    """« deux mille quatre-vingt-dix » is 2090."""
    total = current = 0
    for word in said:
        number = lexicon.NUMBER_WORDS.get(word, 0)
        if number == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif number == 100:
            current = max(current, 1) * 100
        elif number == 20 and current % 100 == 4:
            current += 76
        else:
            current += number
    return min(total + current, 9_999_999)


# --- What stands beside a figure -------------------------------------------------------------------------------------

_TAXES = {Tax.INCLUDED: _any(lexicon.TAX_INCLUDED), Tax.EXCLUDED: _any(lexicon.TAX_EXCLUDED)}
_TAX = rf"(?:(?P<included>{_TAXES[Tax.INCLUDED]})|(?P<excluded>{_TAXES[Tax.EXCLUDED]}))(?!\w)"
_TAX_AFTER = re.compile(rf"(?: {{0,3}}|\n)\(?,? ?(?:net )?{_TAX}(?P<next>[ ]{{0,3}}:?[ ]{{0,3}}[€£]? ?\d)?")
_TAX_BEFORE = re.compile(rf"(?<!\w){_TAX}[ \t\n:=()€£|.]{{0,8}}(?:(?:de|est de|a|of|is|at|est)[ ]|d')?$")
_TAX_AFTER_LOOSELY = re.compile(rf"[^\d\n.;:,]{{1,30}}?(?<!\w){_TAX}(?! {{0,3}}:? {{0,3}}[€£]? ?\d)")
_ALL_EXCLUDED = re.compile(
    rf"\b(?:prix|montants?|tarifs?|prices?|amounts?)\b[^\d\n.;:]{{0,24}}?\b(?:{_TAXES[Tax.EXCLUDED]})(?!\w)"
    r"(?! {0,3}:? {0,3}[€£]? ?\d)"
)

_VAT_BEFORE = re.compile(
    r"(?<!\w)(?<!hors )(?<!sans )(?<!avant )(?<!ex )(?<!\+ )(?<!excl )(?<!plus )(?:tva|t\.v\.a\.?|vat)\b"
    r"[ :=(\n\t]{0,4}(?:montant |au taux )?(?:de |a |du |at |of )?"
    r"(?:\d{1,2}(?:[.,]\d{1,2})? ?%?)?[ :=()\n\t€-]{0,5}(?:de |a |soit |is |of |est de )?$"
)
_VAT_AFTER = re.compile(r" ?(?:de |of |for )(?:la )?(?:tva|vat)(?!\w)")
_VAT_RATE = re.compile(
    r"(?<!\w)(?:tva|vat|t\.v\.a\.?)(?!\w)[^\d\n%€]{0,15}(?P<after>\d{1,2}(?:[.,]\d{1,2})?) ?"
    r"(?:%|pour ?cent|percent|(?![\d.,]| ?(?:€|e\b|eur)))"
    r"|(?<![\d.,])(?P<before>\d{1,2}(?:[.,]\d{1,2})?) ?% ?(?:de |of )?(?:tva|vat)(?!\w)"
)
_RATES = frozenset(map(Decimal, ("0", "2.1", "5.5", "8.5", "10", "20")))  # CGI, art. 278 to 281 nonies and 294-296
_RATE_WINDOW = 40

_SAME_BREATH = re.compile(r"[\n;!?]|\. ")
_PRICE_WORD = re.compile(rf"(?<!\w)(?:{_any(lexicon.PRICE_WORDS)})(?!\w)")
_PRICE_BEFORE = re.compile(rf"(?<!\w)(?:{_any(lexicon.PRICE_WORDS)})(?!\w)[^\n;!?\d]{{0,20}}$")
_ROUGH_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{_any(word for word in lexicon.ROUGH_BEFORE if word[-1].isalpha() or word[-1] == '.')})"
    rf"|{_any(word for word in lexicon.ROUGH_BEFORE if not word[0].isalnum())})[ :]{{0,3}}(?:de |a |les |des |d')?$"
)
_ROUGH_AFTER = re.compile(rf"(?: ?(?:ttc|ht)(?!\w))?[ (,]{{0,3}}(?:{_any(lexicon.ROUGH_AFTER)})(?!\w)")
_FILLER = (
    r"[ :=]{0,3}(?:(?:un |le )?(?:montant|total|prix) (?:de |of )?"
    r"|la somme de |de |a |les |des |of |to |at |d'|environ |env\.? )?"
)
_CEILING_BEFORE = _before(lexicon.CEILING_BEFORE, _FILLER)
_CEILING_AFTER = re.compile(rf"(?: ?(?:ttc|ht)(?!\w))?[ (,]{{0,3}}(?:{_any(lexicon.CEILING_AFTER)})(?!\w)")
_NOT_A_CEILING = _before(lexicon.NOT_A_CEILING, _FILLER)


def _read(folded: str) -> tuple[tuple[Amount, ...], tuple[Range, ...]]:
    """Figures first, then the ranges that two of them make, then the sums that are left."""
    figures = _figures(folded)
    taxes = _taxes(folded, figures)
    ranges: list[Range] = []
    single: list[Amount] = []
    number = 0
    while number < len(figures):
        figure, tax = figures[number], taxes[number]
        if number + 1 < len(figures):
            found = _range(folded, (figure, figures[number + 1]), (tax, taxes[number + 1]))
            if found:
                ranges.append(found)
                number += 2
                continue
        if figure.is_money:
            single.append(_amount(folded, figure, tax))
        number += 1
    return _shared(folded, _with_labels(folded, _with_rates(folded, single))), tuple(ranges)


def _amount(folded: str, figure: _Figure, tax: Tax) -> Amount:
    head = folded[max(0, figure.start - _WINDOW) : figure.start]
    rough = figure.rough or bool(_ROUGH_BEFORE.search(head) or _ROUGH_AFTER.match(folded, figure.end))
    is_vat = tax is Tax.UNSAID and bool(_VAT_BEFORE.search(head) or _VAT_AFTER.match(folded, figure.end))
    marked = figure.has_currency or tax is not Tax.UNSAID or is_vat or _is_ceiling(folded, figure.start, figure.end)
    return Amount(
        value=figure.value,
        tax=tax,
        start=figure.start,
        end=figure.end,
        rough=rough,
        marked=marked or _has_a_price_word(folded, figure),
        is_vat=is_vat,
    )


def _has_a_price_word(folded: str, figure: _Figure) -> bool:
    head = _SAME_BREATH.split(folded[max(0, figure.start - 30) : figure.start])[-1]
    tail = _SAME_BREATH.split(folded[figure.end : figure.end + 20])[0]
    return head.rstrip().endswith("=") or bool(_PRICE_WORD.search(head) or _PRICE_WORD.search(tail))


def _is_ceiling(folded: str, start: int, end: int) -> bool:
    head = folded[max(0, start - _WINDOW) : start]
    if _CEILING_AFTER.match(folded, end):
        return True
    return bool(_CEILING_BEFORE.search(head)) and not _NOT_A_CEILING.search(head)


def _taxes(folded: str, figures: list[_Figure]) -> list[Tax]:
    """The tax of each figure. A tax word speaks of one figure: « 480 HT soit 528 », « HT 480 TTC 528 »."""
    taxes: list[Tax] = []
    taken = 0
    for figure in figures:
        first = max(taken, figure.start - _WINDOW)
        before = _TAX_BEFORE.search(folded[first : figure.start])
        after = _TAX_AFTER.match(folded, figure.end)
        folds = folded.startswith("\n", figure.end)
        if after and (after["next"] or folds) and (before or (folds and after["next"]) or ":" in (after["next"] or "")):
            after = None  # « HT 480 TTC 528 »: the word belongs to the next figure
        found = after or before or (_TAX_AFTER_LOOSELY.match(folded, figure.end))
        if found is None:
            taxes.append(Tax.UNSAID)
            continue
        taxes.append(Tax.INCLUDED if found["included"] else Tax.EXCLUDED)
        taken = figure.end if found is before else max(found.end("included"), found.end("excluded"))
    return taxes


def _shared(folded: str, amounts: list[Amount]) -> tuple[Amount, ...]:
    """What is said once for several: « 320 ou 410 € HT », « prix HT », « A : 320 €, B : 410 »."""
    for number in range(len(amounts) - 2, -1, -1):
        amount, following = amounts[number], amounts[number + 1]
        if amount.tax is Tax.UNSAID and _OR.fullmatch(folded, amount.end, following.start):
            amounts[number] = replace(amount, tax=following.tax, marked=amount.marked or following.marked)
    if _ALL_EXCLUDED.search(folded):
        amounts = [replace(a, tax=Tax.EXCLUDED) if a.tax is Tax.UNSAID and not a.is_vat else a for a in amounts]
    if any(amount.label and amount.marked for amount in amounts):
        amounts = [replace(amount, marked=True) if amount.label else amount for amount in amounts]
    return tuple(amounts)


_OR = re.compile(r" {0,2}(?:ou|or|et|and|/) {0,2}(?:de |a )?")


def _with_rates(folded: str, amounts: list[Amount]) -> list[Amount]:
    """Each rate of the tax goes to the sum before it, or else to the one behind it."""
    starts = [amount.start for amount in amounts]
    for found in _VAT_RATE.finditer(folded):
        rate = Decimal((found["after"] or found["before"]).replace(",", "."))
        place = bisect(starts, found.start())
        before = [n for n in range(max(0, place - 2), place) if found.start() - amounts[n].end <= _RATE_WINDOW]
        behind = [n for n in range(place, min(len(amounts), place + 2)) if starts[n] - found.end() <= _RATE_WINDOW]
        near = [number for number in (*reversed(before), *behind) if not amounts[number].is_vat]
        if near and rate in _RATES:
            amounts[near[0]] = replace(amounts[near[0]], vat_rate=rate)
    return amounts


# --- Labels ----------------------------------------------------------------------------------------------------------

_NOUNS = rf"(?:{_any(lexicon.OPTION_NOUNS)})"
_ORDINAL = _any(lexicon.ORDINALS)
_NAMED_OPTION = re.compile(rf"(?<!\w){_NOUNS} ?(?:n ?[°o]\.? ?|numero )?(?:[a-h]|[1-9])(?!\w)")
_OPTION_BEFORE = re.compile(
    rf"(?<!\w)(?:{_any(set(lexicon.OPTION_NOUNS) - {'devis', 'devi', 'quote', 'offre', 'offer'})}) $"
)
_LABEL = re.compile(
    rf"(?<!\w)(?:{_NOUNS} ?(?:n ?[°o]\.? ?|numero )?(?P<named>[a-h]|[1-9])(?![\w%]|[.,]\d)"
    rf"|(?:le |la |the |en )(?P<ordinal>{_ORDINAL})(?!\w)"
    rf"|(?:le |la |the )(?P<article>[a-h]|[1-9])(?= (?:a|est a|at|is|c'est|pour|fait|for) ?[€£]?\d| ?[:=] ?[€£]?\d))"
    r"|(?:^|(?<=[\n,;.(])|(?<=\bet)|(?<=\bou)|(?<=\band)|(?<=\bor)|(?<=  )|(?<=€ ))[ \t•*-]{0,4}"
    r"(?P<bare>[a-h]|[1-9]) ?[:)=/](?![\d/])",
)
_LABELLED_AFTER = re.compile(
    rf"(?: ?(?:ttc|ht)(?!\w))?(?: ?\(| ?= ?| pour | for | - )(?:(?:l'|le |la |the )?{_NOUNS} ?(?P<named>[a-h]|[1-9])"
    rf"|(?:le |la |the )(?P<ordinal>[a-h]|[1-9]|{_ORDINAL})|(?P<bare>[a-h](?=$|[,.;)\n]| et | ou | and | or )))"
    r"(?![\w%]|[.,]?\d)(?! ?[:=€£]| ?\d| a | est | at | is )"
)
_LABEL_WINDOW = 160


def _with_labels(folded: str, amounts: list[Amount]) -> list[Amount]:
    """« option A : 320 », « le premier à 320 », « 320 pour le A »: which option each sum is the price of."""
    named = [(found.end(), found[found.lastgroup or 0]) for found in _LABEL.finditer(folded)]
    labelled: list[Amount] = []
    passed, since = -1, 0
    for amount in amounts:
        while passed + 1 < len(named) and named[passed + 1][0] <= amount.start:
            passed += 1
        behind = _LABELLED_AFTER.match(folded, amount.end)
        label = ""
        if behind:
            label, since = behind[behind.lastgroup or 0], behind.end()
        elif passed >= 0 and named[passed][0] > since and amount.start - named[passed][0] <= _LABEL_WINDOW:
            label = named[passed][1]
        labelled.append(replace(amount, label=lexicon.ORDINALS.get(label, label).upper()))
    return labelled


# --- Ranges ----------------------------------------------------------------------------------------------------------

_BETWEEN = re.compile(r"(?<!\w)(?:entre|between|comprise? entre|dans les)(?: les)? $")
_TO = re.compile(r" {0,2}(?:(?:ttc|ht) )?(?:-|–|—|a|to|/|jusqu'a|->|>) {0,2}(?:les )?")
_AND = re.compile(r" {0,2}(?:(?:ttc|ht) )?(?:et|and|-|–|—|a|to|/|ou) {0,2}(?:les )?")
_LEAST_BARE = 25
"""Below, two bare figures are hours: « entre 14 et 16 »."""


def _range(folded: str, pair: tuple[_Figure, _Figure], taxes: tuple[Tax, Tax]) -> Range | None:
    """The range that two figures side by side make. Two bare ones that are hours are no money at all."""
    low, high = pair
    head = folded[max(0, low.start - _WINDOW) : low.start]
    between = _AND if _BETWEEN.search(head) else _TO
    if not high.is_money or not between.fullmatch(folded, low.end, high.start):
        return None
    if Tax.UNSAID not in taxes and taxes[0] is not taxes[1]:
        return None  # « 480 HT - 528 TTC »: one price, said twice
    least = low.value
    if not low.is_money:
        least *= _scale(low.value, high.value)
    sure = high.has_currency or taxes[1] is not Tax.UNSAID or bool(_PRICE_BEFORE.search(head))
    if high.value < _LEAST_BARE and not sure:
        low.is_money = high.is_money = False
        return None
    if not least or least >= high.value or (least < _LEAST_BARE and not sure):
        return None
    tax = taxes[1] if taxes[0] is Tax.UNSAID else taxes[0]
    return Range(least, high.value, tax, low.start, high.end)


def _scale(low: Decimal, high: Decimal) -> int:
    """« 3 à 400 € » is 300 to 400, « 1 à 2000 » is 1000 to 2000; 0 when the lower one is no sum."""
    for scale in (100, 1000):
        if 1 <= low < 10 and high % scale == 0 and low * scale < high < 10 * scale:
            return scale
    return 0


# --- Options of a quote ----------------------------------------------------------------------------------------------

_PART_BEFORE = _before(lexicon.PARTS, r"[ :=(\t]{0,4}(?:de |d'|est de |of |a |ttc |ht |is )?")
_SHARE_BEFORE = re.compile(r"\b(?:acompte|arrhes|deposit|remise de)\b[^\n.;]{0,28}$")
_PART_AFTER = _after(lexicon.PART_AFTER)
_TOTAL_BEFORE = re.compile(rf"(?<!\w)(?:{_any(lexicon.TOTALS)})(?!\w)[^\d]{{0,24}}$")
_TOTAL_AFTER = re.compile(r" ?(?:(?:ttc|ht) )?(?:au total|en tout|in total|total)(?!\w)(?! ?(?:ttc|ht|[:=€]|\d))")


def _is_a_part(folded: str, amount: Amount) -> bool:
    head = folded[max(0, amount.start - _WINDOW) : amount.start]
    return bool(_PART_BEFORE.search(head) or _SHARE_BEFORE.search(head) or _PART_AFTER.match(folded, amount.end))


def _is_a_total(folded: str, amount: Amount) -> bool:
    head = folded[max(0, amount.start - _WINDOW) : amount.start]
    return bool(_TOTAL_BEFORE.search(head) or _TOTAL_AFTER.match(folded, amount.end))


def _pairs(amounts: list[Amount]) -> list[list[Amount]]:
    """The sums that say the same price with and without tax, side by side; a sum said twice counts once."""
    groups: list[list[Amount]] = []
    for amount in amounts:
        if groups and _same_price(groups[-1], amount):
            groups[-1].append(amount)
        elif not any(amount.value == said.value for group in groups[-8:] for said in group):
            groups.append([amount])
    return groups


def _same_price(group: list[Amount], amount: Amount) -> bool:
    said = group[-1]
    if len(group) > 1 or Tax.EXCLUDED not in (said.tax, amount.tax) or said.tax is amount.tax:
        return False
    without, included = (said, amount) if said.tax is Tax.EXCLUDED else (amount, said)
    if not without.value:
        return False
    rates = _RATES if included.tax is Tax.UNSAID else _RATES | {Decimal(2), Decimal(7), Decimal(15)}
    return any(
        abs(included.value - without.value * (1 + rate / 100)) <= max(_CENT * 5, included.value / 200) for rate in rates
    )


def _option(label: str, amounts: list[Amount]) -> PricedOption:
    included = [amount.value for amount in amounts if amount.tax is not Tax.EXCLUDED]
    excluded = [amount.value for amount in amounts if amount.tax is Tax.EXCLUDED]
    said = [amount.value for amount in amounts if amount.tax is Tax.INCLUDED]
    rates = [amount.vat_rate for amount in amounts if amount.vat_rate is not None]
    return PricedOption(
        label=label,
        incl_tax=next(iter(said or included), None),
        excl_tax=next(iter(excluded), None),
        vat_rate=next(iter(rates), None),
    )
