"""« OS à Durand », « devis chez Petit et Garnier »: whom an order names."""

from __future__ import annotations

import itertools
import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.situation import Situation
from mailbot.vocabulary import Role


def rest_of_sentence(situation: Situation, clause: Clause) -> tuple[int, int]:
    """Where a clause begins, and where its sentence ends."""
    parts = [c for c in situation.clauses if c.sentence == clause.sentence]
    return clause.start, parts[-1].start + len(parts[-1].text)


ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
ALONE = re.compile(
    r"^(?:[Mm]ais\s|[Bb]ut\s|[Pp]lut[oô]t\s)?((?!Non|Oui|Ok|OK|No"
    r"|Yes)[A-ZÉ][\w'-]+(?:\s[A-ZÉ][\w'-]+){0,3})(?:\s(?:plut[oô]t|instead|svp|rather))?$"
)


def names_after(situation: Situation, text: str, most: int) -> list[str]:
    """The names behind « à », « chez », « auprès de », up to what follows a name; « et » and commas part them."""
    return next(
        (found for lead in (_TO, _RIGHT_BEHIND, _OF) if (found := names_behind(situation, text, lead, most))), []
    )


def names_behind(situation: Situation, text: str, lead: re.Pattern[str], most: int) -> list[str]:
    folded = fold(text)
    for match in itertools.islice(lead.finditer(folded), _MOST_LEADS):
        start = match.end()
        end = _end_of_names(text, folded[: start + _FARTHEST], start, most)
        found: list[str] = []
        for raw in _BETWEEN_NAMES.split(text[start:end]):
            told = _AND_BEHIND.sub("", _THE.sub("", raw.strip(" .:;!?«»\"'()")))
            name = told if _is_known(situation, told) else _AND_BEHIND.sub("", _SUM_BEHIND.sub("", told))
            if is_a_name(situation, name) and name not in found:
                found.append(name)
            elif found:
                break
        if found:
            return found[:most]
    return []


def _is_known(situation: Situation, name: str) -> bool:
    """« SOS Canal 31 » where a company is called so: the figure is of its name."""
    standpoint = situation.standpoint
    known = (*(name for names in standpoint.companies for name in names), standpoint.people.get(Role.PROVIDER, ""))
    return fold(name) in {fold(each) for each in known}


_MOST_LEADS, _FARTHEST = 40, 400
"""Prepositions that are looked behind in one sentence, and letters of names behind one."""
_TO = re.compile(
    r"(?:^|[\s,:])(?:a|a l'|au|aux|chez|avec|aupres de|aupres d'|to|from|via|par)\s+"
    r"(?!(?:passer|faire|envoyer|confier|donner|adresser|demander|transmettre|prevoir|lancer|etablir)\s(?:a|au|aux|chez|aupres)\s)(?=\S)"
)
_RIGHT_BEHIND = re.compile(
    r"\b(?:os|bt|ordre de service|bon de commande|work order|mandate[rz]?|missionne[rz]?|depeche[rz]?"
    r"|envoye[rz]?|envoie|intervenir|venir|passer|instruct|appoint|hire|send|dispatch|assign|lance[rz]?|declenche[rz]?|prene[rz]|prendre|prends|prenons|use|take|sollicite[rz]?|consulte[rz]?"
    r"|ask|devis|annule[rz]?)\s*:?\s+(?:(?:urgent|plutot|donc|a|pour|the)\s+)?(?=\S)"
)
_OF = re.compile(r"\b(?:pour|for|sur|de|d')\s+(?=\S)")
_NAME_END = re.compile(
    r"(?<!\s)\s*(?:,|;|\n|\(|$|(?<!\bm)\.(?:\s|$)|\s[-–:]\s|:\s|\s(?:sur|urgent\w*|en urgence|d'urgence|urgence|plaf\w*"
    r"|max|maxi|jusqu|limite|pour|avec|svp|stp|merci|please|sous|dans|motif|delai|asap"
    r"|et (?=envoy|annul|clot|previen|demand"
    r"|relanc)|qui|que|car|parce|au lieu"
    r"|plutot|rapidement|immediat\w*|des|ceiling|capped|cap|within|up to|tout de suite|au plus|a la place|a"
    r" faire|a annuler|instead|demain|aujourd|ce (?:soir|matin|midi)|cet apr|cette (?:apr|sem)|today|tomorrow|tonight"
    r"|this (?:week|morning|afternoon)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|samedi|dimanche"
    r"|lundi|mardi|mercredi|jeudi|vendredi|avant|comme|si|objet|for|as|now|de (?:chiffrer|deviser|faire|nous|me)|and"
    r" (?=send|cancel)|sans|vite|afin|un|une|annul\w*|est|a ete|sauf|d'ici|pas)\b)"
)
_BETWEEN_NAMES = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,+/]|&(?!\s?(?i:co|cie|compagnie|fils|fr[eè]res|associ[eé]s|sons?|s[oœ]eurs?)\b))\s*+|(?<!\s)\s++(?:et(?:\s++(?:à|a|chez|par|de))?|ou|and|or|puis)\s++"
    r"(?:(?:à|a|chez|par|auprès de|aupres de|from|to)\s++)?"
)
_SUM_BEHIND = re.compile(r"(?<!\s)\s++\d{2,5}(?:[.,]\d{1,2})?\s?(?:€|euros?|e|eur)?\s?(?:ttc|ht)?$", re.I)
"""« OS Durand 200 max », « OS Durand 80 max »: a name, and its ceiling."""
_AND_BEHIND = re.compile(r"(?<!\s)\s++(?:et|and)$", re.I)
_THE = re.compile(
    r"^(?:l['’]|la |le |les |the |à |a |chez |for |pour |from |to |par |de |entreprise |société "
    r"|l['’]entreprise )+(?=\w)",
    re.I,
)
_GOES_ON = re.compile(
    r"\s*(?:et\s|a\s|chez\s|[\w.+-]+@|(?!urgent|plaf|max|motif|delai|sous|reponse|retour|dans|merci|svp|pour"
    r"|avant|si|\d)[^\W\d_][^,\n]{1,40}(?:\set\s|\sand\s|,|$))"
)


def _end_of_names(text: str, folded: str, start: int, most: int) -> int:
    """A list goes on over its commas: « à X, y@z et W »; « Plomberie des Brotteaux » over what stands in it."""
    stop = _NAME_END.search(folded, start)
    while stop is not None and (
        (most > 1 and stop[0].strip() == "," and _GOES_ON.match(folded, stop.end()))
        or (stop[0].strip() == "des" and text[stop.end() : stop.end() + 2].strip()[:1].isupper())
    ):
        stop = _NAME_END.search(folded, stop.end())
    return len(folded) if stop is None else stop.start()


def is_a_name(situation: Situation, name: str) -> bool:
    """Written with a capital, an address, or a party of this report; people who write no capitals get the benefit."""
    words = fold(name).split()
    # « Vitrerie du Canal »: what stands between two words of a name says nothing against it.
    telling = words if name.split()[-1:] and not name.split()[-1][:1].isupper() else _without_particles(words)
    if _ANYBODY.fullmatch(" ".join(words)) is not None or _CANNED.fullmatch(" ".join(words)) is not None:
        return False
    if not words or len(words) > 5 or not _NOT_NAMES.isdisjoint(telling) or not any(c.isalpha() for c in name):
        return False
    if "@" in name or name[:1].isupper() or any(word[:1].isupper() for word in name.split()):
        return True
    if set(words) & situation.names:
        return True
    capitals = sum(word[:1].isupper() for word in situation.words.split()[1:])
    return capitals == 0 and len(words) <= 3


_CANNED = re.compile(r"(?:(?:le |du |un )?(?:modele|message|texte) )?#?\s?m[tb][- ]?\d{1,2}")
"""« Envoyez MT-08 » sends nobody."""
_ANYBODY = re.compile(
    r"(?:an? |un |une |some )?(?:(?:another|other|different)\b.*|(?:someone|somebody|anyone|anybody)(?: else)?"
    r"|confrere|artisan|plumber|electrician|locksmith|roofer|contractor|provider|company)"
)
"""« From another locksmith »: somebody else, whoever it is."""


def _without_particles(words: list[str]) -> list[str]:
    return [word for place, word in enumerate(words) if not (0 < place < len(words) - 1 and word in _PARTICLES)]


_PARTICLES = frozenset(("du", "des", "de", "la", "le", "les", "the", "et"))
_NOT_NAMES = frozenset(
    [
        "locataire",
        "bailleur",
        "proprietaire",
        "proprio",
        "syndic",
        "notaire",
        "assureur",
        "assurance",
        "avocat",
        "comptable",
        "compta",
        "comptabilite",
        "secretariat",
        "direction",
        "gardien",
        "gardienne",
        "voisin",
        "voisine",
        "dossier",
        "demain",
        "jour",
        "faire",
        "lui",
        "eux",
        "vous",
        "nous",
        "moi",
        "service",
        "place",
        "urgent",
        "refaire",
        "changer",
        "cloturer",
        "valider",
        "titre",
        "nouveau",
        "refuser",
        "ecarter",
        "annuler",
        "rejeter",
        "prevoir",
        "lancer",
        "envoyer",
        "revoir",
        "voir",
        "os",
        "ordre",
        "devis",
        "bt",
        "un",
        "une",
        "intervention",
        "quote",
        "order",
        "work",
        "job",
        "rendez",
        "rdv",
        "travaux",
        "tenant",
        "landlord",
        "owner",
        "plomberie-urgence",
        "ce",
        "cette",
        "cet",
        "ca",
        "cela",
        "it",
        "this",
        "that",
        "him",
        "her",
        "them",
        "les",
        "des",
        "du",
        "telephone",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "deux",
        "trois",
        "plusieurs",
        "quelqu'un",
        "plombier",
        "electricien",
        "chauffagiste",
        "serrurier",
        "autre",
        "autres",
        "me",
        "le",
        "la",
        "je",
        "il",
        "elle",
        "on",
        "sa",
        "son",
        "mon",
        "urgence",
        "immediatement",
        "the",
        "a",
        "payer",
        "oui",
        "non",
        "ok",
        "euros",
        "plafond",
        "fuite",
        "robinet",
        "chaudiere",
        "volet",
        "serrure",
        "mandater",
        "missionner",
        "demander",
        "solliciter",
        "consulter",
        "preparer",
        "rien",
        "parfait",
        "bonjour",
        "bonsoir",
        "merci",
        "nickel",
        "super",
        "entendu",
        "bien",
        "d'accord",
        "urgent",
        "info",
        "attention",
        "note",
        "rappel",
        "suite",
        "bonne",
        "tres",
        "allez",
        "validé",
        "valide",
        "accord",
        "sophie",
        "exact",
        "impeccable",
        "top",
        "finalement",
        "sinon",
        "alors",
        "donc",
        "svp",
        "hello",
        "thanks",
        "fine",
        "perfect",
        "great",
        "good",
        "remplacez",
        "remplacer",
        "mettez",
        "mettre",
        "corrigez",
        "envoyez",
        "validez",
    ]
)
