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
from functools import lru_cache

from mailbot.inbound.reading.lexicon import money_words as lexicon
from mailbot.inbound.reading.money_figures import (
    ALL_EXCLUDED,
    CENT,
    LABELLED_AFTER,
    NOUNS,
    ORDINAL,
    PRICE_BEFORE,
    WINDOW,
    Figure,
    Tax,
    any_of,
    decimal_of,
    ending_in,
    figures_in,
    is_ceiling,
    taxes_of,
)

__all__ = [
    "Amount",
    "PricedOption",
    "Range",
    "Tax",
    "amounts_in",
    "ceiling_in",
    "decimal_of",
    "quote_options",
    "ranges_in",
]


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
    return next((amount for amount in amounts_in(folded) if is_ceiling(folded, amount.start, amount.end)), None)


def quote_options(folded: str) -> tuple[PricedOption, ...]:
    """What a quote offers, in order. Options are never summed; a bare sum counts as tax included."""
    amounts = [amount for amount in amounts_in(folded) if not amount.is_vat]
    amounts = [amount for amount in amounts if amount.value] or amounts  # « déplacement 0 €, pose 120 € »
    amounts = [amount for amount in amounts if amount.marked] or amounts
    amounts = [amount for amount in amounts if not _is_a_part(folded, amount)] or amounts
    totals = _with_the_other_tax([amount for amount in amounts if _is_a_total(folded, amount)], amounts)
    labels = dict.fromkeys(amount.label for amount in amounts if amount.label)
    if totals and labels and not _NAMED_OPTION.search(folded):
        labels = {}  # « 1) dépose 100 €, 2) pose 200 €, total 300 € »: an enumeration
    if labels:
        return tuple(_option(label, [amount for amount in amounts if amount.label == label]) for label in labels)
    return tuple(_option("", group) for group in _pairs(totals or amounts))


# --- Sums ------------------------------------------------------------------------------------------------------------

_VAT_BEFORE = re.compile(
    r"(?<!\w)(?<!hors )(?<!sans )(?<!avant )(?<!ex )(?<!\+ )(?<!excl )(?<!plus )(?:tva|t\.v\.a\.?|vat)\b"
    r"[ :=(\n\t]{0,4}(?:montant |au taux )?(?:de |a |du |at |of )?"
    r"(?:\d{1,2}(?:[.,]\d{1,2})? ?%?)?[ :=()\n\t€-]{0,5}(?:de |a |soit |is |of |est de )?$"
)
_VAT_AFTER = re.compile(r" ?(?:de |of |for )(?:la )?(?:tva|vat)(?!\w)")

_SAME_BREATH = re.compile(r"[\n;!?]|\. ")
_PRICE_WORD = re.compile(rf"(?<!\w)(?:{any_of(lexicon.PRICE_WORDS)})(?!\w)")
_ROUGH_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{any_of(word for word in lexicon.ROUGH_BEFORE if word[-1].isalpha() or word[-1] == '.')})"
    rf"|{any_of(word for word in lexicon.ROUGH_BEFORE if not word[0].isalnum())})[ :]{{0,3}}(?:de |a |les |des |d')?$"
)
_ROUGH_AFTER = re.compile(rf"(?: ?(?:ttc|ht)(?!\w))?[ (,]{{0,3}}(?:{any_of(lexicon.ROUGH_AFTER)})(?!\w)")


@lru_cache(maxsize=1)
def _read(folded: str) -> tuple[tuple[Amount, ...], tuple[Range, ...]]:
    """Figures first, then the ranges that two of them make, then the sums that are left; rules ask for them in turn."""
    figures = figures_in(folded)
    taxes = taxes_of(folded, figures)
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


def _amount(folded: str, figure: Figure, tax: Tax) -> Amount:
    head = folded[max(0, figure.start - WINDOW) : figure.start]
    rough = figure.rough or bool(_ROUGH_BEFORE.search(head) or _ROUGH_AFTER.match(folded, figure.end))
    is_vat = tax is Tax.UNSAID and bool(_VAT_BEFORE.search(head) or _VAT_AFTER.match(folded, figure.end))
    marked = figure.has_currency or tax is not Tax.UNSAID or is_vat or is_ceiling(folded, figure.start, figure.end)
    return Amount(
        value=figure.value,
        tax=tax,
        start=figure.start,
        end=figure.end,
        rough=rough,
        marked=marked or _has_a_price_word(folded, figure),
        is_vat=is_vat,
    )


def _has_a_price_word(folded: str, figure: Figure) -> bool:
    head = _SAME_BREATH.split(folded[max(0, figure.start - 30) : figure.start])[-1]
    tail = _SAME_BREATH.split(folded[figure.end : figure.end + 20])[0]
    return head.rstrip().endswith("=") or bool(_PRICE_WORD.search(head) or _PRICE_WORD.search(tail))


def _shared(folded: str, amounts: list[Amount]) -> tuple[Amount, ...]:
    """What is said once for several: « 320 ou 410 € HT », « prix HT », « A : 320 €, B : 410 »."""
    for number in range(len(amounts) - 2, -1, -1):
        amount, following = amounts[number], amounts[number + 1]
        if amount.tax is Tax.UNSAID and _OR.fullmatch(folded, amount.end, following.start):
            amounts[number] = replace(amount, tax=following.tax, marked=amount.marked or following.marked)
    if ALL_EXCLUDED.search(folded):
        amounts = [replace(a, tax=Tax.EXCLUDED) if a.tax is Tax.UNSAID and not a.is_vat else a for a in amounts]
    if any(amount.label and amount.marked for amount in amounts):
        amounts = [replace(amount, marked=True) if amount.label else amount for amount in amounts]
    return tuple(amounts)


_OR = re.compile(r" {0,2}(?:ou|or|et|and|/) {0,2}(?:de |a )?")
_VAT_RATE = re.compile(
    r"(?<!\w)(?:tva|vat|t\.v\.a\.?)(?!\w)[^\d\n%€]{0,15}(?P<after>\d{1,2}(?:[.,]\d{1,2})?) ?"
    r"(?:%|pour ?cent|percent|(?![\d.,]| ?(?:€|e\b|eur)))"
    r"|(?<![\d.,])(?P<before>\d{1,2}(?:[.,]\d{1,2})?) ?% ?(?:de |of )?(?:tva|vat)(?!\w)"
)
_RATES = frozenset(map(Decimal, ("0", "2.1", "5.5", "8.5", "10", "20")))  # CGI, art. 278 to 281 nonies and 294-296
_RATE_WINDOW = 40


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

_NAMED_OPTION = re.compile(rf"(?<!\w){NOUNS} ?(?:n ?[°o]\.? ?|numero )?(?:[a-h]|[1-9])(?!\w)")
_LABEL = re.compile(
    rf"(?<!\w)(?:{NOUNS} ?(?:n ?[°o]\.? ?|numero )?(?P<named>[a-h]|[1-9])(?![\w%]|[.,/-]\d)"
    rf"|(?:le |la |the |en )(?P<ordinal>{ORDINAL})(?!\w)"
    rf"|(?:le |la |the )(?P<article>[a-h]|[1-9])(?= (?:a|est a|at|is|c'est|pour|fait|for) ?[€£]?\d| ?[:=] ?[€£]?\d))"
    r"|(?:^|(?<=[\n,;:.(/])|(?<=\bet)|(?<=\bou)|(?<=\band)|(?<=\bor)|(?<=  )|(?<=€ )|(?<=ttc )|(?<= ht ))[ \t•*-]{0,4}"
    r"(?P<bare>[a-h]|[1-9]) ?[:)=/](?![\d/])",
)
_LABEL_WINDOW = 160


def _with_labels(folded: str, amounts: list[Amount]) -> list[Amount]:
    """« option A : 320 », « le premier à 320 », « 320 pour le A »: which option each sum is the price of."""
    named = [(found.end(), found[found.lastgroup or 0]) for found in _LABEL.finditer(folded)]
    if {label for _, label in named} == {"a"}:
        # « devis à 900 € »: of one option alone, the letter is a preposition.
        named = [(end, label) for end, label in named if not folded[end : end + 2].strip(" €£").isdigit()]
    labelled: list[Amount] = []
    passed, since = -1, 0
    for amount in amounts:
        while passed + 1 < len(named) and named[passed + 1][0] <= amount.start:
            passed += 1
        behind = LABELLED_AFTER.match(folded, amount.end)
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


def _range(folded: str, pair: tuple[Figure, Figure], taxes: tuple[Tax, Tax]) -> Range | None:
    """The range that two figures side by side make. Two bare ones that are hours are no money at all."""
    low, high = pair
    head = folded[max(0, low.start - WINDOW) : low.start]
    between = _AND if _BETWEEN.search(head) else _TO
    if not high.is_money or not between.fullmatch(folded, low.end, high.start):
        return None
    if Tax.UNSAID not in taxes and taxes[0] is not taxes[1]:
        return None  # « 480 HT - 528 TTC »: one price, said twice
    least = low.value
    if not low.is_money:
        least *= _scale(low.value, high.value)
    sure = high.has_currency or taxes[1] is not Tax.UNSAID or bool(PRICE_BEFORE.search(head))
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

_PART_BEFORE = ending_in(lexicon.PARTS, r"[ :=(\t]{0,4}(?:de |d'|est de |of |a |ttc |ht |is )?")
_SHARE_BEFORE = re.compile(r"\b(?:acompte|arrhes|deposit|remise de)\b[^\n.;]{0,28}$")


def _beginning_with(phrases: Iterable[str], gap: str = "[ (,]{0,3}") -> re.Pattern[str]:
    """One of the phrases as the first words of a text."""
    return re.compile(rf"{gap}(?:{any_of(phrases)})(?!\w)")


_PART_AFTER = _beginning_with(lexicon.PART_AFTER)
_TOTAL_BEFORE = re.compile(rf"(?<!\w)(?:{any_of(lexicon.TOTALS)})(?!\w)[^\d]{{0,24}}$")
_TOTAL_AFTER = re.compile(r" ?(?:(?:ttc|ht) )?(?:au total|en tout|in total|total)(?!\w)(?! ?(?:ttc|ht|[:=€]|\d))")


def _is_a_part(folded: str, amount: Amount) -> bool:
    head = folded[max(0, amount.start - WINDOW) : amount.start]
    return bool(_PART_BEFORE.search(head) or _SHARE_BEFORE.search(head) or _PART_AFTER.match(folded, amount.end))


def _is_a_total(folded: str, amount: Amount) -> bool:
    head = folded[max(0, amount.start - WINDOW) : amount.start]
    return bool(_TOTAL_BEFORE.search(head) or _TOTAL_AFTER.match(folded, amount.end))


def _with_the_other_tax(totals: list[Amount], amounts: list[Amount]) -> list[Amount]:
    """« Total HT 142,50, TVA 14,25, TTC 156,75 »: the last of them is the same total."""
    return [
        amount
        for number, amount in enumerate(amounts)
        if amount in totals
        or any(near in totals and _same_price([near], amount) for near in amounts[max(0, number - 1) : number + 2])
    ]


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
        abs(included.value - without.value * (1 + rate / 100)) <= max(CENT * 5, included.value / 200) for rate in rates
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
