"""What is read as an answer to an alarm, and what never is."""

import pytest

from mailbot.inbound.reading.alarms import FALSE, TAKES, answer_to_alarm

TAKEN = (
    "Je prends.", "je prends", "Oui je prends l'appel", "Bonsoir Sophie,\nje m’en occupe, je la rappelle", "C'est pris",
    "Je le prends", "OK j'y vais", "Je suis dessus.", "Pris !", "Bonsoir, je prends l’appel. Sophie", "I'll take it.",
    "I’ll take it.", "On it!", "I'm on it", "I've got this", "Hi Sophie, I’m calling her now", "Je pars tout de suite",
    "Je prends l'alerte", "J'appelle la locataire", "Je gère", "je file la voir", "I'm going there now", "Pris par moi",
    "Je rappelle Mme Belkacem",
)  # fmt: skip
FALSE_ALARMS = (
    "Fausse alerte.", "C'était une fausse alerte, j'ai eu Mme Belkacem.", "Bonne nouvelle, fausse alerte",
    "False alarm.", "It was a false alarm", "Bonjour,\n\nfausse alerte : c’était le four.",
    "J'ai eu la locataire : fausse alerte", "Ouf, fausse alerte", "Finalement c'est une fausse alarme",
    "Je confirme, encore une fausse alerte", "The fire brigade came, it was just a false alarm",
)  # fmt: skip
NEITHER = (
    "Je ne peux pas, appelez Karim", "ce n'est pas une fausse alerte", "Fausse alerte ?", "Peut-être une fausse alerte",
    "Qui prend ?", "Je prends note", "Je prends si personne ne répond", "Bien reçu", "not a false alarm", "Ok", "",
    "Je prends demain matin", "Karim, peux-tu prendre ?", "J'espère que c'est une fausse alerte", "I can't take it",
    "Je suis en vacances. Je prends mon service lundi.", "L’odeur est toujours là.",
    # Who goes elsewhere, or has something else, wakes the next one.
    "Pris par une autre urgence", "Pris sur un autre chantier", "Je pars en vacances", "Je pars dans deux jours",
    "I'm going to bed", "I'm going home", "I am going on holiday", "Je file au lit", "Je gère autre chose",
    "Je prends rendez-vous avec Durand", "Je prends congé", "Je prends le train", "Je prends ma retraite",
    "Je rappelle que Karim est d'astreinte", "J'appelle Karim pour qu'il y aille", "C'est pris en compte par Karim",
    "I get this every night", "J'y suis allé hier", "Je prends 5 minutes et je reviens vers vous",
    "J'appelle mon collègue pour qu'il prenne",
    # Who is not sure, speaks of another time or of others says nothing of this alarm.
    "Je doute que ce soit une fausse alerte", "Ça pourrait être une fausse alerte", "Fausse alerte à vérifier",
    "La dernière fois c'était une fausse alerte, mais là j'y vais", "C'est tout sauf une fausse alerte",
    "Loin d'être une fausse alerte", "Une fausse alerte est possible", "Ça ressemble à une fausse alerte",
    "Hardly a false alarm", "Could be a false alarm", "I doubt it is a false alarm", "Last time it was a false alarm",
    "Attention aux fausses alertes", "Je vérifie que c'est une fausse alerte", "Il dit que c'est une fausse alerte",
)  # fmt: skip


@pytest.mark.feature("GAP-14")
def test_an_answer_to_an_alarm_is_read_and_a_doubtful_one_lets_nobody_sleep() -> None:
    read = {words: answer_to_alarm(words) for words in (*TAKEN, *FALSE_ALARMS, *NEITHER)}
    said = {words: found[0] if found is not None else "" for words, found in read.items()}
    assert said == dict.fromkeys(TAKEN, TAKES) | dict.fromkeys(FALSE_ALARMS, FALSE) | dict.fromkeys(NEITHER, "")
