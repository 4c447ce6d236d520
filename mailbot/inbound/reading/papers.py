"""Prices, quotes, invoices and bank details that a provider gives (READING, section 7, rule 9)."""

from __future__ import annotations

import re
from decimal import Decimal

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.documents import Document, Paper
from mailbot.inbound.reading.lexicon import paper_words as table
from mailbot.inbound.reading.money import Amount, PricedOption, Tax, quote_options
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_QUOTE = Sayings(table.QUOTE_PROPER)
_INVOICE = Sayings(table.INVOICE_PROPER)
_DELIVERED = Sayings(table.DELIVERED)
_HANDED = Sayings(table.HANDED)
_ANNOUNCED = Sayings(table.ANNOUNCED)
_REFERRED = Sayings(table.REFERRED_TO)
_CHARGE = Sayings(table.WILL_CHARGE)
_BANK = Sayings(table.BANK)
_SAME_BANK = Sayings(table.BANK_NOT_CHANGED)
_NOT_YET = Sayings(table.NOT_YET)
_NOT_A_PRICE = Sayings(table.NOT_A_PRICE)


def read_papers(situation: Situation) -> Said:
    """The papers that came, by their own words or by the words around them; a price alone is a price."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    found: list[Intent] = []
    bank = _bank_change(situation)
    invoice = _invoice(situation)
    quote = None if invoice is not None else _quote(situation)
    for intent in (invoice, quote, bank):
        if intent is not None:
            found.append(intent)
    if invoice is None and quote is None:
        price = _price(situation)
        if price is not None:
            found.append(price)
    return Said(tuple(found))


def money(value: Decimal | None) -> str | None:
    """READING, section 2: a point and two digits."""
    return None if value is None else f"{value:.2f}"


_FRAUD = Sayings(table.FRAUD)


def _bank_change(situation: Situation) -> Intent | None:
    """Other details than before, whatever is said beside them: who keeps his name may have another account."""
    # Clause by clause: « ne tardez pas, nouveau RIB » keeps no bank.
    kept = [clause for clause in situation.clauses if _says_that_it_stays(clause)]
    if not kept and _keeps_its_account(situation):
        return None
    for clause in situation.statements:
        if clause in kept or _is_warned_of(situation, clause):
            continue
        if _changes_beside(situation, clause):
            return intent_of(IntentType.BANK_CHANGE, clause)
        if not _names_another_account(clause) or (kept and _ANOTHER_ACCOUNT.find(clause.wording) is None):
            continue
        if _NOT_YET.find(clause.wording) is not None or is_reported(clause):
            continue
        return intent_of(IntentType.BANK_CHANGE, clause)
    return None


def _says_that_it_stays(clause: Clause) -> bool:
    """The account itself: « le titulaire n'a pas changé » beside a new one is what a fraud says."""
    left = _NAME_KEPT.without(clause.wording)
    return _SAME_BANK.find(left) is not None and _OF_AN_ACCOUNT.find(left) is not None


def _is_warned_of(situation: Situation, clause: Clause) -> bool:
    """« Si vous recevez un autre RIB, c'est une arnaque », and not « suite à une fraude, notre nouveau RIB »."""
    if _FRAUD.find(_AFTER_A_FRAUD.without(clause.wording)) is not None:
        return True
    behind = (c for c in situation.clauses if c.start > clause.start and c.sentence <= clause.sentence + 1)
    return any(_IT_IS.match(c.folded) is not None and _FRAUD.find(c.wording) is not None for c in behind)


def _changes_beside(situation: Situation, clause: Clause) -> bool:
    """« L'adresse n'a pas changé, le RIB si »."""
    if _ALSO_CHANGED.find(clause.wording) is None:
        return False
    before = [c for c in situation.statements if c.sentence == clause.sentence and c.start < clause.start]
    return any(_SAME_BANK.find(c.wording) for c in before)


_NAME_KEPT = Sayings(table.NAME_KEPT)
_OF_AN_ACCOUNT = Sayings(table.OF_AN_ACCOUNT)
_ALSO_CHANGED = Sayings(table.ALSO_CHANGED)
_ANOTHER_ACCOUNT = Sayings(table.ANOTHER_ACCOUNT)
_AFTER_A_FRAUD = Sayings(table.AFTER_A_FRAUD)
_IT_IS = re.compile(
    r"(?:c'est|c est|ce (?:sont|sera|serait)|(?:this|it|that|they) (?:is|are|will)|(?:it|that)'s|ignore)"
)


def _keeps_its_account(situation: Situation) -> bool:
    """« Notre banque change de nom, l'IBAN ne change pas »: no word of a new account, and no number, stands beside."""
    if not any(_KEPT_BANK.find(clause.wording) for clause in situation.statements) or _IBAN.search(situation.folded):
        return False
    left = [_KEPT_BANK.without(clause.wording) for clause in situation.statements]
    return not any(_BANK.find(wording) and _ACCOUNT_NUMBER.find(wording) for wording in left)


_IBAN = re.compile(r"\b[a-z]{2}\d{2} ?\d{4} ?\d{2}")


def _names_another_account(clause: Clause) -> bool:
    # « désormais » is among the words that wordings leave out.
    anew = _FROM_NOW_ON.search(clause.folded) is not None and _ACCOUNT.find(clause.wording) is not None
    if anew and _USUAL_ACCOUNT.find(clause.wording) and table.NOT_THE_USUAL.isdisjoint(clause.wording.words):
        return False
    return anew or _BANK.find(clause.wording) is not None


_FROM_NOW_ON = re.compile(r"\b(?:desormais|dorenavant|a l'avenir|from now on|in future)\b")
_ACCOUNT = Sayings(table.ACCOUNT)
_KEPT_BANK = Sayings(table.KEPT_BANK)
_ACCOUNT_NUMBER = Sayings(table.ACCOUNT_NUMBER)
_USUAL_ACCOUNT = Sayings(table.USUAL_ACCOUNT)


def _paper(situation: Situation, *kinds: Paper) -> Document | None:
    return next((document for document in situation.documents if document.paper in kinds), None)


def _sends(situation: Situation, paper: Sayings) -> Clause | None:
    """The clause that hands a paper over, and does not only promise or mention it."""
    clauses = situation.statements
    for index, clause in enumerate(clauses):
        if situation.files and _is_herewith(clause, paper):
            return clause
        left = _HEREAFTER.without(clause.wording)
        if situation.asks(Question.SEND_QUOTE, Question.NEXT_STEP) and not _costs_itself_or_follows(clauses, clause):
            left = _AMOUNTS_TO.without(left)
        if paper.find(clause.wording) is None or _REFERRED.find(left) is not None:
            continue
        near = [c for c in clauses[max(0, index - 1) : index + 2] if c.sentence == clause.sentence]
        here = _is_delivered(clause)
        if not here and _NOT_WITH_IT.find(clause.wording) and not any(map(_hands_it_over, near)):
            continue  # « facture non jointe, je la renvoie demain »
        if situation.files and _HANDED.find(clause.wording) is not None and (here or not _is_for_later(clause)):
            return clause
        if _CHARGE.find(clause.wording) is not None and not here:
            continue
        if _is_announced(clause) and not here:
            continue
        if here or (any(map(_is_delivered, near)) and not _is_announced(clause)):
            return clause
        if _amounts_near(situation, clause) or situation.files:
            return clause
    return None


def _is_herewith(clause: Clause, paper: Sayings) -> bool:
    found = _HEREWITH.find(clause.wording)
    if found is None or _NOT_HEREWITH.find(clause.wording) is not None:
        return False
    return paper.find(Wording(found[0].strip())) is not None and not denies(clause.wording, found.start())


_HEREWITH = Sayings(table.HEREWITH)
_NOT_HEREWITH = Sayings(table.NOT_HEREWITH)


def _is_delivered(clause: Clause) -> bool:
    return _DELIVERED.find(_NOT_WITH_IT.without(clause.wording)) is not None


def _hands_it_over(clause: Clause) -> bool:
    """« … non jointe hier, la voici », and not « photos jointes »."""
    return _is_delivered(clause) and _SOMETHING_ELSE.find(clause.wording) is None


_NOT_WITH_IT = Sayings(table.NOT_WITH_IT)
_SOMETHING_ELSE = Sayings(table.SOMETHING_ELSE)


def _is_announced(clause: Clause) -> bool:
    return _ANNOUNCED.find(_TERMS.without(clause.wording)) is not None


_TERMS = Sayings(table.TERMS)


def _is_for_later(clause: Clause) -> bool:
    return _LATER_THAN_THIS.find(clause.wording) is not None


_LATER_THAN_THIS = Sayings(table.LATER_THAN_THIS)
_HEREAFTER = Sayings(
    (
        "ci apres|dessous|joint|jointe",
        "est|sont [ci] jointe|jointes|joint|joints|attachee+|incluse+ !a|au|avec",
        "est|sont [ci] jointe|jointes|joint|joints|attachee+|incluse+ a|au"
        " [ce|cet|present] mail|message|courriel|email",
    )
)


_AMOUNTS_TO = Sayings(table.AMOUNTS_TO)


def _costs_itself_or_follows(clauses: tuple[Clause, ...] | list[Clause], clause: Clause) -> bool:
    """« Le devis est à 50 €, déduits des travaux » is the price of its making; what comes tomorrow is not here."""
    near = [c for c in clauses if c.sentence == clause.sentence]
    return any(_is_announced(c) or _FOR_ITS_MAKING.search(c.folded) is not None for c in near)


_FOR_ITS_MAKING = re.compile(r"\b(?:deplacement|deduit|rembours|en general|d'habitude|refunded|deducted)")


def _amounts_near(situation: Situation, clause: Clause) -> list[Amount]:
    """Prices in the clause, or in those that go on from it."""
    end = clause.start + len(clause.text) + 80
    return [
        amount
        for amount in situation.amounts
        if clause.start - 40 <= amount.start < end and _is_price(situation, amount)
    ]


def _is_price(situation: Situation, amount: Amount) -> bool:
    if amount.is_vat or _numbers_a_paper(situation, amount):
        return False
    return amount.marked or situation.asks(Question.SEND_QUOTE, Question.SEND_INVOICE, Question.NEXT_STEP)


def _numbers_a_paper(situation: Situation, amount: Amount) -> bool:
    plain = amount.tax is Tax.UNSAID and situation.folded[amount.start : amount.end].isdigit()
    return plain and _PAPER_NUMBER.search(situation.folded, max(0, amount.start - 30), amount.start) is not None


_PAPER_NUMBER = re.compile(r"\b(?:factures?|fact|devis|avoir|invoice|quote|bill)\s(?:n ?[°o]?\.? ?|no\.? ?|num\w* )?$")
"""« ci-joint facture 44 »: the number of the paper."""


def _invoice(situation: Situation) -> Intent | None:
    document = _paper(situation, Paper.INVOICE)
    clause = _sends(situation, _INVOICE)
    if document is None and clause is None:
        return None
    if (
        document is None
        and clause is not None
        and _QUOTE.find(clause.wording) is not None
        and _paper(situation, Paper.QUOTE)
    ):
        return None
    amount = _total(situation) if clause is not None or document is None else None
    if amount is None and document is not None:
        amount = document.incl_tax
    values = {"amount_incl_tax": money(amount)}
    return intent_of(IntentType.SEND_INVOICE, clause or _first(situation), **values)


def _first(situation: Situation) -> Clause | None:
    return situation.clauses[0] if situation.clauses else None


def _total(situation: Situation) -> Decimal | None:
    """The sum with tax that the words give; a bare amount counts as such, one without tax never does."""
    options = quote_options(situation.folded)
    if (
        len(options) == 1
        and options[0].incl_tax is not None
        and any(_is_price(situation, a) for a in situation.amounts)
    ):
        return options[0].incl_tax
    amounts = [amount for amount in situation.amounts if _is_price(situation, amount)]
    taxed = [amount for amount in amounts if amount.tax is Tax.INCLUDED]
    bare = [amount for amount in amounts if amount.tax is Tax.UNSAID and amount.marked]
    chosen = taxed or bare
    return chosen[0].value if chosen else None


def _quote(situation: Situation) -> Intent | None:
    document = _paper(situation, Paper.QUOTE)
    clause = _sends(situation, _QUOTE)
    if document is None and clause is None:
        return None
    said = (
        []
        if clause is None and document is not None and not situation.amounts
        else list(quote_options(situation.folded))
    )
    said = [option for option in said if option.incl_tax is not None or option.excl_tax is not None]
    if not said and document is not None:
        said = list(document.options) or [
            PricedOption(label="", incl_tax=document.incl_tax, excl_tax=document.excl_tax, vat_rate=None)
        ]
    if not said and clause is not None and not situation.files and _DELIVERED.find(clause.wording) is None:
        return None
    options = [_option(option) for option in said]
    values = {"options": options} if options else {}
    return intent_of(IntentType.SUBMIT_QUOTE, clause or _first(situation), **values)


def _option(option: PricedOption) -> dict[str, str]:
    said = {
        "label": option.label or None,
        "amount_incl_tax": money(option.incl_tax),
        "amount_excl_tax": money(option.excl_tax),
        "vat_rate": None if option.vat_rate is None else f"{option.vat_rate.normalize():f}",
    }
    return {name: value for name, value in said.items() if value is not None}


def _price(situation: Situation) -> Intent | None:
    """« 85 € ttc », « entre 300 et 400 »: a price, firm or not."""
    for spread in situation.ranges:
        clause = _clause_at(situation, spread.start)
        if clause is not None and not _NOT_A_PRICE.find(clause.wording):
            return intent_of(IntentType.STATE_PRICE, clause, firm=False, min=money(spread.low), max=money(spread.high))
    for amount in _total_first(situation):
        clause = _clause_at(situation, amount.start)
        if clause is None or amount.is_vat or _is_asked(situation, clause):
            continue
        if not amount.marked and not _is_a_guess(situation, amount):
            continue
        if _numbers_a_paper(situation, amount):
            continue
        if _NOT_A_PRICE.find(clause.wording) is not None or _is_our_ceiling(situation, amount, clause):
            continue
        taxed = amount.tax is not Tax.EXCLUDED
        others = [a for a in situation.amounts if a.marked and not a.is_vat and a.tax is Tax.INCLUDED]
        value = amount.value if taxed else (others[0].value if others else None)
        return intent_of(IntentType.STATE_PRICE, clause, firm=not amount.rough, amount_incl_tax=money(value))
    return None


def _is_a_guess(situation: Situation, amount: Amount) -> bool:
    """« À vue de nez dans les 400 »: a bare figure, and an idiom that is said of nothing but a price."""
    if amount.value < _LEAST_GUESS or not situation.asks(Question.NEXT_STEP, Question.SEND_QUOTE):
        return False
    head = situation.folded[max(0, amount.start - 40) : amount.start]
    return amount.rough and _GUESSES.search(head) is not None


_LEAST_GUESS = 50
_GUESSES = re.compile(r"\b(?:vue de nez|vue d'oeil|la louche|au pif|doigt mouille|ballpark)\b[^\d.;!?\n]{0,20}$")


def _total_first(situation: Situation) -> tuple[Amount, ...]:
    """« Pièce 45 €, total 135 TTC »: the total is the price."""
    totals = [
        a
        for a in situation.amounts
        if _TOTAL.search(situation.folded, max(0, a.start - 16), a.start) or _IN_ALL.match(situation.folded, a.end)
    ]
    said = [a for a in situation.amounts if a.marked and not a.is_vat]
    adds_up = len(said) > 2 and said[-1].value == sum(a.value for a in said[:-1])
    if not totals and adds_up and _comes_to_the_last(situation, said):
        totals = said[-1:]  # « 85 € la pièce et 60 € la pose, soit 145 € »
    return (*totals[:1], *situation.amounts)


_TOTAL = re.compile(r"\b(?:total|totale|en tout|le tout)(?: (?:de|est de|fait|fera|ttc))?\s?[:=]?\s?$")


def _comes_to_the_last(situation: Situation, said: list[Amount]) -> bool:
    """« … soit 145 € », and not « soit 85 €, soit 60 €, soit 145 € »: these are to choose from."""
    led = [_COMES_TO.search(situation.folded, max(0, a.start - 12), a.start) is not None for a in said]
    return led[-1] and not any(led[:-1])


_COMES_TO = re.compile(r"(?:=|\b(?:soit|ca fait|ca fera|donc|makes?|comes to)) ?$")
_IN_ALL = re.compile(r" ?(?:ttc,? )?(?:en tout|au total|tout compris|all in|in total)\b(?! (?:et|and) pour\b)")


def _is_our_ceiling(situation: Situation, amount: Amount, clause: Clause) -> bool:
    """« 150 max, ça couvre à peine le déplacement »: the sum of our letter, and no price of his."""
    ours = amount.value == situation.standpoint.quote_threshold and _HIS_PRICE.isdisjoint(clause.wording.words)
    return ours and _NOT_ENOUGH.find(clause.wording) is not None


_NOT_ENOUGH = Sayings(table.NOT_ENOUGH)
_HIS_PRICE = frozenset(
    ("prix", "tarif", "propose", "proposons", "demande", "demandons", "facture", "facturons", "price")
)


def _is_asked(situation: Situation, clause: Clause) -> bool:
    """« 165 € TTC, ça vous va ? » names its price, and asks behind it."""
    last = [c for c in situation.clauses if c.sentence == clause.sentence][-1]
    return clause.is_question and (clause is last or _ASKING.match(clause.folded) is not None)


_ASKING = re.compile(
    r"(?:est-ce|combien|pourquoi|quel|qui|c'est|vous|is|are|do|does|how|why|what|who|[\w']+-(?:vous|il|elle|ce|t-))"
)


def _clause_at(situation: Situation, at: int) -> Clause | None:
    return next((c for c in situation.clauses if c.start <= at < c.start + len(c.text) + 2), None)
