"""Until when somebody is away, in the words of an absence notice."""

import re
from datetime import date, timedelta

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "lundi monday",
            "mardi tuesday",
            "mercredi wednesday",
            "jeudi thursday",
            "vendredi friday",
            "samedi saturday",
            "dimanche sunday",
        )
    )
    for word in words.split()
}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)
_DATE = (
    rf"(?:the |le )?(?:(?:{_WEEKDAY}),? (?:the |le )?)?"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<numbers>\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?:\d{{4}}|\d\d))?)\b"
    rf"|(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?,?(?: (?P<year>\d{{4}}))?"
    rf"|(?P<month_first>{_MONTH})\b\.? (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year_last>\d{{4}}))?)"
    rf"|(?:the |le )?(?P<weekday>{_WEEKDAY})\b"
)
_LAST_DAY_LEADS = (
    # The last day away, before the day of return: « absent du 20 au 30 novembre, de retour le 1er décembre ».
    r"(?:jusqu'(?:au|a|en)|qu'a partir du)",
    r"(?:du|entre le|from|between|starting) [^,;:]{1,30}? (?:au|et le|to|until|till|through|and|-)",
    r"(?:until|till|through|thru|up to)",
)
_RETURN_LEADS = (
    r"retour(?: au bureau| a l'agence)?(?: prevu)?(?: le| des le)?",
    r"(?:reprendrai|reprise|reprenons|rouvr\w+|reouv\w+|reviens|reviendrai|rentre|rentrerai)[^.,;:\d]{0,40}?",
    r"(?:back|return\w*|reopen\w*)[^.,;:\d]{0,30}?(?: on| the)?",
    # « Je ne consulterai pas mes messages avant le 4 janvier », and never « je vous réponds avant le 4 ».
    # « Merci de ne pas répondre avant le 4 » and “please do not reply before Friday” are asked of the reader.
    r"(?:consulter|repondr|lir|relever|traiter)(?:ai|ons) pas (?!a pas)[^.,;:\d]{0,30}?(?<= )avant(?: le)?",
    r"(?:peux|pourrai|pouvons|pourrons|serai|serons|vais|allons) pas (?:en mesure de |vous |y ){0,2}"
    r"(?:consulter|repondre|lire|relever|traiter) [^.,;:\d]{0,30}?(?<= )avant(?: le)?",
    r"(?:will not|won't|cannot|can't|can not|am not|are not) (?:be )?(?:read|reply|answer|check)\w*"
    r"[^.,;:\d]{0,30}? before(?: the)?",
)
_LAST_DAYS, _RETURNS = (
    tuple(re.compile(rf"\b{lead} (?:incl\w* )?(?:{_DATE})") for lead in leads)
    for leads in (_LAST_DAY_LEADS, _RETURN_LEADS)
)

# « Pas avant le lundi 7 décembre »: the first day on which somebody who says no would come.
_NOT_BEFORE = tuple(
    re.compile(rf"\b{lead} (?:{_DATE})")
    for lead in (
        r"(?:pas|rien|personne|impossible|not|nothing|nobody|unavailable)(?: [^.,;:!?\d]{1,30})? (?:avant|before)",
        r"(?:not|nothing|nobody)(?: [^.,;:!?\d]{1,30})? (?:until|till)",
    )
)
# « À partir du 10 décembre », « seulement le 8 décembre ».
_FREE = tuple(
    re.compile(rf"\b{lead} (?:{_DATE})")
    for lead in (
        r"(?:a partir|a compter|des|qu'a partir|qu'a compter)(?: du| de)?",
        r"(?:seulement|uniquement|plutot|only|rather)(?: [^.,;:!?\d]{1,20})?(?: le| du| on| from)?",
        r"(?:from|starting|as of|as from)(?: on)?",
    )
)
# « Nous sommes fermés à partir du 7 »: so begins an absence too, and a price.
_NOT_FREE = re.compile(
    r"\b(?:ferm\w+|conges?|vacances|absent\w*|absences?|indisponibles?|arret\w*|pas|plus(?! (?:tot|tard))|rien|aucune?|"
    r"(?:sur un|en|autre) chantier|tarifs?|prix|not|no|closed|closing|away|off|unavailable|leave|holidays?|vacation|"
    r"stop\w*|busy|rates?|prices?)\b|n't\b"
)
_CLAUSE_ENDS = re.compile(r"[.,;:!?\n]|\b(?:mais|but|sauf|except)\b")
_CLAUSE = 80
"""Characters on either side of a date, at most, that may belong to what is said with it."""

_LONGEST_STALE = timedelta(days=31)
"""A notice forgotten for a month still names the past; further back it is next year's day."""


def until(words: str, sent: date | None) -> date | None:
    """Return the last day away, or the day of return when only that is said; None when no date can be told.

    `words` are folded (see `machine_words`), `sent` is the day of the mail where the agency lives; without it a day
    needs its year. Days before months, as in France.
    """
    return _first((*_LAST_DAYS, *_RETURNS), words, sent)


def back_on(words: str, sent: date | None) -> date | None:
    """Return the day of return, or the one after the last day away when only that is said. As for `until`."""
    returns = _first(_RETURNS, words, sent)
    if returns is not None:
        return returns
    last = _first(_LAST_DAYS, words, sent)
    return last + timedelta(days=1) if last is not None and last < date.max else None


def free_from(words: str, sent: date | None) -> date | None:
    """Return the first day on which somebody who is not free would be: said so, or that of their return. None for a day
    that is past. As for `until`."""
    day = _first(_NOT_BEFORE, words, sent) or _first(_FREE, words, sent, unless=_NOT_FREE) or back_on(words, sent)
    return day if day is not None and sent is not None and day > sent else None


def _first(
    ends: tuple[re.Pattern[str], ...], words: str, sent: date | None, *, unless: re.Pattern[str] | None = None
) -> date | None:  # fmt: skip
    for end in ends:
        for found in end.finditer(words):
            if unless is not None and unless.search(_clause_around(found)) is not None:
                continue
            day = _read(found, sent)
            if day is not None:
                return day
    return None


def _clause_around(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - _CLAUSE) : found.start()]
    after = found.string[found.end() : found.end() + _CLAUSE]
    return f"{_CLAUSE_ENDS.split(before)[-1]} {_CLAUSE_ENDS.split(after)[0]}"


def _read(found: re.Match[str], sent: date | None) -> date | None:
    said = found.groupdict()
    try:
        if said["iso"]:
            return date.fromisoformat(said["iso"])
        if said["weekday"]:
            return sent + timedelta(days=(_WEEKDAYS[said["weekday"]] - sent.weekday() - 1) % 7 + 1) if sent else None
        if said["numbers"]:
            day, month, *year = map(int, re.split(r"[/.-]", said["numbers"]))
            return _nearest(day, month, (year[0] + 2000 if year[0] < 100 else year[0]) if year else None, sent)
        day = int(said["day"] or said["day_second"])
        written = said["year"] or said["year_last"]
        return _nearest(day, _MONTHS[said["month"] or said["month_first"]], int(written) if written else None, sent)
    except (ValueError, OverflowError):  # 31 November; a day beyond the calendar
        return None


def _nearest(day: int, month: int, year: int | None, sent: date | None) -> date | None:
    if month > 12 >= day:
        day, month = month, day  # 11/30/2026, as in America
    if year is not None:
        return date(year, month, day)
    if sent is None:
        return None
    this_year = date(sent.year, month, day)
    return this_year if this_year >= sent - _LONGEST_STALE else date(sent.year + 1, month, day)
