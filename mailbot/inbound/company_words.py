"""What companies write to a request for a quote that no intent of the reader names: tables of words."""

import re

from mailbot.inbound.reading.lines import fold

# « Une visite est nécessaire avant le devis », « je souhaite passer voir avant de chiffrer », « can I come and see? ».
_VISIT = re.compile(
    r"\b(?:passer|venir|aller|rendre|deplacer|come|call|pop)\b[^.!?\n]{0,24}"
    r"\b(?:voir|sur place|constater|visiter|mesurer|mesures|cotes|see|look|measure)\b"
    r"|\bvisite[^.!?\n]{0,24}\b(?:necessaire|obligatoire|indispensable|souhaitable|prealable|requise|utile)\b"
    r"|\b(?:besoin|faut|faudrait|faudra|souhait\w*|prevoir|organis\w+|programm\w+|propos\w+|apres)\b[^.!?\n]{0,24}\bvisite"
    r"|\b(?:site visit|need to (?:see|visit)|have a look first|visit first)\b"
)
_NO_VISIT = re.compile(r"\b(?:pas besoin|inutile|sans|no need|without)\b[^.!?\n]{0,20}\b(?:visite|passer|visit|come)\b")
# The button « Je ne peux pas répondre »; « avant lundi » behind it would be a delay, and no refusal.
_DECLINES = re.compile(
    r"\bne (?:peux|pouvons|pourrai|pourrons|suis|sommes) pas (?:en mesure de )?"
    r"(?:repondre|donner suite|chiffrer|etablir (?:de|un|ce) devis|faire (?:de|un|ce) devis)"
    r"(?: favorablement)?(?: a (?:votre|cette|la) demande(?: de devis)?)?\s*(?:[.!,;\n]|$)"
    r"|\b(?:cannot|can't|can not|unable to) (?:answer|reply to) (?:this|your) request\s*(?:[.!,;\n]|$)"
)
_INSURED = re.compile(r"\b(?:assurances?|decennale|responsabilite civile|rc pro\w*|insurance|insured)\b")


def wants_visit(words: str) -> bool:
    """Whether the company wants to see the place before it names a price."""
    said = fold(words)
    return _VISIT.search(said) is not None and _NO_VISIT.search(said) is None


def declines(words: str) -> bool:
    """Whether the company says that it will not answer the request."""
    return _DECLINES.search(fold(words)) is not None


def names_insurance(words: str) -> bool:
    """Whether an insurance is mentioned."""
    return _INSURED.search(fold(words)) is not None


_NOD = re.compile(
    r"(?:(?:ok|okay|d'accord|dac|entendu|compris|bien recu|bien note|c'est note|note|parfait|tres bien|ca marche"
    r"|ca roule|got it|noted|understood|fine|all right|alright|perfect|merci|thanks|thank you)\s*[,.!;]*\s*)+"
    "|[\U0001f44d\U0001f44c\u2705\ufe0f\\s]+"
)


def only_nods(words: str) -> bool:
    """« Ok », « bien noté, merci », a thumb: heard, and news to nobody."""
    return _NOD.fullmatch(fold(words).strip()) is not None


# « Déplacement à 65 € » is the price of a journey, « 480 €, déplacement compris » that of the works.
_OF_ANOTHER_THING = re.compile(
    r"\b(?:deplacements?|trajets?|call[- ]?out|travel)\b"
    r"(?![^.;\n]{0,12}\b(?:compris|inclus|offerts?|gratuits?|included|free)\b)"
    r"|\b(?:tarif|taux) horaire\b|\b(?:de l'|par )heure\b|\bhourly\b|\b(?:per|an) hour\b|(?:€|euros?) ?/ ?h\b"
    r"|\b(?:diagnostic|recherche de (?:la )?(?:fuite|panne)|leak detection)(?: est)?(?: [ad]e?| ?:)? ?[€£]?\d"
    r"|\b(?:pour|for) (?:le |la |the )?(?:diagnostic|recherche de (?:la )?(?:fuite|panne)|leak detection)\b"
)


def names_another_thing(words: str) -> bool:
    """Whether a price may be that of a journey, of a look or of an hour, and not of the works."""
    return _OF_ANOTHER_THING.search(fold(words)) is not None


# « Voici notre devis » is no news beside the quote itself.
_ANNOUNCES = re.compile(
    r"\b(?:voici|voil[àa]|ci[- ]joint\w*|veuillez trouver|vous trouverez|notre|mon|le|un|corrig\w+|devis"
    r"|en pi[èe]ce jointe"
    r"|here is|please find|our|my|the|attached|quote)\b",
    re.IGNORECASE,
)


def beside_quote(words: str) -> str:
    """What a company says beside « voici notre devis »."""
    return _ANNOUNCES.sub(" ", words)


# « Veuillez trouver notre facture ci-jointe, pour OS-2026-0190 » is no news beside the invoice itself.
_ANNOUNCES_INVOICE = re.compile(
    r"\b(?:voici|voil[àa]|ci[- ]joint\w*|jointe?s?|veuillez trouver|vous trouverez|notre|nos|ma|la|une|les?|et|avec"
    r"|pour"
    r"|(?:facture|invoice)(?:\s+(?:n°|no\.?|num[ée]ro)\s*\S+)?(?:\s+(?:du|of)\s+[\d/]+)?|photos?"
    r"|en pi[èe]ces? jointes?|corrig\w+|(?:OS|DEV)-\d{4}-\d+(?:-[A-Z])?"
    r"|here (?:is|are)|please find|our|my|the|attached|and|with|for|corrected)\b",
    re.IGNORECASE,
)


def beside_invoice(words: str) -> str:
    """What a company says beside « voici notre facture »."""
    return _ANNOUNCES_INVOICE.sub(" ", words)
