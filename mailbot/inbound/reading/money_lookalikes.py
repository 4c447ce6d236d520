"""What looks like a sum of money and never is one: telephones, dates, hours, references, capitals, counts."""

from __future__ import annotations

import re

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
NEVER_MONEY = tuple(
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
            r"(?<![\w.,€])(?<!€ )20[2-4]\d(?! ?(?:€|euros?|eur|e\b|ht|ttc|balles|k|\d)|[.,]\d)",  # nos tarifs 2027
            r"\d{10,}",
        ),
    )
)
"""What looks like a figure and never is a sum. Every repetition is bounded, so that each pass is linear."""
