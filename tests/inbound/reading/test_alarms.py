"""What is read as an answer to an alarm, and what never is."""

import pytest

from mailbot.inbound.reading.alarms import FALSE, TAKES, answer_to_alarm

TAKEN = (
    "Je prends.", "je prends", "Oui je prends l'appel", "Bonsoir Sophie,\nje m’en occupe, je la rappelle", "C'est pris",
    "Je le prends", "OK j'y vais", "Je suis dessus.", "Pris !", "Bonsoir, je prends l’appel. Sophie", "I'll take it.",
    "I’ll take it.", "On it!", "I'm on it", "I've got this", "Hi Sophie, I’m calling her now",
)  # fmt: skip
FALSE_ALARMS = (
    "Fausse alerte.", "C'était une fausse alerte, j'ai eu Mme Belkacem.", "Bonne nouvelle, fausse alerte",
    "False alarm.", "It was a false alarm", "Bonjour,\n\nfausse alerte : c’était le four.",
)  # fmt: skip
NEITHER = (
    "Je ne peux pas, appelez Karim", "ce n'est pas une fausse alerte", "Fausse alerte ?", "Peut-être une fausse alerte",
    "Qui prend ?", "Je prends note", "Je prends si personne ne répond", "Bien reçu", "not a false alarm", "Ok", "",
    "Je prends demain matin", "Karim, peux-tu prendre ?", "J'espère que c'est une fausse alerte", "I can't take it",
    "Je suis en vacances. Je prends mon service lundi.", "L’odeur est toujours là.",
)  # fmt: skip


@pytest.mark.feature("GAP-14")
def test_an_answer_to_an_alarm_is_read_and_a_doubtful_one_lets_nobody_sleep() -> None:
    read = {words: answer_to_alarm(words) for words in (*TAKEN, *FALSE_ALARMS, *NEITHER)}
    said = {words: found[0] if found is not None else "" for words, found in read.items()}
    assert said == dict.fromkeys(TAKEN, TAKES) | dict.fromkeys(FALSE_ALARMS, FALSE) | dict.fromkeys(NEITHER, "")
