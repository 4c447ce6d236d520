"""A quote out of a mail and its documents: the figures, where they were read, and what was compared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from mailbot.blobs import fingerprint
from mailbot.db import Session
from mailbot.inbound.attachments import SortedFile
from mailbot.inbound.company_words import names_insurance
from mailbot.inbound.reading.documents import Document, Paper, Trouble, read_document
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import PricedOption, amounts_in, quote_options
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.model_mails import Attachment
from mailbot.vocabulary import AttachmentUse
from mailbot.workflow.quote_figures import Delivered, Figures
from mailbot.workflow.scene import Scene

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Read:
    """A document that came with a mail, and the file that it is."""

    file: SortedFile
    document: Document


def documents_of(files: Sequence[SortedFile]) -> tuple[Read, ...]:
    """The documents of a mail, read."""
    papers = (each for each in files if each.use is AttachmentUse.DOCUMENT)
    return tuple(Read(each, read_document(each.file.content, each.file.name)) for each in papers)


def quote_in(
    scene: Scene, reading: Reading, papers: Sequence[Read], kept: Sequence[Mapping[str, Any]]
) -> Delivered | None:
    """The quote that a mail hands in, or the figures that it puts right; None when it does neither. `kept`: each
    document's attachment, name and fingerprint, in their order."""
    assert scene.company is not None
    quote, words = scene.company.about_quote, reading.fresh_text
    submitted = reading.intent(IntentType.SUBMIT_QUOTE)
    if submitted is not None:
        options = tuple(Figures.from_json(option) for option in submitted.values.get("options", ()))
        return _delivered(scene, submitted, words, _several(options, papers, words), papers, kept)
    if quote is not None and quote.received_at is not None:
        right = _put_right(reading, Figures("", quote.amount_incl_tax, quote.amount_excl_tax, quote.vat_rate))
        return None if right is None else Delivered((right,), read_in="sentence", sentence=line_with(words, right))
    if any(is_unreadable(each) for each in papers):
        # A scan came where a quote was asked for: somebody reads it.
        return _delivered(scene, None, words, (), papers, kept)
    return None


def is_unreadable(paper: Read) -> bool:
    """Whether a document may be a quote, and nothing of it can be read: somebody has to look."""
    return paper.document.trouble in _UNREADABLE and paper.document.paper in _MAY_BE


def may_be_quote(paper: Read) -> bool:
    """Whether a document is a quote, or says of itself nothing else."""
    return paper.document.paper in _MAY_BE


def kept_papers(papers: Sequence[Read]) -> list[Mapping[str, Any]]:
    """What a quote remembers of its documents before they have rows."""
    return [
        {"attachment": None, "name": each.file.file.name, "fingerprint": fingerprint(each.file.file.content)}
        for each in papers
    ]


def with_numbers(session: Session, mail_id: int, delivered: Delivered) -> Delivered:
    """The same, once its documents have rows."""
    rows = session.execute(
        select(Attachment.fingerprint, Attachment.id).where(
            Attachment.mail_id == mail_id, Attachment.use == AttachmentUse.DOCUMENT
        )
    )
    numbers = {row.fingerprint: row.id for row in rows}
    documents = tuple({**each, "attachment": numbers.get(each["fingerprint"])} for each in delivered.documents)
    return replace(delivered, documents=documents)


_UNREADABLE = frozenset({Trouble.NO_TEXT, Trouble.ENCRYPTED, Trouble.TOO_LARGE})
_MAY_BE = frozenset({Paper.QUOTE, Paper.OTHER})


def _several(options: tuple[Figures, ...], papers: Sequence[Read], words: str) -> tuple[Figures, ...]:
    """Two documents are two options, when it is they that name the prices; else what the reader found."""
    quotes = [each for each in papers if each.document.paper is Paper.QUOTE and each.document.options]
    if len(quotes) < 2 or amounts_in(fold(words)):
        return options
    return tuple(
        Figures(option.label or each.document.number or each.file.file.name, *_sums(option))
        for each in quotes
        for option in each.document.options
    )


def _sums(option: PricedOption) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return option.incl_tax, option.excl_tax, option.vat_rate


def _delivered(
    scene: Scene, intent: Intent | None, words: str, options: tuple[Figures, ...], papers: Sequence[Read],
    kept: Sequence[Mapping[str, Any]],
) -> Delivered:  # fmt: skip
    quotes = [each.document for each in papers if each.document.paper in _MAY_BE]
    paper = next((each for each in quotes if each.paper is Paper.QUOTE), quotes[0] if quotes else None)
    options = tuple(option for option in options if not option.is_empty)
    if len(options) == 1 and paper is not None and len(paper.options) == 1:
        options = (_with_paper(options[0], paper.options[0]),)
    in_words = bool(options) and any(_says(words, option) for option in options)
    text = f"{words}\n{paper.text if paper is not None else ''}"
    return Delivered(
        options=options,
        company_number=paper.number if paper is not None else "",
        dated_on=paper.issued if paper is not None else None,
        valid_until=_valid_until(text, paper.issued if paper is not None else None),
        read_in="" if not options else "sentence" if in_words else "page",
        sentence=line_with(words if in_words else text, options[0]) if options else "",
        documents=tuple(kept),
        checks=_checks(scene, options, paper, text),
    )


def _with_paper(said: Figures, paper: PricedOption) -> Figures:
    """What the words leave unsaid of the very price that the document names."""
    if said.incl_tax is not None and paper.incl_tax is not None and said.incl_tax != paper.incl_tax:
        return said
    if said.excl_tax is not None and paper.excl_tax is not None and said.excl_tax != paper.excl_tax:
        return said
    rate = said.vat_rate if said.vat_rate is not None else paper.vat_rate
    return Figures(said.label, said.incl_tax or paper.incl_tax, said.excl_tax or paper.excl_tax, rate)


# -- Where it was read ------------------------------------------------------------------------------------------------

_LONGEST_SENTENCE = 240


def _says(words: str, figures: Figures) -> bool:
    return any(
        amount.value in (figures.incl_tax, figures.excl_tax) for amount in amounts_in(fold(words))
    )  # fmt: skip


def line_with(words: str, figures: Figures) -> str:
    """The line in which a price stands, as it was written."""
    wanted = [each for each in (figures.incl_tax, figures.excl_tax) if each is not None]
    for value in wanted:
        for line in words.splitlines():
            if any(amount.value == value for amount in amounts_in(fold(line))):
                return " ".join(line.split())[:_LONGEST_SENTENCE]
    return ""


# -- What is compared -------------------------------------------------------------------------------------------------


def _checks(scene: Scene, options: Sequence[Figures], paper: Document | None, text: str) -> dict[str, str]:
    """Codes of CHECKS: each says what a manager would look up by hand (WORDING, G-06)."""
    checks = {}
    if paper is not None and paper.text.strip():
        home, building = scene.home.dwelling, scene.home.building
        said = fold(paper.text).replace(",", "")
        # A request for a quote alone tells the company no street. The town is its own too, as often as not.
        knows_street = scene.company is not None and scene.company.order is not None
        places = (building.street,) if knows_street else (building.street, building.town)
        named = any(fold(place).replace(",", "") in said for place in places if place)
        checks["address"] = "address_named" if named and home else "address_missing"
    sums = {_adds_up(option) for option in options}
    checks["sums"] = "sums_wrong" if "wrong" in sums else "sums_right" if sums == {"right"} else "sums_unknown"
    known = options and all(option.vat_rate is not None for option in options)
    checks["vat"] = "vat_said" if known else "vat_to_confirm"
    checks["insurance"] = "insurance_named" if names_insurance(text) else "insurance_missing"
    if paper is not None and len(options) == 1 and len(paper.options) == 1:
        printed, said_sum = paper.options[0].incl_tax, options[0].incl_tax
        if printed is not None and said_sum is not None and printed != said_sum:
            checks["paper"] = "paper_differs"
    return checks


def _adds_up(option: Figures) -> str:
    if option.incl_tax is None or option.excl_tax is None:
        return "unknown"
    if option.excl_tax > option.incl_tax:
        return "wrong"
    if option.vat_rate is None:
        return "right" if option.incl_tax <= option.excl_tax * Decimal("1.2") + _CENT else "wrong"
    return "right" if abs(option.excl_tax * (1 + option.vat_rate / 100) - option.incl_tax) <= 2 * _CENT else "wrong"


_VALID = re.compile(
    r"(?:valable|validite|valide|valid)\b[^\d\n]{0,40}(?:(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})"
    r"|(?P<number>\d{1,3}) ?(?P<unit>jours?|days?|mois|months?|semaines?|weeks?))"
)


def _valid_until(text: str, issued: date | None) -> date | None:
    """« Valable jusqu'au 18/01/2027 », « validité : 30 jours » from the day of the document."""
    found = _VALID.search(fold(text))
    if found is None:
        return None
    try:
        if found["day"]:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        if issued is None:
            return None
        number, unit = int(found["number"]), found["unit"][0]
        if unit != "m":
            return issued + timedelta(days=number * (7 if unit in "sw" else 1))
        months = issued.month - 1 + number
        return date(issued.year + months // 12, months % 12 + 1, min(issued.day, 28))
    except (ValueError, OverflowError):
        return None


# -- Figures put right ------------------------------------------------------------------------------------------------

_FIGURE = r"(?<!\d)(\d{1,3}(?:[ \u00a0\u202f.]\d{3}){1,4}(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?)"
_MONEY = r"\s*+(?:(?:€|euros?|eur)\s*+)?(?:(?:ttc|ht)\s*+)?"
_NOT_BUT = re.compile(
    rf"{_FIGURE}{_MONEY}(?:,\s*+)?(?:(?:et|and|but|mais)\s++)?(?:non|pas|not|au lieu de|instead of|rather than)\s++"
    rf"(?:pas\s++)?(?:(?:de|of)\s++)?{_FIGURE}(?![\d/])"
)


def _put_right(reading: Reading, stands: Figures) -> Figures | None:
    """« C'est 540 et non 528 », « le montant exact est 540 € TTC »: other figures than those that stand."""
    folded = fold(reading.fresh_text)
    found = _NOT_BUT.search(folded)
    if found is not None and (said := _named(found[2])) in (stands.incl_tax, stands.excl_tax):
        right = _named(found[1])
        if said == stands.incl_tax:
            return Figures("", right, None, stands.vat_rate)
        return Figures("", None, right, stands.vat_rate)
    price = reading.intent(IntentType.STATE_PRICE)
    if price is None or not price.values.get("firm"):
        return None
    right_figures = price_in(reading, price)[0]
    new = [each for each in (right_figures.incl_tax, right_figures.excl_tax) if each is not None]
    return right_figures if new and set(new) - {stands.incl_tax, stands.excl_tax} else None


def price_in(reading: Reading, price: Intent) -> tuple[Figures, ...]:
    """The prices that a mail states, for comparing them with the threshold: of a range, its upper end."""
    said = price.values.get("amount_incl_tax") or price.values.get("max") or price.values.get("min")
    value = None if said is None else Decimal(said)
    options = quote_options(fold(reading.fresh_text))
    for option in options:
        if value is not None and value == option.incl_tax:
            return (Figures("", *_sums(option)),)
    if value is None and options:
        return tuple(Figures("", *_sums(option)) for option in options)
    return (Figures("", value),)


def _named(written: str) -> Decimal:
    bare = re.sub(r"[ \u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{2})?", bare):
        bare = bare.replace(".", "")
    return Decimal(bare.replace(",", ".")).quantize(_CENT)
