"""A manager writes: words to pass on to somebody, or orders to the service (READING, section 7, rule 10)."""

from __future__ import annotations

import re
from decimal import Decimal

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.money import amounts_in, ceiling_in
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Channel, Role

_SEND = Sayings(table.SEND_OS)
_REQUEST = Sayings(table.REQUEST_QUOTE)
_CANCEL = Sayings(table.CANCEL_OS)
_ELSEWHERE = Sayings(table.CANCELLED_ELSEWHERE)
_URGENT = Sayings(table.URGENT)
_CANNED_KEY = re.compile(r"^[ \t]*#?\s?(mt[- ]?(\d{1,2}))\b[ \t.:]*$", re.M)
_CANNED_LINE = re.compile(r"#mt-?(\d{1,2})\b")
_BY_LABEL = {" ".join(label.split()): key for key, labels in table.CANNED.items() for label in labels}
_SALUTATION = re.compile(
    r"^\s*(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|dear|good (?:morning|afternoon|evening)|cher|chere|chers|cheres|re)\b[ ,]*)"
    r"(?P<who>[^,\n.!:?]{0,60})"
)
_BARE_NAME = re.compile(
    r"^\s*(?P<who>(?:(?:m\.|mr|mme|mlle|madame|monsieur|ms|mrs)\s)?[^\W\d_][\w'-]*(?:\s[\w'.-]+){0,2})\s*[,:]"
)
_TITLE = re.compile(r"\b(?:m\.?|mr|mme|mlle|madame|monsieur|ms|mrs|messieurs|mesdames)\b")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WITHIN = re.compile(
    r"(?:delai|sous|dans|within|reponse|retour|en|a rendre)?[^\d\n]{0,15}?\b(\d{1,3})\s?(?:jours?|j\b|days?|jrs?)"
)
_WITHIN_HOURS = re.compile(r"\b(24|48|72|96)\s?(?:h\b|heures|hours)")
_WEEKS = re.compile(r"\b(une|deux|trois|1|2|3|one|two|three|a)\s(?:semaines?|weeks?)\b")
_WEEK_NUMBERS = {"une": 1, "1": 1, "one": 1, "a": 1, "deux": 2, "2": 2, "two": 2, "trois": 3, "3": 3, "three": 3}
_TO = re.compile(
    r"(?:^|[\s,:])(?:a|a l'|au|aux|chez|avec|aupres de|pour|vers|to|from|mandate[rz]?|missionne[rz]?|instruct|os|par|via)\s+(?=\S)"
)
_NAME_END = re.compile(
    r"\s*(?:,|;|\n|\(|$|\.(?:\s|$)|\s-\s|\s(?:urgent\w*|en urgence|plafond|max|maxi|jusqu|limite|pour (?!les|la\b)|avec|svp|stp|merci|please|sous|dans|motif|delai|asap|et envoyez|qui|car|parce|au lieu|plutot|immediat\w*|des|ceiling|capped|cap|within|up to|tout de suite|au plus|instead|demain|lundi|mardi|mercredi|jeudi|vendredi|avant|comme|si|a faire|objet|:))"
)


def addressee(words: str, standpoint: Standpoint) -> Role | str | None:
    """To whom a manager's text is plainly written: a role, "colleague", or None when it greets nobody by name."""
    folded = fold(words)
    match = _SALUTATION.match(folded)
    if match is None:
        bare = _BARE_NAME.match(folded)
        if bare is None or not _names_somebody(bare["who"], standpoint):
            return None
        match = bare
    who = match["who"].strip()
    role = _role_named(who, standpoint)
    if role is not None:
        return role
    if _TITLE.search(who) or not who or set(who.split()) <= _NOBODY:
        return None
    if len(who.split()) <= 2 and "'" not in who:
        return "colleague"
    return None


_NOBODY = frozenset(
    [
        "a",
        "tous",
        "toutes",
        "et",
        "madame",
        "monsieur",
        "mesdames",
        "messieurs",
        "madame,",
        "le",
        "la",
        "les",
        "tout",
        "monde",
        "all",
        "everyone",
        "there",
        "team",
        "suite",
        "vous",
    ]
)


def _names_somebody(who: str, standpoint: Standpoint) -> bool:
    if _TITLE.search(who) and len(who.split()) > 1:
        return True
    return _role_named(who, standpoint) is not None and len(who.split()) <= 3


def _role_named(who: str, standpoint: Standpoint) -> Role | str | None:
    """The party of this report whose name is said; another manager, or the writer's own house, is a colleague."""
    said = set(wording_of(who).tokens) - _TITLES
    if not said:
        return None
    for role in (Role.TENANT, Role.LANDLORD, Role.PROVIDER):
        known = set(wording_of(standpoint.people.get(role, "")).tokens) - _TITLES
        if said & known and (len(said - known) <= 1):
            return role
    own = set(wording_of(f"{standpoint.people.get(Role.MANAGER, '')}").tokens)
    return "colleague" if said & own else None


_TITLES = frozenset(
    [
        "m",
        "mr",
        "mme",
        "mlle",
        "madame",
        "monsieur",
        "ms",
        "mrs",
        "sci",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "services",
        "service",
        "sarl",
        "et",
    ]
)


def read_message(situation: Situation) -> Said:
    """Canned keys, and text that greets somebody or is plainly written to them."""
    if situation.role is not Role.MANAGER:
        return NOTHING
    canned = _canned(situation)
    if canned:
        return Said(tuple(canned))
    if not is_letter(situation):
        return NOTHING
    to = addressee(situation.words, situation.standpoint)
    if to is None:
        to = _second_person(situation)
    return Said(
        (Intent(IntentType.MESSAGE, {"to": to if isinstance(to, str) else to.value}, situation.words.strip()[:200], 0),)
    )


def is_letter(situation: Situation) -> bool:
    """Whether a manager's text is written to somebody: a greeting at its head, or « vous » all along and no order."""
    if situation.role is not Role.MANAGER or situation.standpoint.channel is Channel.DIGEST:
        return False
    if addressee(situation.words, situation.standpoint) is not None:
        return not _orders_after_greeting(situation)
    greeting = _SALUTATION.match(situation.folded)
    if greeting is not None and not _orders_after_greeting(situation):
        return True
    return greeting is None and _ADDRESSES.find(situation.wording) is not None and not _has_order(situation)


_ADDRESSES = Sayings(("vous|votre|vos|toi|ton|your|you",))


def _second_person(situation: Situation) -> str:
    """A greeting without a name goes where the mail goes."""
    return {Channel.PRIVATE: "landlord"}.get(situation.standpoint.channel, "tenant")


def _has_order(situation: Situation) -> bool:
    return any(
        sayings.find(clause.wording) is not None
        for clause in situation.clauses
        for sayings in (_SEND, _REQUEST, _CANCEL, _COMMAND)
    )


_COMMAND = Sayings(
    (
        "cloturez|clôturez|cloturer|cloture|fermez|relancez|annulez|validez|prenez|envoyez|close|cancel|approve|mettez|passez",
    )
)


def _orders_after_greeting(situation: Situation) -> bool:
    """« Bonjour, OS à Durand svp »: a greeting to the service before an order, with no name and nothing else told."""
    to = addressee(situation.words, situation.standpoint)
    if isinstance(to, Role) or (to == "colleague" and situation.standpoint.channel is not Channel.PUBLIC):
        return False
    match = _SALUTATION.match(situation.folded)
    named = match is not None and _TITLE.search(match["who"]) is not None and len(match["who"].split()) > 1
    if named or to == "colleague":
        return False
    body = [c for c in situation.clauses if set(c.wording.tokens) - _GREETINGS]
    return bool(body) and any(s.find(body[0].wording) is not None for s in (_SEND, _REQUEST, _CANCEL, _CLOSING))


_CLOSING = Sayings(("^ cloturez|clôturez|cloturer|cloture|fermez|close|bonjour [svp] cloturez",))
_GREETINGS = frozenset(["bonjour", "bonsoir", "hello", "hi", "merci", "svp"])


def _canned(situation: Situation) -> list[Intent]:
    """Keys (« #MT-02 », « MT-02 » alone) and exact labels, each on a line of its own."""
    found: list[Intent] = []
    at = 0
    for line in situation.words.split("\n"):
        folded = " ".join(fold(line).split()).strip(" .!")
        key = _CANNED_KEY.match(folded) or _CANNED_LINE.search(folded)
        number = None if key is None else int(key[2] if key.re is _CANNED_KEY else key[1])
        name = f"MT-{number:02d}" if number else _BY_LABEL.get(folded)
        if name in table.CANNED:
            to = _second_person(situation)
            found.append(Intent(IntentType.MESSAGE, {"to": to, "canned": name}, line.strip(), at))
        at += len(line) + 1
    return found


def read_orders(situation: Situation) -> Said:
    """Orders to prepare, to ask for quotes, to cancel; never inside a letter to somebody."""
    if situation.role is not Role.MANAGER or is_letter(situation) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    for clause in situation.clauses:
        intent = order_in(situation, clause)
        if intent is not None and all(
            intent.type is not other.type or intent.values != other.values for other in found
        ):
            found.append(intent)
    merged: list[Intent] = []
    for intent in found:
        if intent.type is IntentType.REQUEST_QUOTE and any(i.type is IntentType.REQUEST_QUOTE for i in merged):
            continue
        merged.append(intent)
    return Said(tuple(merged))


def order_in(situation: Situation, clause: Clause) -> Intent | None:
    """The one order of a clause, if it is one."""
    wording = clause.wording
    if clause.is_question and not _POLITE.find(wording):
        return None
    if _TOLD.find(wording) is not None:
        return None
    if _CANCEL.find(wording) is not None and _ELSEWHERE.find(wording) is None:
        return intent_of(IntentType.CANCEL_OS, clause)
    if is_conditional(clause) or "pas" in wording.words:
        return None
    if _REQUEST.find(wording) is not None:
        return _request(situation, clause)
    return _send(situation, clause) if _SEND.find(wording) is not None else None


_POLITE = Sayings(("pouvez|peux|pourriez|can|could|peut on",))
_TOLD = Sayings(
    (
        "je|j|nous|on [lui|vous|leur|l|ai|avons|a|viens|vais|de] mandate|mandatons|missionne|envoie|envoyons|ai|avons|viens|vais|demande|demandons|sommes|attends",
        "a|ont ete mandate|envoye|demande",
        "attente|recu de|d|devis|un",
    )
)


def _sentence(situation: Situation, clause: Clause) -> tuple[int, int]:
    """Where the sentence of a clause begins and ends, lines below included when they go on with « key : value »."""
    parts = [c for c in situation.clauses if c.sentence == clause.sentence]
    return parts[0].start, parts[-1].start + len(parts[-1].text)


def _send(situation: Situation, clause: Clause) -> Intent:
    first, last = _sentence(situation, clause)
    rest = situation.folded[first:]
    whole = situation.wording
    provider = _names_after(situation.words[clause.start : last], 1)
    ceiling = ceiling_in(rest)
    value: Decimal | None = None if ceiling is None else ceiling.value
    if value is None and _PLAFOND.search(rest):
        bare = [a for a in amounts_in(rest) if a.start > (_PLAFOND.search(rest) or re.match("", rest)).start()]  # type: ignore[union-attr]
        value = bare[0].value if bare else None
    urgent = _URGENT.find(whole) is not None and _NOT_URGENT.find(whole) is None
    return intent_of(
        IntentType.SEND_OS,
        clause,
        provider=provider[0] if provider else None,
        urgency="urgent" if urgent else "normal",
        ceiling_incl_tax=money(value),
    )


_PLAFOND = re.compile(r"plafon|max|limite|jusqu|ceiling|cap\b|capped")
_NOT_URGENT = Sayings(("pas|non|rien|sans|not [d] urgent|urgence",))


def _request(situation: Situation, clause: Clause) -> Intent:
    first, last = _sentence(situation, clause)
    text = situation.words[first:last]
    addresses = _ADDRESS.findall(text)
    names = _names_after(_ADDRESS.sub(lambda a: a[0].replace(" ", ""), text), 6)
    providers = [name for name in names if "@" not in name] + addresses
    folded = situation.folded
    days = _WITHIN.search(folded)
    hours, weeks = _WITHIN_HOURS.search(folded), _WEEKS.search(folded)
    within = int(days[1]) if days else int(hours[1]) // 24 if hours else 7 * _WEEK_NUMBERS[weeks[1]] if weeks else None
    return intent_of(IntentType.REQUEST_QUOTE, clause, providers=providers or None, within_days=within)


def _names_after(text: str, most: int) -> list[str]:
    """The names behind « à », « chez », « auprès de », cut at what follows a name; « et », « ou » and commas part them."""
    folded = fold(text)
    starts = [match.end() for match in _TO.finditer(folded)]
    if not starts:
        return []
    names: list[str] = []
    for start in starts:
        piece = text[start:]
        stop = _NAME_END.search(folded, start)
        # A list goes on over its commas: « à X, y@z et W ».
        end = stop.start() if stop is not None else len(text)
        while (
            stop is not None
            and most > 1
            and folded[stop.start() : stop.end()].strip() == ","
            and _GOES_ON.match(folded, stop.end())
        ):
            stop = _NAME_END.search(folded, stop.end())
            end = stop.start() if stop is not None else len(text)
        piece = text[start:end]
        for name in re.split(r"\s*,\s*|\s+(?:et(?:\s+à|\s+a)?|ou|and|or|puis)\s+(?:à |a |chez )?", piece):
            cleaned = name.strip(" .:;!?«»\"'")
            cleaned = (
                re.sub(r"^(?:l'|la |le |les |the )(?=\w)", "", cleaned, flags=re.I)
                if cleaned.lower().startswith(("l'", "le "))
                else cleaned
            )
            if cleaned and fold(cleaned) not in _NOT_NAMES and cleaned not in names:
                names.append(cleaned)
        if names:
            break
    return names[:most]


_GOES_ON = re.compile(r"\s*(?:et\s|a\s|[\w.+-]+@|(?!urgent|plafond|max|motif|delai|sous|\d)[^,\n]{2,40}(?:\set\s|,))")
_NOT_NAMES = frozenset(
    [
        "la locataire",
        "le locataire",
        "locataire",
        "demain",
        "ce jour",
        "faire",
        "lui",
        "eux",
        "vous",
        "nous",
        "moi",
        "service",
        "bailleur",
        "la place",
        "urgent",
        "refaire",
        "changer",
        "cloturer",
        "valider",
        "titre",
        "nouveau",
        "la",
        "le",
    ]
)
