"""Where a person's words end: the closing formula, the name, the telephone's footer, the legal notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mailbot.inbound.reading.header_blocks import is_rule
from mailbot.inbound.reading.lexicon.closings import (
    CLOSING_SENTENCES,
    CLOSINGS,
    LEADING_UP,
    POSTSCRIPTS,
    SENTENCE_WORDS,
    TITLES,
)
from mailbot.inbound.reading.lexicon.footers import (
    DEVICES,
    EXCUSES,
    FETCH,
    FETCHED_WHOLE,
    GUARDS,
    MAIL_PROGRAMS,
    NEVER_IN_A_FOOTER,
    NO_VIRUS,
    NOT_FETCHED,
    REACTIONS,
    SENT,
    SENT_BRIEFLY,
)
from mailbot.inbound.reading.lines import fold, mended
from mailbot.inbound.reading.notices import is_boilerplate

_AROUND = " .,;:!*_-–—/\t>"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\.?")
_CLOSINGS = frozenset(CLOSINGS)
_WARMLY = re.compile(r"^(?:bien|tres) ")
"""« Bien cdlt », « très amicalement »."""
_BETWEEN_NAMES = re.compile(r"[\s'’.-]+")
_DIGIT = re.compile(r"\d")
_POSTSCRIPT = re.compile(
    rf"(?:{'|'.join(re.escape(mark) for mark in sorted(POSTSCRIPTS, key=len, reverse=True))})\s?[0-9]?\s?[:;,.\-–—)]"
)
_SENT = re.compile("|".join(re.escape(words) for words in sorted((*SENT, *SENT_BRIEFLY), key=len, reverse=True)))
_DEVICE = re.compile(rf"(?<![a-z])(?:{'|'.join(re.escape(word) for word in sorted(DEVICES, key=len, reverse=True))})")
_FROM_DEVICE = re.compile(
    r"(?:de|depuis) (?:mon|ma) (?:iphone|ipad|samsung|galaxy|huawei)\b.{0,12}$"
    r"|(?:[^\W\d]\w{0,20} )?from (?:my |a )?(?:mobile|phone|iphone|ipad|android|tablet)\b.{0,15}$"
)
_FETCH = re.compile(rf"[\[(<]{{0,2}}(?:{'|'.join(re.escape(words) for words in FETCH)})")
_CONTACT = re.compile(
    r"(?:^|\W)(?:tel|telephone|phone|mobile|portable|port|mob|fax|gsm|standard|siret|siren|rcs|ape|naf|tva|iban|https?:)"
    r"(?:\W|$)|(?:\+33|\b0\d)[ .\d()-]{8,16}\d|@[\w-]{2,60}\.|^(?:site|web)?\W{0,3}www\.\w|\b\d{5} [a-z]"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|av|bd|boulevard|allee|chemin|impasse|place|quai|cours|route|square"
    r"|street|road|lane)\b"
)
_TELEPHONE = re.compile(
    r"(?:[a-z]{1,9}[ .:]{0,4}){0,2}(?:\(?\+\d{1,3}\)?|0\d)(?:[ .()-]{0,3}\d){6,14}"
    r"(?:\s?[-|/–]\s?(?:[a-z]{1,9}[ .:]{0,4})?(?:\+\d{1,3}|0\d)(?:[ .()-]{0,3}\d){6,14})?"
)
_EXCUSES = re.compile(rf"{EXCUSES}|desolee?|sorry")
_EXCUSED = re.compile(
    rf"{EXCUSES}(?:, ?)?(?:envoye|ecrit|tape|redige|sent|typed|written)e? (?:de|depuis|sur|avec|from|on|with) "
    r"(?:mon|ma|un|my|a) [a-z ]{0,12}"
    r"(?:telephone|portable|smartphone|mobile|iphone|ipad|tablette|appareil|phone|cell|android|tablet)"
)
"""« Excusez la brièveté, envoyé depuis mon téléphone »."""
_ENDED_ABOVE = re.compile(r"[.!] ")
_TRACKERS = ("ᐧ", "￼")
"""The invisible picture of a mail tracker, and an attachment that was here, as text."""
_LINKED = re.compile(r"\[([^\]]{0,60})\](?:\([^)]{0,200}\)?)?|<?https?:[^\s>)]{0,200}[>)]?")
"""« [mail](https://…) », « <https://…> »: a link of the footer, as a text part shows it."""
_EXTENDED_PICTOGRAPH = re.compile("[\u00a9\u00ae\u2190-\u2bff\u3030\U0001f000-\U0001faff]")


def is_delimiter(text: str) -> bool:
    """« -- » alone on its line: RFC 3676, section 4.3. Three dashes are a rule that a person drew."""
    return text == "--"


def is_postscript(folded: str) -> bool:
    return bool(_POSTSCRIPT.match(folded))


def is_closing(text: str, folded: str) -> bool:
    """A closing formula alone on its line, or with nothing but a name after it: « Cdt P. Durand », « LG, Eva »."""
    if len(folded) > 160:
        return False
    bare = folded.strip(_AROUND)
    if bare in _CLOSINGS or _WARMLY.sub("", bare) in _CLOSINGS or bare.startswith(CLOSING_SENTENCES):
        return True
    if "/" in bare and all(half.strip(_AROUND) in _CLOSINGS for half in bare.split("/")):
        return True  # « Cordialement / Best regards »
    if bare.startswith(LEADING_UP) and _leads_up_to_the_formula(bare):
        return True
    if len(bare) > 60:
        return False
    words = bare.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        formula = " ".join(words[:count])
        if formula.rstrip(",;.:-–—/") in _CLOSINGS and (count > 1 or len(formula) > 5 or formula[-1] == ","):
            return _only_names(" ".join(text.strip(_AROUND).split()[count:]))
    return False


def _leads_up_to_the_formula(bare: str) -> bool:
    """« Dans l'attente de votre retour, veuillez agréer … »; not when a day or a sum is hoped for."""
    hoped, _, formula = bare.partition(",")
    if formula.lstrip().startswith("et "):
        formula = formula.lstrip()[3:]
    return formula.lstrip().startswith(CLOSING_SENTENCES) and len(hoped.split()) < 11 and _DIGIT.search(hoped) is None


def _only_names(rest: str) -> bool:
    words = _WORD.findall(rest)
    return (
        len(words) <= 6
        and rest[-1:] not in ("?", "!")
        and all(word[0].isupper() or fold(word).rstrip(".") in TITLES for word in words)
    )


_CARD = re.compile(r"(?P<name>[^|•·\n]{2,40}?) ?[|•·] ?\S")
_PLACE = (
    r"(?:(?:au |du )?(?:\d{1,2}(?:er|e|eme|ere|nd)(?: etage)?|rez[- ]de[- ]chaussee|rdc)(?: (?:gauche|droite|face))?"
    r"|(?:appt?|appartement|apt|lot|porte|bat|batiment|escalier|esc)\.? ?(?:n ?° ?)?(?:[a-z]|\d{1,4}[a-z]?)"
    r"|(?:locataire|voisine?|gardienne?|concierge|proprietaire|coproprietaire)(?: du \d{1,2}(?:er|e|eme))?)"
)
_AT_HOME = re.compile(rf"(?P<name>[^,;:!?\d]{{2,40}}?) ?, ?{_PLACE}(?:,? {_PLACE}){{0,3}}\.?")
_ANSWERS = re.compile(
    r"\b(?:ok|oui|non|yes|no|accord|refus\w*|valid\w*|bon|devis|facture|dispo\w*|indispo\w*|impossible|possible|demain"
    r"|urgent\w*|regle|repare|fait|termine|annul\w*|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin\w*"
    r"|apres-midi|soir\w*|midi|\w+day|absent\w*|present\w*|merci|approuve\w*|quote|invoice|done|sorry)\b"
)
"""« Luc Morel | Jeudi Matin » answers."""
_LONGEST_CARD = 200
"""« Hugo Ferrand | Gérant | 06 … »: a signature on one line."""


class Writer:
    """The names under which somebody may sign, and nothing else about them."""

    def __init__(self, names: Sequence[str], address: str = "") -> None:
        self.words = _name_words(tuple(names), address)
        parts = [[part for part in _BETWEEN_NAMES.split(fold(name)) if part] for name in names]
        self.initials = frozenset("".join(part[0] for part in named) for named in parts)
        self.first_names = frozenset(fold(name).split()[0] for name in names if name.strip())

    def signs(self, text: str, folded: str) -> bool:
        """A whole line made of the writer's name, first name, initials or company, or a card that begins with it."""
        if (card := _CARD.match(text)) is not None and len(text) < _LONGEST_CARD:
            return is_contact(folded) and self.signs(card["name"], fold(card["name"]))
        if not self.words or not text or len(text) > 60 or text[-1] in "?!" or _DIGIT.search(text):
            return False
        shown = [word.rstrip(".") for word in _WORD.findall(text)]
        if not shown or len(shown) > 7:
            return False
        known: list[str] = []
        strangers: list[str] = []
        for word in shown:
            bare = fold(word)
            if bare in self.words:
                known.append(bare)
            elif bare not in TITLES and not self._abbreviates(bare) and not self._is_monogram(word, bare):
                strangers.append(word)
        if not known:
            return not strangers and _is_initials(folded, self.words)
        return not strangers or self._is_a_colleague(known, strangers)

    def signs_at_home_or_work(self, text: str, folded: str) -> bool:
        """« M. Aubert, 3e étage », « Luc Morel | Atelier Morel »: a name, and the door or the company behind it."""
        if (card := _CARD.match(text)) is not None and len(text) < _LONGEST_CARD:
            company = text[card.end() - 1 :].strip(_AROUND)
            named = " " in card["name"].strip() and self.signs(card["name"], fold(card["name"]))
            return named and _only_names(company) and _ANSWERS.search(fold(company)) is None
        home = _AT_HOME.fullmatch(folded)
        return home is not None and " " in home["name"].strip() and self.signs(text[: home.end("name")], home["name"])

    def _abbreviates(self, bare: str) -> bool:
        """« N. », « J.-M. »: initials beside the name."""
        return len(bare) < 3 and all(any(word[0] == sign for word in self.words) for sign in bare)

    def _is_monogram(self, word: str, bare: str) -> bool:
        """« JPM » for Jean-Pierre Morin: all three in their order, as « RAS » and « NON » are not."""
        return word.isupper() and len(bare) > 2 and bare in self.initials and bare not in _NEVER_IN_A_NAME

    def _is_a_colleague(self, known: list[str], strangers: list[str]) -> bool:
        """« Luc Morel » for Chauffage Morel, « Nadia Belkacem Assistante RH »; never « Appelez Nadia »."""
        if any(not word[0].isupper() or fold(word) in _NEVER_IN_A_NAME or word.endswith("ez") for word in strangers):
            return False
        return len(strangers) < 4 if len(known) > 1 else len(strangers) == 1 and known[0] not in self.first_names


_NEVER_IN_A_NAME = frozenset(
    {
        "bonjour",
        "bonsoir",
        "hello",
        "hi",
        "dear",
        "cher",
        "chere",
        "merci",
        "thanks",
        "oui",
        "non",
        "ok",
        "salut",
        "allo",
        "hallo",
    }
)


def _is_initials(folded: str, names: frozenset[str]) -> bool:
    """« N.B. », « NB » for Nadia Belkacem; one letter alone is too little."""
    letters = [sign for sign in folded if sign.isalpha()]
    firsts = {name[0] for name in names}
    return 2 <= len(letters) <= 3 and len(folded) <= 6 and all(sign in firsts for sign in letters)


@lru_cache(maxsize=4096)
def _name_words(names: tuple[str, ...], address: str) -> frozenset[str]:
    words: set[str] = set()
    for name in names:
        for word in _WORD.findall(fold(name)):
            words.add(word.rstrip("."))
            words.update(part for part in re.split(r"['’-]", word) if len(part) > 1)
    words |= {part for part in re.split(r"[^a-z]+", fold(address.partition("@")[0])) if len(part) > 2}
    return frozenset(word for word in words if word not in TITLES or word == "sav") - _NEVER_IN_A_NAME - SENTENCE_WORDS


def is_footer(text: str, folded: str) -> bool:
    """What a telephone or a mail program adds by itself."""
    return len(folded) <= _LONGEST_FOOTER and _is_footer(text, folded)


_LONGEST_FOOTER = 220


@lru_cache(maxsize=2_000)  # a line of the text stands in the HTML too, and « Merci » in every second mail
def _is_footer(text: str, folded: str) -> bool:
    if "Ã" in text:
        folded = fold(mended(text))
    bare = folded.strip(" <>()[]*_.-–—\"'|\t")
    if bare[-1:] == "?" and not _ENDED_ABOVE.search(bare):
        return False
    if bare in FETCHED_WHOLE:
        return True
    if found := _FETCH.match(bare):
        return NOT_FETCHED.isdisjoint(bare[found.end() :].split()) and not bare.endswith((" pour", " for"))
    if len(bare) < 60 and bare.endswith(GUARDS) and any(virus in bare for virus in NO_VIRUS):
        return True
    if _LINKED.sub("", bare).rstrip(" <>()[]").endswith(REACTIONS):
        return True
    if found := _SENT.match(bare):
        if found.end() == len(bare) and _DEVICE.search(bare):
            return True  # « iPhoneから送信 » is the whole line
        return _names_a_device(text, bare, found.end())
    if bare.endswith((" gesendet", "から送信", " gonderildi", "发送", "傳送")) and _DEVICE.search(bare):
        return True
    if _EXCUSED.fullmatch(bare):
        return True
    if is_device_alone(folded) and text.lstrip(" <>()[]*_.-–—\"'|\t")[0].islower():
        return False
    return len(bare) < 50 and bool(_FROM_DEVICE.fullmatch(bare)) and bare.count(" ") < 5


def is_device_alone(folded: str) -> bool:
    """« Depuis mon iPhone », which may be the rest of a sentence."""
    return folded.lstrip(" <>()[]*_.-–—\"'|\t").startswith(("de mon ", "de ma ", "depuis mon ", "depuis ma "))


def _names_a_device(text: str, bare: str, at: int) -> bool:
    """« Sent from my TI-85 » yes, « Sent from my desk, is much easier than my mobile » no."""
    rest = " ".join(_LINKED.sub(r" \1 ", bare[at : at + 200]).split())[:110]
    clause, *behind = re.split(r"[,;!?]|\. ", rest, maxsplit=1)
    clause = clause.replace("sans fil", "")
    if bare.startswith("s ", at):
        return False  # « Envoyé des photos par Outlook »
    said = clause.split()
    if bare[:at] in SENT_BRIEFLY and not _says_no_more(bare[:at], clause, "".join(behind).strip(" .!,")):
        return False
    if bare[:at] == "envoye par" and clause.startswith(("courrier", "la poste")):
        return False
    if len(said) > 12 or not NEVER_IN_A_FOOTER.isdisjoint(said):
        return False
    if _DEVICE.search(clause):
        return True
    shown = text.strip(" <>()[]*_.-–—\"'|\t")[at:]
    words = shown.split()
    own = bool(words) and fold(words[0]) in ("mon", "ma", "my", "mein", "meinem", "meiner", "mi", "meu", "mijn", "min")
    return own and len(words) < 8 and any(word[0].isupper() or word[0].isdigit() for word in words[1:3])


def _says_no_more(opening: str, clause: str, behind: str) -> bool:
    """« Tapé sur mon portable, désolé pour les fautes »; not « Tapé sur mon portable, gaz fuit »."""
    said = clause.split()
    if len(said) > 3 or ":" in clause or (opening.endswith(" par") and not MAIL_PROGRAMS.issuperset(said)):
        return False
    return not behind or _EXCUSES.fullmatch(behind) is not None


_LINK = re.compile(r"[<(\[]?(?:https?://|www\.)(?P<where>[\w.-]{4,60}(?:/[\w.-]{0,40})?/?)[>)\]]?")
_NO_PROGRAM = frozenset(
    ("envoye", "depuis", "partir", "telephone", "appareil", "mobile", "portable", "iphone", "photos")
)


def is_link_of(footer: str, folded: str) -> bool:
    """« https://www.mobisystems.com/aqua-mail » below « Envoyé avec AquaMail »: where its program is had."""
    if (link := _LINK.fullmatch(folded)) is None:
        return False
    letters = "".join(sign for sign in link["where"] if sign.isalpha())
    return any(len(word) > 4 and word in letters for word in set(footer.split()) - _NO_PROGRAM)


def is_contact(folded: str) -> bool:
    return len(folded) < 200 and bool(_CONTACT.search(folded))


def is_telephone(folded: str) -> bool:
    """« Tél : 06 39 98 10 12 », and nothing else: the end of a card, whatever stands below it."""
    return len(folded) < 60 and _TELEPHONE.fullmatch(folded) is not None


_ASKED = re.compile(
    r"(?!(?:suiv|decouvr|visit|retrouv|rejoign|pens|consult|telecharg|economis|soy|adopt|partag|profit|contact|opt"
    r"|imprim|evit|ay|ch|r|ass)ez\b|conseiller|atelier)(?:ne pas )?"
    r"(?!.{0,80}\b(?:en ligne|avis sur|google|facebook|linkedin|instagram|newsletter|patrimoine|ensemble|avenir"
    r"|locative|devis gratuit|votre (?:avis|devis|logement)|logement social"
    r"|notre (?:agence|site|page|application)|depuis \d{4}|chez soi)\b)"
    r"[a-z]{1,12}(?:(?<!i)er|ir|ez|mettre|prendre|attendre)(?: [^ ]+){2,12}[.!]"
)
"""« Sonner deux fois. », « Laissez la clé chez Paul. »: what is asked for, and no slogan."""


def is_sentence(text: str, folded: str) -> bool:
    """Something a person says, rather than a function, an address or a motto."""
    words = folded.replace(",", " ").replace(":", " ").split()
    if not words or is_contact(folded) or is_boilerplate(folded):
        return False
    own = sum(
        word.strip('.!?;()"') in SENTENCE_WORDS or word.startswith(("j'", "c'", "n'", "qu'", "m'")) for word in words
    )
    if own > 1 or (own == 1 and len(words) < 7) or (len(words) > 9 and text[-1] in ".!?"):
        return True
    return text[-1] in ".!" and _ASKED.fullmatch(folded) is not None


def is_framed(text: str) -> bool:
    """« -----Eredeti üzenet----- »: some words between two rules, in whatever language."""
    bare = text.strip("-_=")
    return (
        2 < len(bare) < 50 and len(text) - len(bare) > 7 and text[0] == text[-1] and not any(s.isdigit() for s in bare)
    )


def is_ornament(text: str) -> bool:
    """Nothing but marks at the end of a mail: a rule, a bullet, the sign of a tracker. An emoji is an answer."""
    if is_rule(text) or text in ("-", "–", "—", "*", "_", "|", "·", "•", "."):
        return True
    if text in _TRACKERS:
        return True
    if any(sign.isalnum() for sign in text) or _EXTENDED_PICTOGRAPH.search(text):
        return False
    return set(text) <= set("-_=*#~+–—·•|￼ \xa0")
