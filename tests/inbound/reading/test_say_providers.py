"""What tradespeople write, in many ways: each way says its type, and what only sounds like it does not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Asked, KnownOrder, OrderState, Question, Slot, Standpoint
from mailbot.vocabulary import Role
from tests.cases import every

PEOPLE = {
    Role.TENANT: "Nadia Belkacem",
    Role.LANDLORD: "Bernard Vasseur",
    Role.PROVIDER: "Plomberie Durand",
    Role.MANAGER: "Sophie Lambert",
}
FRIDAY = Slot(datetime.fromisoformat("2026-11-27T14:00:00+01:00"), datetime.fromisoformat("2026-11-27T16:00:00+01:00"))
MONDAY_MORNING = "2026-11-23T08:00:00+01:00"
BEFORE_THE_VISIT, DURING, AFTER = (f"2026-11-27T{hour}:00+01:00" for hour in ("13:30", "15:00", "18:00"))

Ways = dict[str, tuple[str, ...]]
"""What is written, by its scene."""

SCENES: dict[str, dict[str, Any]] = {
    "take": {"state": OrderState.NEW, "asked": Question.TAKE_MISSION},
    "slots": {"state": OrderState.ACCEPTED, "asked": Question.PROPOSE_SLOTS},
    "plan": {"state": OrderState.SLOT_CHOSEN, "visit": FRIDAY, "asked": Question.PLAN_VISIT},
    "unplanned": {
        "state": OrderState.SLOT_CHOSEN,
        "visit": FRIDAY,
        "asked": Question.PLAN_VISIT,
        "received": AFTER,
    },
    "planned": {"state": OrderState.PLANNED, "visit": FRIDAY},
    "soon": {"state": OrderState.PLANNED, "visit": FRIDAY, "received": BEFORE_THE_VISIT},
    "there": {"state": OrderState.PLANNED, "visit": FRIDAY, "received": DURING},
    "next": {"state": OrderState.PLANNED, "visit": FRIDAY, "asked": Question.NEXT_STEP, "received": AFTER},
    "over": {"state": OrderState.PLANNED, "visit": FRIDAY, "received": AFTER},
    "quote": {"asked": Question.SEND_QUOTE},
    "bill": {"state": OrderState.DONE, "asked": Question.SEND_INVOICE},
    "refused": {"state": OrderState.REFUSED},
}


def read(scene: str, words: str, *, files: int = 0) -> tuple[dict[IntentType, Intent], Ask | None]:
    known = {"received": MONDAY_MORNING} | SCENES[scene]
    question, visit = known.get("asked"), known.get("visit")
    standpoint = Standpoint(
        received=datetime.fromisoformat(known["received"]),
        role=Role.PROVIDER,
        sender_name="Patrick Durand",
        people=PEOPLE,
        work_order=KnownOrder(known["state"], visit) if "state" in known else None,
        asked=Asked(question, (FRIDAY,) if question is Question.PLAN_VISIT else ()) if question else None,
    )
    intents, ask = understand(Situation(words, standpoint, files=files))
    return {intent.type: intent for intent in intents}, ask


def table(ways: Ways) -> list[tuple[str, str]]:
    return [(scene, words) for scene, several in ways.items() for words in several]


TAKES: Ways = {
    "take": (
        "ok", "👍", "je prends", "jprends", "On s'en occupe.", "Bien reçu, on intervient.", "Mission acceptée",
        "C'est noté, je m'en charge", "C'est pour moi", "oui je peux", "Vous pouvez compter sur moi", "Affaire prise.",
        "Accepté", "Oui, si besoin j'emmène un apprenti",
        "Volontiers", "On est dessus", "je le fais", "Pris !", "Je me charge de ce dossier", "Je peux m'en occuper",
        "Nous acceptons la mission et revenons vers vous pour le créneau", "ok je prends, 65 € de déplacement",
        "Oui sans problème, par contre pas cette semaine", "Je le prends mais je n'ai pas encore de date",
        "Pardon pour le silence, on était débordés. On s'en charge.", "c bon pr moi je m en okupe", "je gère",
        "Happy to take this on", "Leave it with me", "Count us in", "We can do this one", "I accept the job",
        "That's fine, I'll give her a ring to book a time",
    ),
    "refused": ("Finalement je peux la prendre, votre intervention", "Bonne nouvelle, je prends la mission"),
}  # fmt: skip
DOES_NOT_TAKE: Ways = {
    "take": (
        "Je regarde mon planning", "Je vous redis ce soir", "ok je regarde et je vous redis", "Bien reçu", "Merci",
        "Si c'est bien payé je prends", "Oui si le chantier est au calme", "ok, à condition d'avoir un badge",
        "Je n'accepte aucun déplacement sans acompte", "On se déplace uniquement après acompte",
        "We only come on a signed order",
        "On ne prend ni les caves ni les toitures", "Nous ne posons que des volets", "On ne traite que le fioul",
        "Faut que je voie avec mon associé", "C'est à quel étage ?", "Je ne prends pas",
        "I'll check my diary and get back to you", "Could be, let me talk to my partner", "Je prends note",
    ),
    "quote": ("Je prends 60 € de l'heure",),
    "planned": ("ok", "je prends le métro"),
}  # fmt: skip
REFUSES: Ways = {
    "quote": (
        "Nous n'établirons pas de devis pour ce dossier", "Je ne chiffre pas les petits dépannages",
        "Nous ne souhaitons pas répondre à votre consultation", "We will not quote for this one",
    ),
    "take": (
        "Pas le temps", "ce n'est pas rentable pour nous", "Nous ne réparons que les chaudières",
        "Ce n'est pas un chantier pour nous", "Désolé pas pour moi", "Ce n'est pas notre corps d'état ni notre métier",
        "Contactez plutôt une entreprise de votre ville", "Prenez un couvreur", "Try a local electrician",
        "We only do commercial work",
        "Non", "Je ne prends pas", "Désolé, pas disponible", "Nous ne sommes pas en mesure d'intervenir",
        "Donc c'est non",
        "Trop de travail, voyez un confrère", "Pas dispo avant mi-décembre", "On ne fait pas de chauffage",
        "C'est hors de mon secteur", "Je dois décliner", "Je passe mon tour", "Trop loin pour moi", "Planning complet",
        "Je suis en congés jusqu'au 15", "L'entreprise est fermée jusqu'en janvier", "ce sera sans moi",
        "je ne peux rien prendre avant un bon moment, je suis blessé", "Je n'ai personne de dispo",
        "Sorry, fully booked", "We don't cover that area", "Not available until January",
        "I'll have to pass on this one",
        "I've retired, please find someone else", "Unfortunately we are unable to help with this",
    ),
    "slots": (
        "Je rends la mission", "Je me désiste", "Finalement je ne peux pas prendre ce chantier",
        "Finalement je vous rends le dossier, mon fournisseur ne livre plus ce cylindre",
        "We're pulling out of this job",
    ),
}  # fmt: skip
DOES_NOT_REFUSE: Ways = {
    "quote": (
        "Je ne peux pas établir de devis sans photo", "Je ne fais pas de devis avant d'avoir vu l'appareil",
        "Mon devis n'est pas encore prêt",
    ),
    "take": (
        "Je regarde mon planning", "Mardi impossible. Mercredi 10h oui", "Non pas jeudi, vendredi",
        "Nous sommes fermés du 21 décembre au 4 janvier",
        "Je ne peux intervenir que vendredi",
        "Aucun problème, je m'en charge", "Je prends, pas pour un prix d'ami mais presque",
        "Pas dispo demain mais je peux jeudi matin",
        "Pas de souci", "Je ne peux pas chiffrer sans voir", "On était débordés, mais je prends",
        "La locataire n'est pas disponible lundi, elle l'est jeudi 9h", "Oui si le compteur est dans l'appartement",
    ),
    "slots": ("Pas possible mardi. Jeudi 10h", "Je n'ai pas pu joindre la locataire", "Je suis en congés du 20 au 27"),
    "plan": ("Pas libre à ce moment-là", "Impossible vendredi"),
}  # fmt: skip
PROPOSES: Ways = {
    "take": ("Je peux passer demain à 9h", "dispo vendredi aprem", "I can come on Thursday at 2pm"),
    "slots": (
        "jeudi 9h", "Je vous propose le 1er décembre de 14h à 16h", "Thursday or Friday morning", "lundi en huit 7h30",
        "On peut intervenir lundi prochain vers 10h", "Demain à la première heure, 8h", "je confirme jeudi 9h",
        "Mon technicien peut passer mercredi 8h-10h", "Vu avec le locataire, on a convenu de jeudi 10h",
        "Le locataire m'a dit qu'il préférait jeudi, donc jeudi 10h",
    ),
    "next": ("Il faut que je revienne, lundi 30 à 9h",),
    "quote": ("Je dois voir avant de chiffrer, jeudi à 10h",),
}  # fmt: skip
DOES_NOT_PROPOSE: Ways = {
    "next": ("Travaux effectués le 24", "Pose faite le 25"),
    "take": (
        "La dame sera-t-elle là vendredi ?", "Jeudi il y aura quelqu'un ?",
        "Je vous dis ça demain", "Faut que je voie avec mon associé, je vous redis ça ce soir",
    ),
    "slots": (
        "Mes créneaux arrivent demain", "Je vous envoie mes disponibilités demain", "Je vous rappelle jeudi",
        "La pièce arrive jeudi", "Le fournisseur me livre jeudi", "La locataire rentre lundi", "mardi 31 novembre",
        "Je suis en congés du 20 au 27", "Nous avons reçu la commande le 12 novembre",
    ),
    "bill": ("Ma facture vous arrive lundi",),
    "quote": ("Le devis part demain",),
}  # fmt: skip
PLANS: Ways = {
    "plan": (
        "ok, qui ouvre ?", "Pas de souci pour vendredi",
        "ok", "👍", "C'est noté", "ok noté pour vendredi", "J'y serai", "Rdv confirmé", "C'est dans l'agenda",
        "Entendu, à vendredi", "vendredi 14h on y sera", "Parfait c'est callé", "Mon collègue passera vendredi à 14h",
        "je maintiens vendredi 14h-16h", "Great, see you then", "Booked in, thanks", "Friday is fine",
        "Je confirme et j'avertis mon ouvrier", "Noté, je préviens l'équipe", "J'ai averti l'équipe, je confirme",
    )
}  # fmt: skip
DOES_NOT_PLAN: Ways = {
    "plan": (
        "Je viendrai avec une heure d'avance, 13h",
        "C'est bon mais pas à 14h", "Friday doesn't work for me", "Not Friday please",
        "Je vous confirme demain", "Je regarde mon planning", "Vendredi je ne peux plus", "Non", "Merci",
        "Oui mais plutôt samedi 28 à 9h", "ok je dois vérifier avec mon équipe", "C'est bien au 2ème étage ?",
        "J'avertis mon ouvrier et je confirme", "On appelle la dame puis on valide", "Je confirmerai ce soir",
        "Le temps de joindre mon collègue et je confirme",
    ),
    "planned": ("ok", "c'est noté"),
    "take": ("ok",),
}  # fmt: skip
MOVES: Ways = {
    "plan": (
        "Impossible vendredi", "Pas dispo finalement", "plutôt 10h-12h le même jour", "Je préférerais le matin",
        "Ah j'ai déjà un chantier cet après-midi là", "ce créneau ne me va pas", "Can we make it Monday instead?",
        "I'm already booked that afternoon", "Je suis en congé vendredi",
    ),
    "planned": (
        "Est-ce que lundi 30 vous irait plutôt que vendredi ?", "Can we move Friday to Monday?",
        "On doit décaler à lundi 30 à 9h", "Luc est malade, nouvelle date à convenir",
    ),
    "soon": (
        "Je ne pourrai pas venir cet après-midi", "Panne de camion, je dois annuler",
        "Van broke down, can't make it today",
        "Something came up, can we reschedule?", "Je suis bloqué sur une urgence, impossible de venir aujourd'hui",
    ),
}  # fmt: skip
DOES_NOT_MOVE: Ways = {
    "plan": ("ok pour vendredi", "Je vous confirme demain", "Merci"),
    "planned": ("Rien ne change, à vendredi", "Je ne peux pas joindre le locataire", "ok", "La locataire est malade"),
    "soon": ("20 min de retard", "j'arrive vers 15h15"),
    "next": ("Il faut que je repasse",),
}  # fmt: skip
LATE: Ways = {
    "soon": (
        "J'aurai 20 min de retard", "j'arrive vers 15h15", "retard d'une heure", "Je suis en retard", "+20 min",
        "Bouchons, je serai là à 14h40", "chantier précédent qui traîne, j'arrive à 14h30", "Running late",
        "About half an hour late sorry", "pneu crevé, j'aurai du retard", "ETA 14:50, traffic",
        "j'arrive dans 50 minutes",
        "Camionnette en rade, une bonne heure dans la vue, comptez 15h10",
    )
}  # fmt: skip
NOT_LATE: Ways = {
    "soon": (
        "Je serai là à 14h comme prévu", "pas de retard, j'arrive à l'heure", "Désolé du retard de réponse",
        "Sorry for the late reply", "Gros retard, je ne peux plus venir, demain 9h ?", "aucun retard à prévoir",
    ),
    "there": ("20 min à sonner, rideaux fermés, je suis reparti",),
    "slots": ("J'ai du retard, je vous envoie mes dates demain",),
}  # fmt: skip
MISSED: Ways = {
    "there": (
        "Y a personne", "I've been ringing for 15 minutes, nobody's answering",
        "Personne à l'adresse", "locataire absent", "J'ai sonné 3 fois, pas de réponse", "La dame n'était pas là",
        "J'ai trouvé porte close et laissé un avis de passage", "elle m'a posé un lapin", "Nobody answered the door",
        "Tenant wasn't in", "Rang the bell for ten minutes, no answer", "20 min à sonner, rideaux fermés, reparti",
        "poireauté une demi-heure devant la porte, personne",
    ),
    "next": (
        "J'ai oublié le rdv de cet après-midi", "Je n'ai pas honoré le rdv de tout à l'heure, mea culpa",
        "I missed the appointment this afternoon", "Je n'ai pas pu venir tout à l'heure, un chantier a débordé",
        "La dame refuse de m'ouvrir", "L'accès au logement m'a été refusé par la locataire",
        "He wouldn't let us in", "Monsieur n'a pas voulu me laisser monter",
        "La dame n'a pas voulu que j'entre", "Pas pu accéder à l'appartement", "On n'a pas réussi à entrer",
        "Interphone muet et impossible d'accéder au palier", "The tenant refused to open",
        "We couldn't get into the flat",
    ),
}  # fmt: skip
NOT_MISSED: Ways = {
    "slots": ("Le locataire ne répond pas au téléphone", "celui que j'ai sonne dans le vide"),
    "there": ("Je suis devant la porte, quel est le code ?", "Je suis au portail, qui peut m'ouvrir ?"),
    "planned": ("Mme Belkacem sera absente mais son fils ouvrira", "La locataire n'a pas de digicode"),
    "next": (
        "Fait", "je suis passé", "Pas pu finir", "Il refuse le devis", "Accès refusé aux combles, trappe bloquée",
        "Le flexible ne veut pas entrer dans l'écrou", "Le coude n'a pas voulu rentrer", "La goupille refuse d'entrer",
        "Le tube n'a pas pu rentrer dans la gaine", "Je n'ai pas pu monter le radiateur", "Le store ne veut pas monter",
        "The fitting would not go in", "The window refused to open", "I couldn't get the cartridge in",
    ),
}  # fmt: skip
FINISHED: Ways = {
    "next": (
        "Went there yesterday and fixed it", "oui terminé", "serrure neuve posée",
        "je vous confirme que l'intervention a bien été réalisée ce jour",
        "Fait", "Jé fini", "C'est réparé", "Travaux terminés", "Intervention effectuée ce jour", "Terminé hier",
        "J'ai changé le joint, ça ne fuit plus", "robinet remplacé, tout fonctionne", "Voilà c'est fait",
        "Nous avons débouché la canalisation", "c'est bon c'est réparé", "dépannage fait, bon signé", "Fait et facturé",
        "Passé ce matin, joint remplacé", "chaudière remise en service", "problème résolu, c'était le flotteur",
        "Job done", "All fixed, new valve fitted and tested", "I replaced the washer", "Leak fixed",
        "Finished yesterday",
        "Fait ce matin facture suit", "Réalisé", "ok réalisé", "Réalisée ce matin, photos jointes",
        "C'est la troisième fois que je change ce flexible, c'est fait",
    ),
    "there": ("Vitre posée, mastic fait, terminé.", "Travail terminé"),
}  # fmt: skip
NOT_FINISHED: Ways = {
    "next": (
        "Joint remplacé provisoirement", "Travaux faits à moitié", "Intervention faite en partie",
        "J'ai changé le joint en attendant", "Travaux terminés pour aujourd'hui", "Repair almost completed",
        "J'ai fait mon possible", "J'ai effectué le virement", "Est-ce que c'est réparé ?",
        "I've replaced the valve but it still leaks", "I've done what I could",
        "réparé mais ça fuit encore", "C'est fait sauf la peinture",
        "Pas encore fait", "Ce n'est pas terminé", "Presque fini", "J'ai fait 4417 sur le clavier",
        "La locataire ne veut pas qu'on change le mitigeur", "Il demande qu'on remplace aussi la porte",
        "je suis passé", "ok", "Ce sera fait lundi",
        "J'ai fait le devis", "La facture est réglée", "Vous avez écrit que c'était terminé, non", "Diagnostic fait",
        "Réparation provisoire", "à moitié fini", "Nearly done", "It will be fixed on Monday",
        "Il faut que ce soit fait", "Réalisé ?", "réalisé demain", "Réalisé à 50 %", "pas encore réalisé",
        "Impossible de le réparer, corps fendu", "La locataire avait déjà changé le joint elle-même",
        "J'ai changé de numéro", "Une fois réparé je vous dis", "Le moteur a été changé par l'ancien locataire",
    ),
    "planned": (
        "Le chantier d'avant est terminé, j'arrive", "C'est fait, j'ai prévenu le locataire", "Nickel, compris.",
        "J'ai posé la question à la locataire",
    ),
    "slots": ("J'ai fait le point avec la locataire",),
    "bill": ("Facture ci-jointe. On a changé de banque.",),
}  # fmt: skip
FOUND: Ways = {
    "second_visit": (
        "Pas fini, je repasse lundi", "pas eu le temps de tout faire", "Il me reste la peinture à faire",
        "Une deuxième visite est nécessaire", "On n'a pas pu finir aujourd'hui", "I need to come back",
        "Travaux commencés, suite lundi",
        "Will have to return with a taller ladder", "J'ai fait le plus gros, il faudra un deuxième passage",
    ),
    "part": (
        "J'attends la pièce", "Pièce commandée", "Part on order, about a week", "Faut un mitigeur neuf, je le commande",
        "je n'avais pas la bonne pièce", "Waiting for the part", "Moteur HS, j'en ai commandé un",
        "Je dois commander la pièce",
    ),
    "quote": (
        "Il faut tout changer, je vous envoie un devis", "Devis à suivre, la chaudière est à remplacer",
        "It's beyond repair",
        "c'est plus gros que prévu, je vous prépare un devis", "Irréparable, je chiffre le remplacement",
        "I'll send a quote, the whole unit needs replacing", "Vous recevrez un devis, il faut refaire l'évacuation",
        "je dois vous chiffrer ça avant de toucher à quoi que ce soit",
    ),
    "other_party": (
        "C'est la colonne commune", "La fuite vient du voisin du dessus", "faut voir avec le syndic",
        "Leak comes from the flat above",
        "Il faut un électricien, ce n'est pas mon domaine", "Appareil sous garantie, voir le SAV du fabricant",
        "L'infiltration vient de la toiture, il faut un couvreur", "Problem is in the communal pipe",
    ),
}  # fmt: skip
NOTHING_FOUND: Ways = {
    "next": (
        "Fait", "Je vous conseille de changer le ballon un jour, mais c'est réparé", "Je reviens vers vous demain",
        "Pièce reçue et posée, terminé", "Facture jointe", "Plus besoin de repasser, c'est fini",
    ),
    "slots": ("La pièce arrive jeudi", "J'ai eu le syndic pour les clés"),
    "take": ("Il faut que je passe voir", "Je dois voir avec le syndic pour l'accès"),
}  # fmt: skip
PRICES: Ways = {
    "quote": (
        "Ce sera 85 € ttc", "environ 200 €", "entre 300 et 400", "Je dirais 250 balles à vue de nez",
        "C'est 120 € le déplacement",
        "forfait 95 euros ttc", "Comptez de 250 à 320 € selon le tablier", "around 200 plus VAT",
    ),
    "take": ("Je prends. Déplacement 78 € TTC",),
    "there": ("Personne, je facture le déplacement 45 €",),
}  # fmt: skip
NOT_A_PRICE: Ways = {
    "quote": (
        "Devis : 528 € TTC", "la dernière fois j'ai pris une prune à 35 €", "Votre plafond est de 150 €",
        "06 39 98 00 31",
    ),
    "bill": ("Facture 132,00 ttc jointe", "Vous me devez encore 300 €"),
}  # fmt: skip
QUOTES: Ways = {
    "quote": (
        "Devis : 528 € TTC", "Voici notre devis de 1 250 € HT", "Mon devis : option A 320 €, option B 410 €",
        "Quote: £450 inc VAT",
        "Please find attached our quote for 640 euros incl VAT", "Devis n°118 joint, 640 € TTC",
        "Devis 12 : pose 890 € HT",
        "Deux possibilités pour le devis : filaire 390 € ttc, radio 465 € ttc",
    ),
    "next": ("devis ci-joint 480€ HT soit 528 TTC",),
}  # fmt: skip
NO_QUOTE: Ways = {
    "quote": (
        "Devis demain", "Je vous fais un devis dans la semaine", "I'll send you the quote tomorrow",
        "le devis est en cours",
        "entre 300 et 400", "Ce sera 85 € ttc", "Ok je vous fais un devis",
    ),
    "bill": ("Facture selon devis accepté, 528 € TTC", "Devis non joint, il part ce soir", "Quote not attached yet"),
    "planned": ("Avez-vous reçu mon devis ?", "Mon devis reste valable un mois"),
}  # fmt: skip
INVOICES: Ways = {
    "bill": (
        "Facture 132,00 ttc jointe", "Ci-joint la facture", "Veuillez trouver notre facture",
        "voila la facture, 154,00 €",
        "Please find our invoice attached, 85 euros", "Ma facture : 247,50 €", "Invoice attached",
        "la facture en pièce jointe", "Facture jointe, les photos ne sont pas jointes",
        "Facture ci-jointe, RIB non joint",
        "Facture non jointe à mon mail d'hier, je vous la joins",
        "Je n'ai pas pu joindre le locataire, voici ma facture",
    ),
    "next": ("Travaux terminés, facture ci-jointe 132,00 TTC",),
}  # fmt: skip
NO_INVOICE: Ways = {
    "bill": (
        "Facture suit", "Je vous envoie la facture demain", "Je vous transmets la facture ce soir",
        "La facture n'est pas jointe, panne de scanner", "Facture non attachée, désolé",
        "La facture n'est pas jointe, voici déjà les photos",
        "Invoice not enclosed, it goes out tonight", "I forgot to attach the invoice",
        "Je vous renvoie à ma facture d'octobre",
        "Invoice to follow",
        "Ma facture de mars n'est toujours pas payée",
        "Facture envoyée par courrier hier", "Je la mets au nom de qui la facture ?",
        "merci de régler nos factures sur le RIB joint",
    ),
    "there": ("Personne, je facture le déplacement 45 €",),
    "next": ("joint changé sur place 85 € ttc facture suit",),
}  # fmt: skip
BANK: Ways = {
    "bill": (
        "Attention nouveau RIB", "Nouvelles coordonnées bancaires ci-jointes", "Our bank details have changed",
        "Merci de virer désormais sur ce compte : FR76 3000 4000 0500 0099", "Le RIB a changé, pas le nom",
        "Attention, changement de RIB",
        "Veuillez mettre à jour notre IBAN", "merci de payer sur notre nouveau compte, RIB joint",
        "On a changé de banque, nouvel IBAN dessus",
        "Le RIB change, la banque ne change pas", "On a changé d'IBAN, le titulaire ne change pas",
        "Nouvel IBAN joint. Le RIB change, le BIC ne change pas.", "Voici le nouveau RIB. La banque ne change pas.",
        "Nouveau RIB en pièce jointe, l'intitulé du compte reste identique",
        "New account details enclosed, the name on the account is the same",
        "Please use our new bank account, the usual account is closed",
        "Désormais ne réglez plus sur notre compte habituel", "Ne tardez pas, nouveau RIB joint",
        "L'IBAN ne change pas, mais nouveau RIB joint",
        "La banque change de nom, le compte ne change pas : FR76 3000 4000 0500 0099",
        "We have changed banks, new account details attached", "l'ancien RIB n'est plus valable",
        "The beneficiary is unchanged, please pay the new account",
        "L'intitulé du compte n'a pas bougé, nouvel IBAN joint",
        "Our name on the account has not changed, our IBAN has", "Rien ne change, seulement un nouveau RIB",
        "Le SIRET n'a pas changé, le RIB si", "Le nom sur le compte reste le même, le compte est nouveau",
        "Suite à une tentative d'usurpation, notre nouveau RIB est joint", "Nouveau RIB. Prudence avec les arnaques.",
        "Le RIB n'a pas changé, mais réglez sur notre nouveau compte",
    )
}  # fmt: skip
SAME_BANK: Ways = {
    "bill": (
        "Rien de nouveau côté RIB", "Notre banque a été rachetée, nom changé mais le RIB ne change pas",
        "Please pay from now on to our usual account",
        "Vous avez changé de banque ?", "Notre banque change de nom, l'IBAN ne change pas",
        "On vous communiquera notre nouveau RIB", "Merci de régler désormais sur notre compte habituel",
        "Notre RIB n'a pas changé", "Facture jointe, coordonnées bancaires inchangées",
        "On va changer de banque en janvier",
        "Notre société n'a pas changé de compte", "We have no new bank details",
        "Nouvelle adresse, le RIB est inchangé",
        "Le RIB n'a pas changé, la facture si", "Le titulaire du compte n'a pas changé de banque",
        "Ne payez sur aucun autre compte", "Notre RIB n'a pas changé, méfiez-vous d'un nouveau RIB",
        "Un nouveau RIB circule à notre nom, c'est une fraude",
        "Avez-vous bien notre RIB ?", "Merci de régler sur le compte habituel", "Le locataire a changé de compte",
    ),
    "next": ("je me suis rendu compte que le joint a changé", "J'ai changé le joint"),
}  # fmt: skip

T = IntentType
EVERY: dict[IntentType, tuple[Ways, Ways]] = {
    T.ACCEPT_MISSION: (TAKES, DOES_NOT_TAKE),
    T.REFUSE_MISSION: (REFUSES, DOES_NOT_REFUSE),
    T.PROPOSE_SLOTS: (PROPOSES, DOES_NOT_PROPOSE),
    T.CONFIRM_SCHEDULE: (PLANS, DOES_NOT_PLAN),
    T.RESCHEDULE: (MOVES, DOES_NOT_MOVE),
    T.DECLARE_DELAY: (LATE, NOT_LATE),
    T.MISSED_VISIT: (MISSED, NOT_MISSED),
    T.DECLARE_DONE: (FINISHED, NOT_FINISHED),
    T.DECLARE_DIAGNOSIS: ({"next": tuple(way for ways in FOUND.values() for way in ways)}, NOTHING_FOUND),
    T.STATE_PRICE: (PRICES, NOT_A_PRICE),
    T.SUBMIT_QUOTE: (QUOTES, NO_QUOTE),
    T.SEND_INVOICE: (INVOICES, NO_INVOICE),
    T.BANK_CHANGE: (BANK, SAME_BANK),
}
WAYS = [(type_, *way) for type_, (ways, _) in EVERY.items() for way in table(ways)]
NEAR_MISSES = [(type_, *way) for type_, (_, near) in EVERY.items() for way in table(near)]


@every(("type_", "scene", "words"), WAYS)
def test_each_way_of_saying_it_says_it(type_: IntentType, scene: str, words: str) -> None:
    assert type_ in read(scene, words)[0]


@every(("type_", "scene", "words"), NEAR_MISSES)
def test_what_only_sounds_like_it_does_not(type_: IntentType, scene: str, words: str) -> None:
    assert type_ not in read(scene, words)[0]


@every(("step", "words"), [(step, way) for step, ways in FOUND.items() for way in ways])
def test_what_was_found_names_the_next_step(step: str, words: str) -> None:
    assert read("next", words)[0][T.DECLARE_DIAGNOSIS].values["next_step"] == step


@every(
    ("words", "day"),
    [
        ("Fait", "2026-11-27"),
        ("Terminé hier", "2026-11-26"),
        ("terminé depuis mercredi, j'ai oublié de vous prévenir", "2026-11-25"),
        ("réparé mardi", "2026-11-24"),
        ("Repassé hier, c'est réparé", "2026-11-26"),
        ("Intervention réalisée le 24", "2026-11-24"),
        ("Terminé le 25 à 16h", "2026-11-25"),
        ("fini le 30", "2026-10-30"),
    ],
)
def test_works_are_done_on_the_day_that_was_said(words: str, day: str) -> None:
    assert read("next", words)[0][T.DECLARE_DONE].values["date"] == day


@every(
    ("words", "hour"),
    [
        ("J'aurai 20 min de retard", "14:20"),
        ("une demi-heure de retard", "14:30"),
        ("1h de retard, plutôt 15h30", "15:30"),
        ("un bon quart d'heure de retard", "14:15"),
        ("trois quarts d'heure de retard", "14:45"),
        ("j'arrive dans 50 minutes", "14:20"),
        ("une bonne heure dans la vue, comptez 15h10", "15:10"),
    ],
)
def test_the_hour_said_beats_the_delay_said(words: str, hour: str) -> None:
    assert read("soon", words)[0][T.DECLARE_DELAY].values["eta"] == f"2026-11-27T{hour}:00+01:00"


@every(
    ("words", "absent"),
    [("locataire absent", "occupant"), ("J'ai oublié le rdv de cet après-midi, mes excuses", "provider")],
)
def test_a_missed_visit_says_who_was_not_there(words: str, absent: str) -> None:
    assert read("next", words)[0][T.MISSED_VISIT].values["absent"] == absent


@every("words", ["je suis passé", "ok", "👍", "Went there this morning", "J'y suis allé hier"])
def test_a_visit_without_a_word_of_the_works_is_asked_about(words: str) -> None:
    intents, ask = read("next", words)
    assert (set(intents) - {T.COMMENT}, ask) == (set(), Ask.IS_IT_DONE)


@every("words", ["Bien reçu", "Merci pour votre confiance", "Bien reçu merci"])
def test_a_provider_who_says_neither_is_asked_again(words: str) -> None:
    assert read("take", words)[1] is Ask.TAKE_MISSION


def test_a_date_that_does_not_exist_is_asked_about_beside_a_clear_yes() -> None:
    intents, ask = read("take", "ok je peux passer mercredi 24")
    assert (set(intents), ask) == ({T.ACCEPT_MISSION}, Ask.WHICH_DATE)


@every("words", ["Chez l'autre locataire (2e étage) c'est réparé, ici je viens mardi", "L'autre studio est terminé"])
def test_works_of_another_dwelling_are_told_while_this_one_waits(words: str) -> None:
    assert read("slots", words)[0][T.DECLARE_DONE].values["target"] == "other"


@every("words", ["Mon autre client est terminé, je peux mardi", "L'autre studio attendra, ici je viens mardi"])
def test_a_job_of_his_own_is_none_of_ours(words: str) -> None:
    assert T.DECLARE_DONE not in read("slots", words)[0]


@every("words", ["Pour l'autre adresse c'est fait", "L'autre chantier, c'est terminé"])
def test_works_done_elsewhere_are_done_elsewhere(words: str) -> None:
    assert read("next", words)[0][T.DECLARE_DONE].values["target"] == "other"


def test_the_same_hours_are_those_that_were_said_last() -> None:
    slots = read("slots", "Jeudi 26 de 9h à 10h30, sinon mardi 1er même créneau")[0][T.PROPOSE_SLOTS].values["slots"]
    assert [(slot["start"][:16], slot["end"][11:16]) for slot in slots] == [
        ("2026-11-26T09:00", "10:30"),
        ("2026-12-01T09:00", "10:30"),
    ]


def test_a_visit_is_booked_again_for_another_day() -> None:
    slots = read("planned", "Van's in the garage, please rebook for Monday morning")[0][T.RESCHEDULE].values["slots"]
    assert [slot["start"][:16] for slot in slots] == ["2026-11-30T08:00"]


@every(
    "words",
    [
        "Impossible de le dépanner, pièce introuvable depuis 2010",
        "Could not find the fault, a camera is needed",
        "It was the upstairs drain",
    ],
)
def test_what_could_not_be_mended_is_told(words: str) -> None:
    assert T.DECLARE_DIAGNOSIS in read("next", words)[0]


@every("words", ["Réarmé le disjoncteur, terminé", "Pompe réamorcée", "Effectuée ce matin"])
def test_a_small_act_mends_too(words: str) -> None:
    assert T.DECLARE_DONE in read("next", words)[0]


@every("words", ["Devis à 640 € TTC joint", "Devis n°B-207 joint, 640 € TTC"])
def test_a_number_and_a_preposition_are_no_option(words: str) -> None:
    assert read("quote", words)[0][T.SUBMIT_QUOTE].values["options"] == [{"amount_incl_tax": "640.00"}]


def test_several_options_are_never_summed() -> None:
    options = read("quote", "Mon devis : option A 320 €, option B 410 €")[0][T.SUBMIT_QUOTE].values["options"]
    assert [option["amount_incl_tax"] for option in options] == ["320.00", "410.00"]


@every(
    ("words", "amount"),
    [
        ("Facture 132,00 ttc jointe", "132.00"),
        ("Voici ma facture : MO 60 TTC, pièce 40 TTC, total 100 TTC", "100.00"),
        ("Facture n° 2026-118 : 96,80", "96.80"),
    ],
)
def test_an_invoice_gives_its_total(words: str, amount: str) -> None:
    assert read("bill", words)[0][T.SEND_INVOICE].values["amount_incl_tax"] == amount


@every(
    "words",
    [
        "Je vous renvoie notre facture rectifiée : 96,80 € TTC",
        "Nous vous réexpédions la facture, 96,80 € TTC",
        "Ci-après facture 96,80 € TTC",
        "Facture du dépannage de mardi jointe, 96,80 € TTC",
        "Facture 2026-71 de 96,80 € à payer sous 30 jours",
        "Facture jointe, 96,80 €, règlement à réception dans les 15 jours",
        "Notez le nouveau contact sur la facture jointe, 96,80 € TTC",
    ],
)
def test_an_invoice_that_came_is_sent_again(words: str) -> None:
    assert read("bill", words, files=1)[0][T.SEND_INVOICE].values["amount_incl_tax"] == "96.80"


@every(
    "words", ["Fait, photos jointes, j'envoie la facture demain", "Je transmets la facture dès mon retour au bureau"]
)
def test_photos_that_came_are_no_invoice(words: str) -> None:
    assert T.SEND_INVOICE not in read("next", words, files=2)[0]


@every(
    "words",
    [
        "J'ai fermé le gaz au compteur, le flexible fuit",
        "Gaz coupé, ça sent fort sur le palier",
        "Fuite sur le raccord du gaz",
        "I turned the gas off, the fitting is leaking",
    ],
)
def test_gas_that_escapes_is_a_danger_wherever_it_is_named(words: str) -> None:
    assert read("next", words)[0][T.URGENT_FLAG].values["reason"] == "gas"


@every(
    "words",
    [
        "J'ai fermé le gaz pour la dépose, le raccord d'eau fuit",
        "Plus de fuite de gaz, essai concluant",
        "Gaz coupé le temps du remplacement, terminé",
        "J'ai fermé l'eau, le flexible fuit",
    ],
)
def test_gas_that_is_only_off_wakes_nobody(words: str) -> None:
    assert T.URGENT_FLAG not in read("next", words)[0]


@every("words", ["Troisième locataire absent ce mois-ci, ça commence à bien faire", "Ça commence à suffire"])
def test_a_provider_has_had_enough(words: str) -> None:
    assert read("next", words)[0][T.COMPLAINT].values["level"] == "strong"


def test_a_code_that_opens_nothing_is_not_passed_on() -> None:
    found = read("there", "Le code 4417 est refusé, le nouveau est 9052")[0][T.PROVIDE_INFO].values
    assert found["access_code"] == "9052"
    assert T.PROVIDE_INFO not in read("there", "Le code 4417 ne fonctionne plus")[0]


@every(
    "words",
    [
        "Non. Je suis déjà complet mercredi et jeudi.",
        "Non mardi on est sur un autre gros chantier",
        "No, we are away on Monday",
        "Non désolé vendredi on ferme",
    ],
)
def test_a_no_with_its_reason_offers_no_day(words: str) -> None:
    found, _ = read("take", words)
    assert T.REFUSE_MISSION in found
    assert T.PROPOSE_SLOTS not in found


@every("words", ["Mardi je suis déjà occupé", "Jeudi on est sur une grosse intervention", "Monday we are off"])
def test_a_day_on_which_he_is_taken_is_no_slot(words: str) -> None:
    assert T.PROPOSE_SLOTS not in read("slots", words)[0]


@every(
    "words",
    [
        "Nous ne pourrons pas passer avant longtemps, impossible d'intervenir à partir du 7 décembre",
        "On ne peut pas intervenir du 8 décembre au 20 janvier",
        "Aucune dispo du 3 décembre au 1er mars",
        "Nous sommes fermés du 2 décembre au 20 février",
    ],
)
def test_who_cannot_come_for_long_does_not_take_it(words: str) -> None:
    assert T.REFUSE_MISSION in read("take", words)[0]


@every(
    "words",
    [
        "Je ne répondrai pas au fixe, écrivez-moi",
        "Nous ne répondons pas à midi, le chiffrage arrive jeudi",
        "We will not price it tonight, Thursday rather",
        "On ne chiffre pas le lundi",
        "Je ne chiffre pas ce soir",
    ],
)
def test_who_does_not_answer_now_still_quotes(words: str) -> None:
    assert T.REFUSE_MISSION not in read("quote", words)[0]


def test_who_does_not_answer_the_request_refuses_it() -> None:
    assert T.REFUSE_MISSION in read("quote", "Nous ne répondrons pas à cette demande de devis")[0]


def test_who_has_nobody_else_tried_takes_it() -> None:
    found, _ = read("take", "Please don't try a local handyman, I'll take it")
    assert T.REFUSE_MISSION not in found
    assert T.ACCEPT_MISSION in found


@every(
    "words",
    [
        "Effectué hier une première visite",
        "Réalisé le constat ce matin",
        "Effectué ce jour le diagnostic",
        "Effectué sur place un relevé",
        "Effectuée la visite",
        "Terminé le devis ce matin",
    ],
)
def test_a_look_that_was_had_is_no_repair(words: str) -> None:
    assert T.DECLARE_DONE not in read("next", words)[0]


@every(
    "words",
    [
        "Le robinet n'a pas voulu s'ouvrir",
        "La trappe n'a pas voulu ouvrir",
        "Le raccord n'a pas voulu entrer dans le mur",
        "L'armoire n'a pas voulu monter par l'escalier",
    ],
)
def test_a_thing_that_will_not_go_in_is_nobody_away(words: str) -> None:
    assert T.MISSED_VISIT not in read("next", words)[0]


@every("words", ["La dame n'a pas voulu ouvrir", "Il ne m'a pas laissé entrer", "Elle n'a pas voulu nous recevoir"])
def test_a_person_who_will_not_open_is_told(words: str) -> None:
    assert read("next", words)[0][T.MISSED_VISIT].values["absent"] == "occupant"


def test_a_part_that_does_not_fit_needs_a_second_visit() -> None:
    found, _ = read("next", "Le joint n'a pas voulu entrer, je repasse mardi")
    assert found[T.DECLARE_DIAGNOSIS].values["next_step"] == "second_visit"


@every(
    "words",
    [
        "The car is down here near the entrance",
        "Our truck is parked down by the river",
        "J'aurai un quart d'heure d'avance",
        "On a 20 min d'avance, ça vous va ?",
        "I'll be 10 minutes early",
        "Le camion est devant votre garage",
    ],
)
def test_where_the_van_is_and_a_few_minutes_move_nothing(words: str) -> None:
    assert T.RESCHEDULE not in read("soon", words)[0]


def test_another_day_that_he_can_is_an_offer_behind_a_no() -> None:
    found, _ = read("take", "Non, mercredi je suis pris, vendredi 10h oui")
    assert T.REFUSE_MISSION not in found
    assert [slot["start"][:16] for slot in found[T.PROPOSE_SLOTS].values["slots"]] == ["2026-11-27T10:00"]


@every(
    ("scene", "words"),
    [
        ("take", "Non, pas jeudi, vendredi"),
        ("take", "No, not Thursday, Friday"),
        ("take", "Non pas jeudi, je peux venir vendredi"),
        ("slots", "Non, pas jeudi, vendredi"),
    ],
)
def test_a_day_given_for_another_is_the_one_that_is_offered(scene: str, words: str) -> None:
    found, _ = read(scene, words)
    assert T.REFUSE_MISSION not in found
    assert [slot["start"][:10] for slot in found[T.PROPOSE_SLOTS].values["slots"]] == ["2026-11-27"]


@every(
    "words",
    [
        "Non, pas jeudi, vendredi non plus",
        "Non, pas jeudi, rappelez-moi vendredi",
        "No, not Thursday, we close on Friday",
    ],
)
def test_a_day_behind_a_no_that_is_no_visit_is_offered_by_nobody(words: str) -> None:
    assert T.PROPOSE_SLOTS not in read("take", words)[0]


def test_a_visit_moves_to_the_day_given_for_its_own() -> None:
    moved = read("planned", "Non, pas vendredi, mardi")[0][T.RESCHEDULE]
    assert [slot["start"][:10] for slot in moved.values["slots"]] == ["2026-11-24"]


@every("words", ["Nous ne répondons plus aux appels d'offres", "Je ne souhaite pas répondre"])
def test_who_answers_no_tender_refuses(words: str) -> None:
    assert T.REFUSE_MISSION in read("quote", words)[0]


@every("words", ["Je réponds à votre demande de devis cette semaine", "Nous répondons à votre consultation"])
def test_who_answers_the_request_refuses_nothing(words: str) -> None:
    assert T.REFUSE_MISSION not in read("quote", words)[0]


def test_hours_that_are_refused_are_not_proposed() -> None:
    found, _ = read("slots", "Mardi et jeudi sauf le matin")
    hours = [(slot["start"][11:16], slot["end"][11:16]) for slot in found[IntentType.PROPOSE_SLOTS].values["slots"]]
    assert hours == [("12:00", "18:00")] * 2
    found, _ = read("slots", "Jeudi oui mais pas à 14h, plutôt 17h")
    assert [slot["start"][11:16] for slot in found[IntentType.PROPOSE_SLOTS].values["slots"]] == ["17:00"]


def test_whoever_rings_in_vain_missed_the_visit() -> None:
    found, _ = read("there", "Je sonne, ça ne répond pas")
    assert found[IntentType.MISSED_VISIT].values == {"absent": "occupant"}
    assert IntentType.MISSED_VISIT not in read("there", "Le disjoncteur, ça ne répond pas quand on l'enclenche")[0]
