"""What a manager jots down for us, and what is said to whoever lives there in nearly the same words."""

from mailbot.inbound.reading.desk_notes import DeskNote, desk_note_in
from tests.cases import every

SORTING = (
    "Passez ce dossier en urgent svp", "mets-le en prioritaire", "Marquez-le comme non urgent", "doublon, merci",
    "C'est un doublon du dossier SIG-2210", "Rattachez-le à SIG-2210", "Charge bailleur",
    "Merge it with SIG-2210", "À facturer au locataire",
    "C'est à la charge du locataire", "please flag this as urgent", "La pièce arrive lundi, mets-le en attente",
    "Bonjour, regroupe avec SIG-2210 stp",
)  # fmt: skip
OTHER = (
    "Remets-moi ça jeudi", "Rappelle-moi ce dossier dans deux semaines", "À relancer la semaine prochaine",
    "Quel est le portable du proprio ?", "C'est quoi l'adresse mail de la locataire ?", "Ils sont assurés chez qui ?",
    "Affecte ce dossier à Lucie", "Transférez ce mail à la copropriété", "Voir avec l'assurance",

    "Classez sans suite", "Remettez-le-moi lundi", "Ressors-moi ce dossier mardi", "Ok vu, à voir avec le syndic",
    "FYI", "Pour info", "Voir ci-dessous", "Merci de traiter", "Peux-tu t'en occuper ?", "Tu peux gérer ?",
    "Supprimez ce dossier", "snooze until Monday", "Remind me about it next week",
)  # fmt: skip
MISSION = (
    "Trouvez quelqu'un d'autre", "Prenez quelqu'un de moins cher", "Bonjour, changez d'entreprise svp", "va pour 160",
    "Trouvez un autre plombier", "Refaites passer l'électricien", "Faites-le revenir", "Faites venir un serrurier",
    "Annulez le rendez-vous de jeudi", "ok merci. Décalez la visite à lundi", "Qu'il repasse vite", "Il faut négocier",
    "demandez-lui 120 tout compris", "Donnez-lui le portable de la locataire", "Rappelez-lui que le code a changé",
    "C'est trop cher", "Refusé, trop cher", "Tant pis, on fait sans devis", "Pas la peine de faire un devis",
    "renvoyez Petit", "Accord pour 95 € TTC", "ok pour 45,50 €", "too expensive", "Please cancel the visit",
    "ask him to come back", "Devis plombier svp", "Devis !", "Petit : devis + intervention rapide", "un second devis",
    "bon pour intervention Petit",
)  # fmt: skip
SAID = (
    "Mettez une serpillière en attendant", "Passez la chaudière en mode été", "Rappelez-moi au 04 65 71 00 10",
    "Rappelez-moi jeudi", "Le plombier passe en urgence", "Le syndic s'en charge", "Vous pouvez voir avec le syndic",
    "Quel est le numéro de série du ballon ?", "Quel est votre numéro ?", "Transmettez-nous une photo",
    "Transmettez à votre assurance", "Il est assuré que la pièce arrive", "Coupez l'eau en attendant",
    "C'est le numéro du syndic : 01 44 55 66 77", "Remettez-moi les clés jeudi", "Remind me of the brand?",
    "Remontez-moi une photo du compteur svp", "Remettez-les-moi jeudi", "Je m'en occupe. À voir avec le syndic ensuite",
    "Le joint est commandé, à suivre", "Faites passer le câble derrière le meuble", "Faites venir un ami pour ouvrir",
    "C'est cher payé mais c'est réparé", "Annulez la visite ?", "Planifiez le rendez-vous avec votre plombier",
    "ok pour 16h", "Prenez le rendez-vous de 9h", "Cherchez la vanne sous l'évier", "ok pour le 16", "ok pour 16",
    "Devis reçu", "devis Petit trop cher", "Intervention mardi", "Devis accepté", "Intervention terminée", "Plombier",
    "Intervention Petit demain", "Devis parfait",
    "Laissez-lui la clé", "Pas besoin de laisser les clés", "Il faut changer le joint", "Renvoyez-nous un petit mot",
    "Ouvrez-lui la porte", "Bonjour Madame, demandez-lui un justificatif de passage",
    "Qu'il pleuve ou non, fermez le velux",
    "Pour info le plombier passe mardi", "Peux-tu m'envoyer une photo ?", "Tu as raison", "Tu peux voir la fuite ?",
    "Selon votre bail c'est à la charge du locataire", "J'ai mis le double des clés à l'agence",
    "C'est à la charge du locataire d'après l'article 7 du bail, et l'agence ne peut rien y faire cette fois",
)  # fmt: skip


@every("words", SORTING)
def test_what_the_page_of_sorting_does(words: str) -> None:
    assert desk_note_in(words) is DeskNote.SORTING


@every("words", OTHER)
def test_what_nothing_of_ours_does(words: str) -> None:
    assert desk_note_in(words) is DeskNote.OTHER


@every("words", MISSION)
def test_who_is_sent_when_and_for_how_much(words: str) -> None:
    assert desk_note_in(words, [("Plomberie Petit", "Luc Petit")]) is DeskNote.MISSION


@every("words", SAID)
def test_what_is_said_to_whoever_lives_there(words: str) -> None:
    assert desk_note_in(words, [("Plomberie Petit", "Luc Petit")]) is None
