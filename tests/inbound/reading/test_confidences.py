"""What is said in confidence, and what only looks like it."""

from mailbot.inbound.reading.confidences import is_confided
from tests.cases import every


@every(
    "words",
    [
        "Entre nous, elle sous-loue", "info interne : bail résilié", "Confidentiel", "À ne pas divulguer : vente",
        "Surtout n'en parlez pas à ma sœur", "gardez ça pour vous", "off the record, he moves out",
        "Bonjour Madame,\nle plombier passe lundi.\nNote interne : impayé", "[interne] locataire en impayé",
        "Merci de ne rien dire à mon colocataire", "À ne pas dire à la locataire : le bail finit",
        "Please don't mention it to my flatmate", "keep it to yourself",
    ],
)  # fmt: skip
def test_what_is_said_in_confidence(words: str) -> None:
    assert is_confided(words)


@every(
    "words",
    [
        "Ce courriel est confidentiel", "Un mur entre nous et la voisine", "je reste entre midi et deux",
        "between us there is a wall", "on ne me dit rien",
        "Ne me dites pas que c'est encore annulé", "vous ne dites rien", "ne transmettez pas mon numéro",
        "Est-ce confidentiel ?", "la cloison entre nous est fissurée",
        "Ne parlez pas trop fort", "Code confidentiel : 4512", "I have no confidence in him", "Le jardin, privé",
        "don't share my phone number", "je ne dis pas non",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(words: str) -> None:
    assert not is_confided(words)
