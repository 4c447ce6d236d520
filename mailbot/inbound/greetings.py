"""What people write around what they ask for: « Bonjour, », « Merci d'avance »."""

import re

from mailbot.inbound.reading.lines import fold

# « Bonjour, », « Merci d'avance » around a line are no letter to the occupants.
_COURTESY = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|dear|good (?:morning|afternoon|evening))(?: [\w'.-]+){0,3}"
    r"|(?:un grand |many )?(?:merci|thanks|thank you)(?: d'avance| par avance| beaucoup| bien| encore| in advance"
    r"| very much| so much| a lot)?"
    r"|s'il vous plait|svp|please|cordialement|bien a vous|bonne journee|regards|best regards)[ ,.!]*"
)


def only_courtesies(words: str) -> bool:
    """Whether nothing is said but « Bonjour, » and « Merci d'avance »."""
    told = [fold(line).strip() for line in words.split("\n") if line.strip()]
    return all(_COURTESY.fullmatch(line) for line in told)
