"""Words by which somebody takes back what they have just said, beside a plain no."""

from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import wording_of

# Each line with a mail that says it.
_TAKEN_BACK = Sayings(
    (
        "^ non",  # Non finalement
        "finalement|reflexion ~ non|pas|attend*|prefere",  # À la réflexion, je préfère attendre
        "annul*",  # Annulez mon accord
        "attendez|patientez|suspend*|stop|stoppez|arretez",  # Attendez, je regarde
        "me|suis ~ trompe|trompee",  # Je me suis trompé
        "erreur|fausse manoeuvre",  # C'est une erreur
        "retire|reprends|reviens ~ accord|oui|decision",  # Je retire mon accord
        "change ~ avis",  # J'ai changé d'avis
        "pas ~ accord|valide|valider",
        "pas ce|cela [que] [j|je] [ai] voulu|dit|demande|souhaite",  # Ce n'est pas ce que j'ai voulu dire
        "plus ~ accord",
        "ne|veux|souhaite plus",
        "^ no|wait|stop|cancel|hold",  # Wait, not yet
        "cancel|withdraw|undo ~ agreement|yes|approval|it|that",  # I withdraw my agreement
        "changed ~ mind",
        "mistake|by error",
        "not ~ meant|agree|approve",
    )
)


def takes_back(words: str) -> bool:
    """Whether these words undo: « non finalement », « attendez », « je me suis trompé ». Thanks and news do not."""
    return wording_of(words) in _TAKEN_BACK
