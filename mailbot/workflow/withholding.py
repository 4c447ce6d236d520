"""What tenants and landlords do not read of a company's public words: sums, bank details, access codes (S1-89)."""

import re
from collections.abc import Iterator

from mailbot.workflow.courtesies import says_something
from mailbot.workflow.marks import mark as mark_of


def withheld(words: str, language: str) -> str:
    """The words without the sentences that hold a sum, bank details or an access code: a mark stands for each run of
    them. Every other sentence, line and bullet stays as it was written. The stored text is nobody's to change: this is
    what tenants and landlords read of it."""
    readable = _ENDLESS.sub(lambda run: "\N{NULL} " * (len(run[0]) // 2) + "\N{NULL}" * (len(run[0]) % 2), words)
    segments = sentences(readable)
    return with_marks(words, segments, _held(readable, segments), language)


def sentences(words: str) -> list[tuple[int, int, int]]:
    """Each sentence of each line: where it begins, where it ends, and where the next one begins."""
    return list(_segments(words))


def with_marks(words: str, segments: list[tuple[int, int, int]], held: list[bool], language: str) -> str:
    """The words with a mark for each run of sentences that are held."""
    if not any(held):
        return words
    mark = mark_of("withheld", language)
    kept: list[str] = []
    after_mark = False
    for (start, end, gap), is_held in zip(segments, held, strict=True):
        if not is_held:
            kept.append(words[start:gap])
        elif after_mark:
            # One mark for a run within a line; the line ends stay.
            kept[-1] = kept[-1].rstrip(" \t") + words[end:gap]
        else:
            bullet = _BULLET.match(words, start, end)
            kept.append(words[start : bullet.end() if bullet else start] + mark + words[end:gap])
        after_mark = is_held and "\n" not in words[end:gap]
    return "".join(kept)


# No sentence has such a word, and looking for sums in one takes minutes: whatever holds it is withheld.
_ENDLESS = re.compile(r"\S{300,}")


def says_more(words: str) -> bool:
    """Whether something is left for tenants to read once what is withheld is gone: more than a greeting."""
    return says_something(withheld(words, "fr").replace(mark_of("withheld", "fr"), " "))


# -- Sentences --------------------------------------------------------------------------------------------------------

_ABBREVIATIONS = (
    "env", "excl", "incl", "exc", "inc", "approx", "ca", "max", "min", "mini", "maxi", "n", "no", "nr", "réf", "ref",
    "tél", "tel", "ex", "cf", "etc", "art", "bd", "av", "st", "ste", "m", "mr", "mrs", "ms", "mme", "mlle", "dr", "p",
)  # fmt: skip
# What ends a sentence, and the blanks after it. A point inside a figure has no blank behind it.
_END = re.compile(r"(?<!\w)(?P<word>\w*+)(?:(?<=\w)|(?<![.!?…;]))(?P<mark>[.!?…;]++[»”\")\]]*+)(?=\s)")
_BULLET = re.compile(r"[ \t]*(?:[-–—•*·▪‣]|\d{1,2}[.)]|[a-zA-Z]\))[ \t]+")


def _segments(words: str) -> Iterator[tuple[int, int, int]]:
    """Each sentence of each line: where it begins, where it ends, and where the next one begins."""
    at = 0
    for line in words.splitlines(keepends=True):
        ends = at + len(line.rstrip())
        start = at
        for found in _END.finditer(words, at, at + len(line)):
            is_short = found["mark"] == "." and found["word"].lower() in _ABBREVIATIONS
            if is_short or not words[start : found.start()].strip(" \t-–—•*·") or _is_number(words[start:ends], found):
                continue
            gap = found.end()
            while gap < at + len(line) and words[gap].isspace():
                gap += 1
            yield start, found.end(), gap
            start = gap
        at += len(line)
        if start < at:
            yield start, max(start, ends), at


def _is_number(line: str, found: re.Match[str]) -> bool:
    """« 1. Dépose du siphon »: the number of a line is not a sentence of its own."""
    return found["word"].isdigit() and line.lstrip().startswith(found["word"] + ".")


# -- What is withheld -------------------------------------------------------------------------------------------------

_B = r"[\s\u00a0\u202f]"
_DIGITS = r"\d(?:[\d.,']|[ \u00a0\u202f](?=\d{3}(?!\d)))*"
# What makes a figure something else than money: an hour, a measure, a count, a day, a share of a telephone number.
_UNIT = (
    rf"{_B}?(?:h\b|h\d|heures?\b|hours?\b|hrs?\b|am\b|pm\b|min\b|minutes?\b|mn\b|s\b|sec\b|jours?\b|days?\b|semaines?\b"
    r"|weeks?\b|mois\b|months?\b|ans?\b|années?\b|years?\b|mm\b|cm\b|m\b|m2\b|m²|m3\b|m³|ml\b|l\b|litres?\b|liters?\b"
    r"|kg\b|g\b|bars?\b|kw\b|w\b|watts?\b|v\b|volts?\b|a\b|amp|°|degrés?\b|degrees\b|pouces?\b|inch|étages?\b|floors?\b"
    r"|personnes?\b|people\b|fois\b|times\b|photos?\b|pièces?\b(?!\s*:)|unités?\b|ème\b|e\b|er\b|ère\b|nd\b|th\b|st\b"
    r"|rd\b|janvier|février|mars\b|avril|mai\b|juin\b|juillet|août|septembre|octobre|novembre|décembre|january|february"
    r"|march\b|april|may\b|june|july|august|september|october|november|december)"
)
_RANGE = rf"(?:{_B}?(?:et|à|a|-|–|ou|and|to|or){_B}?\d{{1,2}}){{0,2}}"
_NOT_MONEY = rf"(?!{_RANGE}{_UNIT})(?![:/]\d)(?![.-]\d{{2}}[.-]\d)(?!(?:[ .-]\d{{2}}){{3}})(?![\w²³])"
_NO_DAY = "".join(
    rf"(?<!{day}\s)"
    for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday",
                "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip
_SUM = (
    rf"{_NO_DAY}(?<![\w.,/:°-])(?:\d{{2,}}|\d{_B}\d{{3}})(?:[ \u00a0\u202f.]\d{{3}}(?!\d))*(?:[.,]\d{{1,2}})?(?!\d)"
    rf"{_NOT_MONEY}"
)
_NEAR = r"[^\d.!?\n]{0,28}?"
_TAX = (
    r"(?:\bh\.?t\.?(?!\w)|\bttc\b|\bt\.t\.c\.?|\btva\b|\bt\.v\.a\.?|\bhors\s+taxes?\b|\btoutes\s+taxes\b|\bvat\b"
    r"|\b(?:excl?|incl?)(?:uding|usive|\.)?\s+(?:of\s+)?tax\b|\btax\s+(?:included|excluded)\b)"
)
_PRICED = (
    r"(?:prix|tarifs?|co[ûu]ts?|co[ûu]t(?:e|era|ent|er)|montants?|total|sous-total|forfaits?"
    r"|main[- ]d['’](?:œuvre|oeuvre)"
    r"|acompte|arrhes|solde|remise|rabais|budget|somme|à\s+payer|plafond|estimation|s['’]él[èe]v(?:e|era|ent)"
    r"|compte[rz]|prévoir|prévoyez|fera(?:it)?|facturé[es]*|facturer(?:ai|ons|a)|revient|reviendra|vaut"
    r"|devis\s*(?:(?:est|sera)\s+)?(?:bien\s+)?(?:à|de|:)|options?[ ]?[a-h1-9]\b|variante[ ]?[a-h1-9]\b"
    r"|prices?|costs?|amounts?|fees?|labou?r|deposit|discount|balance|estimate|charged?|quoted?(?:\s+at)?)"
)
_CODED = r"(?=\w*\d)\w{3,10}\b"
_OTHER_CODES = (
    r"(?!\s+(?:postal|promo|erreurs?|d['’]erreurs?|(?:de\s+)?d[ée]fauts?|(?:de\s+)?panne|article|ape|naf|barres?|produit"
    r"|couleur|civil|du\s+travail|de\s+la\s+construction))"
)

# « Quatre cents », « mille deux », « six cent vingt »: an amount in words has a hundred or a thousand in it.
_IN_WORDS = (
    r"(?<!\w)(?:[a-zéè]+[ -]){0,3}(?:(?<!pour )cents?|mille|hundred|thousand)(?!\w)"
    r"(?![- ](?:pour|fois|times|mètres|m)\b)"
)
_DIGIT_WORDS = r"(?:zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|zero|oh|one|two|three|four|five|seven|eight|nine)"
_ALL_IN = r"(?:balles|quid|bucks|net|nets|tout{_B}compris|tout{_B}inclus|all{_B}in|all{_B}included)".replace("{_B}", _B)

# « 85e, facture suit »; « au 12e étage », « dans le 13e » are ranks.
_NO_RANK = r"(?<![\w.,/:-])" + "".join(rf"(?<!\b{word}{_B})" for word in ("le", "la", "du", "au", "un", "et", "ou"))
_NOT_RANKED = rf"(?!{_B}+(?:[ée]t\b|[ée]tage|arr|si[èe]cle|jour|fois|rue\b|palier|niveau|marche|g\b|d\b|gauche|droite))"

# « Vous me devez encore la facture d'octobre »: what an agency owes is no business of whoever lives there.
_OWE = (
    r"(?:vous{_B}(?:me|nous){_B}(?:en{_B})?dev(?:ez|iez)|you{_B}(?:still{_B})?owe|(?:r[ée]gle[rz]|paye[rz]|pay|settle)"
    r"(?={_B}(?:ma|mes|notre|nos|my|our)\b))"
).replace("{_B}", _B)
_BILL = r"(?:factures?|r[èe]glements?|paiements?|acomptes?|interventions?|argent|invoices?|bills?|payments?|money)"
_PAID = r"(?:pay[ée]e?s?|paid)\b"
_SETTLED = r"(?:r[ée]gl[ée]e?s?|settled)\b"
# « La facture suit, le robinet n'est pas réglé », « l'intervention n'a rien réglé »: it is the tap that is not.
_OF_THE_SAME = r"(?:(?!\b(?:mais|et|but|and|suit|follows|le|la|les|the)\b)[^.!?,;\n]){0,30}?"
_NOT_YET = r"\b(?:pas|jamais|non|toujours|not|never|still)\b[^.!?,;\n]{0,24}?\b"

_HELD = re.compile(
    rf"""
    (?P<currency> [€$£] | \beuros?\b | (?<=\d)eur\b | \beur\b | \d{_B}?k€ | \bpounds?\b | \bcentimes\b )
  | (?P<taxed> {_SUM}{_B}{{0,3}}[^.!?\n]{{0,90}}?{_TAX} | {_TAX}{_NEAR}\d )
  | (?P<taxed_figure> {_DIGITS}{_B}{{0,3}}{_TAX} )
  | (?P<priced> (?<!\w){_PRICED}(?!\w){_NEAR}{_SUM} )
  | (?P<priced_below> (?<!\w){_PRICED}{_B}*(?::|de|est|of|is|à)?[ \t]*\n[ \t]*{_SUM} )
  | (?P<in_words> (?<!\w){_PRICED}(?!\w)[^\d.!?\n]{{0,12}}?{_IN_WORDS} | {_IN_WORDS}[^.!?\n]{{0,24}}?{_TAX} )
  | (?P<all_in> {_SUM}{_B}?{_ALL_IN}\b | (?<![\w.,/:-])\d{{3,}}e\b | {_NO_RANK}\d{{2}}{_B}?e(?!\w){_NOT_RANKED} )
  | (?P<offered> \b(?:fais|ferai|ferons|faisons|do{_B}(?:it|this|the{_B}job))\b{_B}(?:[^\d.!?\n]{{0,12}}{_B})?
                 (?:à|pour|for){_B}\d{{3,}}(?!\d){_NOT_MONEY} | \bfor{_B}\d{{3,}}(?!\d){_NOT_MONEY} )
  | (?P<between> \b(?:entre|between){_B}\d{{2,}}{_B}(?:et|and){_B}\d{{3,}}(?!\d){_NOT_MONEY} )
  | (?P<share> \b(?:acompte|arrhes|remise|rabais|deposit|discount)\b{_NEAR}\d+{_B}?%
             | \d+{_B}?%{_B}(?:d['’]|de{_B}|of{_B}the{_B})?(?:acompte|arrhes|remise|rabais|deposit|discount)\b )
  | (?P<cents> (?<![\w.,/:-])(?:\d{{1,3}}(?:[ .\u00a0\u202f]\d{{3}})+|\d{{2,}}),\d{{2}}(?!\d){_NOT_MONEY}
             | (?<![\w.,/:-])\d{{3,}}\.\d{{2}}(?!\d){_NOT_MONEY} )
  | (?P<corrected> (?<![\w/])\d{{3,6}}(?:[.,]\d{{2}})?{_B}?,?{_B}?(?:(?:et|and|but|mais){_B})?
                   (?:non|pas|not|au{_B}lieu{_B}de|instead{_B}of|rather{_B}than){_B}(?:pas{_B})?\d{{3,6}}(?!\d) )
  | (?P<bank> \b(?:iban|bic|swift|ribs?|r\.i\.b\.?)\b | \b(?:coordonnées|références?){_B}bancaires\b
            | \bcompte{_B}bancaire\b | \bbank{_B}(?:details|account)\b | \bsort{_B}code\b | \baccount{_B}number\b
            | \b[A-Z]{{2}}\d{{2}}(?:[ .-]?[A-Z0-9]{{4}}){{3,7}} )
  | (?P<owed> \bimpay[ée]e?s?\b | \bunpaid\b | \b{_OWE}\b[^.!?,;\n]{{0,30}}?\b{_BILL}\b
            | \boverdue{_B}{_BILL}\b | \b{_BILL}\b{_OF_THE_SAME}\boverdue\b
            | \b{_BILL}\b{_OF_THE_SAME}{_NOT_YET}{_PAID}
            | \b(?!intervention){_BILL}\b{_OF_THE_SAME}{_NOT_YET}{_SETTLED}
            | \b(?:pas|jamais|not|never){_B}(?:(?:encore|toujours|yet){_B})?(?:(?:[ée]t[ée]|been){_B})?
              (?:pay[ée]s?|paid)\b
            | \battente{_B}(?:de|du){_B}(?:votre{_B})?(?:r[èe]glement|paiement|virement)\b
              (?!{_B}(?:du|des|de){_B}(?:la{_B})?(?:sinistres?|litiges?|probl[èe]mes?|pannes?|copropri[ée]t[ée])\b) )
  | (?P<code> \b(?:code|digicode|vigik|mot{_B}de{_B}passe|password|passcode|pin|bo[îi]te{_B}à{_B}clefs?
                  |bo[îi]te{_B}à{_B}clés?|key{_B}?(?:box|safe)){_OTHER_CODES}\b[^\n\d.!?]{{0,40}}?
              (?:\b{_CODED}|\d{{1,2}}(?:[ .-]\d{{1,2}}){{1,7}})
            | \b(?:code|digicode)\b[^\n\d.!?]{{0,40}}?(?:{_DIGIT_WORDS}[ ,-]+){{2,}}{_DIGIT_WORDS}\b
            | (?<!\w)(?=\w*\d)\w{{3,8}}[#*](?!\w)
            | \binterphone\b{_B}?[:=]?{_B}?(?:c['’]est{_B})?(?:le{_B})?\b{_CODED}
            | \b{_CODED}{_B}?,?{_B}?(?:est|is|c['’]est|comme|as|pour|for|,|\(){_B}?(?:le|the|mon|du|de{_B}l['’])?{_B}?
              (?:code|digicode|passcode)\b{_OTHER_CODES} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A bare figure at the end of a line beside lines of sums: « Siphon 45 ».
_TRAILING = re.compile(rf"(?<![\w/°.-])\d[\d \u00a0\u202f]{{0,8}}(?:[.,]\d{{1,2}})?[.;]?{_B}*$")
_A_DAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|le \d{1,2}|(?:0\d(?:[ .-]?\d{2}){4}))",
    re.IGNORECASE,
)
_OF_MONEY = (
    "currency", "taxed", "taxed_figure", "priced", "priced_below", "in_words", "all_in", "offered", "between", "share",
    "cents", "corrected",
)  # fmt: skip


def _held(words: str, segments: list[tuple[int, int, int]]) -> list[bool]:
    """Which sentences are withheld. What is private may run over a line end: then both parts are."""
    held, money = [False] * len(segments), [False] * len(segments)
    for at, (start, end, _) in enumerate(segments):
        held[at] = "\N{NULL}" in words[start:end]
    for found in _HELD.finditer(words):
        for at, (start, end, _) in enumerate(segments):
            if start < found.end() and found.start() < end:
                held[at] = True
                money[at] = money[at] or found.lastgroup in _OF_MONEY
    spreads = True
    while spreads:
        spreads = False
        for at, (start, end, _) in enumerate(segments):
            beside = money[at - 1 : at] + money[at + 1 : at + 2] if at else money[1:2]
            sentence = words[start:end]
            if not held[at] and any(beside) and _TRAILING.search(sentence) and not _A_DAY.search(sentence):
                held[at] = money[at] = spreads = True
    return held
