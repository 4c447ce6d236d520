"""Words that look like an act with consequences and are none: nothing is done, and nobody is misquoted."""

from datetime import datetime
from decimal import Decimal

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import (
    Asked,
    KnownOrder,
    KnownReport,
    OfferedQuote,
    OrderState,
    Question,
    Slot,
    Standpoint,
)
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.cases import every

PEOPLE = {
    Role.TENANT: "Nadia Belkacem",
    Role.LANDLORD: "Bernard Vasseur",
    Role.PROVIDER: "Plomberie Durand",
    Role.MANAGER: "Sophie Lambert",
}
NOW = datetime.fromisoformat("2026-11-22T21:00:00+01:00")
OPEN = KnownReport(ReportStatus.IN_PROGRESS, is_author=True)


def slot(start: str, end: str) -> Slot:
    return Slot.from_json({"start": f"2026-11-{start}:00+01:00", "end": f"2026-11-{end}:00+01:00"})


OFFERS = (
    slot("24T09:00", "24T11:00"),
    slot("26T14:00", "26T18:00"),
    slot("27T08:00", "27T10:00"),
)


def standing(
    role: Role, state: OrderState | None = None, visit: Slot | None = None, asked: Asked | None = None
) -> Standpoint:
    channel = Channel.PRIVATE if role is Role.LANDLORD else Channel.PUBLIC
    order = None if state is None else KnownOrder(state, visit)
    return Standpoint(
        received=NOW, role=role, channel=channel, people=PEOPLE, report=OPEN, work_order=order, asked=asked
    )


CHOOSING = standing(Role.TENANT, OrderState.SLOTS_PROPOSED, asked=Asked(Question.CHOOSE_SLOT, slots=OFFERS))
ONE_OFFER = standing(Role.TENANT, OrderState.SLOTS_PROPOSED, asked=Asked(Question.CHOOSE_SLOT, slots=OFFERS[:1]))
REPAIRED = standing(Role.TENANT, OrderState.DONE_TO_CONFIRM, asked=Asked(Question.CONFIRM_WORKS))
VISITED = standing(Role.TENANT, OrderState.PLANNED, OFFERS[0])
QUOTE = OfferedQuote(Decimal("285.00"), "Plomberie Durand")
DECIDING = standing(Role.LANDLORD, asked=Asked(Question.APPROVE_QUOTE, quotes=(QUOTE,)))
OWNER = standing(Role.LANDLORD)
PLANNING = standing(Role.PROVIDER, OrderState.SLOT_CHOSEN, OFFERS[0], Asked(Question.PLAN_VISIT, slots=OFFERS[:1]))
WORKING = standing(Role.PROVIDER, OrderState.PLANNED, OFFERS[0], Asked(Question.NEXT_STEP))
BILLING = standing(Role.PROVIDER, OrderState.DONE, asked=Asked(Question.SEND_INVOICE))
MANAGER = standing(Role.MANAGER, OrderState.ACCEPTED)


def uttered(words: str, standpoint: Standpoint) -> set[IntentType]:
    intents, _ = understand(Situation(words, standpoint, language=language_of(words)))
    return {intent.type for intent in intents}


@every(
    "words",
    [
        "Anything but Thursday",
        "All but the 2nd",
        "Le 2 si le 1 n'est pas possible",
        "Le 1 si le 3 est pris",
        "Vendredi si jamais jeudi est pris",
        "Après le 26",
        "Avant le 27",
        "9h c'est trop tôt pour moi.",
        "14h c'est trop tard.",
        "Le 2... ah non, je ne peux pas.",
        "Thursday would have been good but no.",
        "Jeudi peut-être.",
        "Je préférerais jeudi mais je dois vérifier.",
        "Le 3 enfin si ça convient à mon patron.",
        "Je prendrais bien le 2 mais je n'ai pas de voiture",
        "Appelez-moi jeudi.",
        "Call me Thursday",
        "Rappelez-moi à 14h",
        "Je rentre jeudi.",
        "Jeudi 14h, c'est mon rendez-vous chez le dentiste",
        "Le plombier m'a dit jeudi au téléphone.",
        "J'habite au 2, rue des Lilas",
        "Le 1 de la rue",
        "3 semaines que j'attends",
        "1 mois sans chauffage",
        "2 heures c'est long",
        "Mon voisin prend le 2.",
        "Pourquoi pas le 2 ?",
        "Je vous dis demain si c'est le 1 ou le 2",
    ],
)
def test_no_offer_is_chosen(words: str) -> None:
    assert IntentType.CHOOSE_SLOT not in uttered(words, CHOOSING)


@every(
    "words",
    [
        "Merci, tout est ok mais j'attends toujours la facture pour la chaudière",
        "C'est réparé, mais le robinet encore neuf a une rayure",
        "Réparé. Mais vous pouvez encore garder la clé du portail",
        "Yes fixed, but I still have the boiler manual",
        "Oui c'est réparé mais le plombier doit encore repasser pour la chaudière de mon voisin",
    ],
)
def test_a_repair_is_not_contested(words: str) -> None:
    assert IntentType.CONTEST_WORKS not in uttered(words, REPAIRED)


@every(
    "words",
    [
        "Je refuse, 285 € c'est trop, je n'y mettrai pas un euro de plus",
        "Je ne mettrai pas un euro de plus que 400.",
        "Le devis est à 285 €, vous m'aviez dit 150. Pas un euro de plus !",
        "Si le syndic propose 300 € de participation, je valide",
    ],
)
def test_no_ceiling_is_made_of_another_sum(words: str) -> None:
    said = understand(Situation(words, DECIDING, language="fr"))[0]
    assert all(intent.values.get("max_incl_tax") is None for intent in said)


@every(
    ("words", "provider"),
    [
        ("Faites un OS à Gautier chez Mme Belkacem", "Gautier"),
        ("Envoyez un OS à Olivier chez Batiplus", "Olivier"),
    ],
)
def test_an_order_goes_to_whom_it_names_first(words: str, provider: str) -> None:
    sent = [i for i in understand(Situation(words, MANAGER, language="fr"))[0] if i.type is IntentType.SEND_OS]
    assert [intent.values["provider"].split()[0] for intent in sent] == [provider]


@every(
    "words",
    [
        "nous ne donnerons pas suite à la demande de rabais",
        "je ne donnerai pas suite sans acompte",
    ],
)
def test_a_mission_is_not_refused(words: str) -> None:
    asked = standing(Role.PROVIDER, OrderState.NEW, asked=Asked(Question.TAKE_MISSION))
    assert IntentType.REFUSE_MISSION not in uttered(words, asked)


@every(
    "words",
    [
        "Annulez la visite de mardi, ma femme accouche. Mon associé viendra à ma place mais pas avant décembre.",
        "Impossible mardi, gardons le rendez-vous mais décalons d'une semaine",
        "Je ne peux pas mardi matin, rien ne change pour la facture",
        "Empêchement mardi, je ne viens pas. Le colis arrive jeudi comme convenu",
    ],
)
def test_a_visit_that_cannot_stand_is_not_kept(words: str) -> None:
    assert IntentType.RESCHEDULE in uttered(words, standing(Role.PROVIDER, OrderState.PLANNED, OFFERS[0]))


@every(
    "words",
    [
        "La locataire était absente, personne ne m'a ouvert",
        "La locataire était absente, je n'ai pu entrer",
        "La locataire était absente, j'ai pu travailler ailleurs en attendant",
    ],
)
def test_an_absence_stays_one(words: str) -> None:
    past = standing(Role.PROVIDER, OrderState.PLANNED, slot("20T09:00", "20T11:00"))
    assert IntentType.MISSED_VISIT in uttered(words, past)


@every(
    ("words", "days"),
    [
        ("Les mercredis je suis en formation, jeudi 26 à 9h", ["2026-11-26"]),
        ("Tous les mercredis matin sauf le 25", []),
        ("À partir de janvier, tous les mercredis matin", []),
        ("Notre technicien passe par chez vous tous les mercredis matin", ["2026-11-25"]),
    ],
)
def test_a_habit_is_no_day_unless_it_is_offered(words: str, days: list[str]) -> None:
    asked = standing(Role.PROVIDER, OrderState.ACCEPTED, asked=Asked(Question.PROPOSE_SLOTS))
    said = [i for i in understand(Situation(words, asked, language="fr"))[0] if i.type is IntentType.PROPOSE_SLOTS]
    assert [slot["start"][:10] for intent in said for slot in intent.values["slots"]] == days


@every(
    ("words", "category"),
    [
        ("Le robinet ou le siphon est cassé", "plumbing"),
        ("La serrure ou la poignée est bloquée", "locks"),
    ],
)
def test_an_or_is_no_where(words: str, category: str) -> None:
    intake = Standpoint(received=NOW, role=Role.TENANT, channel=Channel.INTAKE)
    said = [i for i in understand(Situation(words, intake, language="fr"))[0] if i.type is IntentType.REPORT_NEW]
    assert [intent.values["category"] for intent in said] == [category]


@every(
    "words",
    [
        "Pour le code de la chaudière je ne sais pas. Le modèle est Vaillant VC 204.",
        "Le code a changé, demandez au gardien, appartement 12B",
    ],
)
def test_no_code_is_made_of_another_number(words: str) -> None:
    said = understand(Situation(words, VISITED, language="fr"))[0]
    assert all("access_code" not in intent.values for intent in said)


@every(
    "words",
    [
        "Bien reçu.",
        "Bien reçu, merci.",
        "Oui j'ai bien reçu votre mail.",
        "Yes I got your mail.",
        "Ok bien reçu je reviens vers vous",
        "Oui c'est bien moi la locataire.",
        "Oui mais je travaille.",
        "D'accord, c'est noté, je regarde mon planning.",
        "Ok merci, je demande à mon mari.",
        "yes but I'd need to check with work",
        "Oui allô",
        "Oui sous réserve que la nounou soit là",
        "Oui, aucun souci pour attendre.",
    ],
)
def test_the_only_offer_is_not_taken(words: str) -> None:
    assert not {IntentType.CHOOSE_SLOT, IntentType.CLOSE_REPORT} & uttered(words, ONE_OFFER)


@every(
    "words",
    [
        "Réparé: non",
        "réparé (non)",
        "oui et non",
        "Yes and no",
        "Tout fonctionne sauf l'eau chaude.",
        "Everything works except the tap he came for.",
        "Presque tout fonctionne.",
        "It hardly works.",
        "It works, kind of.",
        "ça marche moyen",
        "Ça marche moins bien qu'avant",
        "Seule la douche marche",
        "Un seul radiateur fonctionne",
        "works now and then",
        "Ça marche une fois sur deux.",
        "Ça a marché deux jours puis plus rien.",
        "J'aurais aimé vous dire que c'est réparé.",
        "I wish I could say it works.",
        "Difficile de dire que c'est réparé.",
        "Réparé, si on veut.",
        "Fixed my foot!",
        "Chez la voisine c'est réparé.",
        "Le plombier a tout réparé chez Mme Petit.",
        "Pour l'instant ça tient mais je préfère attendre quelques jours avant de confirmer.",
        "A priori oui, on verra",
        "Ok je regarde ce soir",
        "Oui bonjour, c'est au sujet de la facture.",
        "Oui, le plombier est venu.",
        "Ok pour vendredi",
        "C'est bon pour vendredi",
        "Oui je serai là",
        "C'est réparé. Il faut attendre demain pour voir si ça refuit.",
        "L'eau n'est pas de nouveau chaude",
    ],
)
def test_a_repair_is_not_confirmed(words: str) -> None:
    assert not {IntentType.CONFIRM_WORKS, IntentType.CLOSE_REPORT} & uttered(words, REPAIRED)


@every(
    "words",
    [
        "Je ne suis d'accord avec rien.",
        "Je suis d'accord pour les travaux mais pas avec ce devis",
        "D'accord pour les travaux, pas pour le prix.",
        "I'm ok with the work, not with the price",
        "I approve of the plumber, not of the price.",
        "Je valide la nécessité des travaux, pas le montant.",
        "Sounds ok but not now",
        "Ok pour la moitié, le locataire paie le reste",
        "Oui à moitié",
        "Ok pour 2 heures de main d'oeuvre max",
        "Ok pour 285 HT",
        "Super, encore 285 € pour un joint, on marche sur la tête",
        "Génial, encore une facture.",
        "Great, another bill.",
        "Oui c'est cher.",
        "Ok mais c'est cher.",
        "Ok pour un devis.",
        "OK to visit",
        "Accord donné à Durand pour la visite",
        "Go ahead and get another quote.",
        "Validez avec la copropriété d'abord.",
        "Oui, envoyez-moi la photo.",
        "Yes please send me the details",
        "ça marche, envoyez-moi le contrat pour lecture",
        "Tout à fait d'accord avec votre remarque sur le prix.",
        "OK let me think.",
        "Ok, on en parle lundi",
        "Ok je vous appelle",
        "accord sous 8 jours",
        "Allez-y doucement",
        "Allez-y, expliquez-moi pourquoi c'est si cher.",
        "Le devis est ok techniquement",
        "Bien reçu",
        "OK, mais voyez s'ils peuvent baisser le prix.",
        "C'est trop cher. Mais ok pour voir avec eux s'ils peuvent baisser",
        "Voyez s'il accepte 200, dans ce cas je valide",
        "Je valide, vérifiez s'ils sont assurés",
        "Ok mais demandez si on peut étaler le paiement",
        "Je refuse, 285 € c'est trop, je n'y mettrai pas un euro de plus",
    ],
)
def test_a_quote_is_not_approved(words: str) -> None:
    assert IntentType.APPROVE_QUOTE not in uttered(words, DECIDING)


@every(
    "words",
    [
        "Annulez ma demande de quittance.",
        "Pouvez-vous clôturer la demande d'accès parking ?",
        "Plus besoin de badge, j'en ai retrouvé un. Pour la fuite j'attends.",
        "Problème résolu avec le voisin du 3e mais la fuite continue.",
        "Laissez tomber le double des clés dans la boîte aux lettres.",
        "C'est réglé pour le rendez-vous de mardi, je serai là.",
        "Aucun souci pour mardi",
        "Plus de souci pour venir mardi",
        "Tout est réglé avec la voisine pour les clés, elle ouvrira mardi.",
        "Sorted with my neighbour, she will open the door.",
        "Solved the code question, thanks",
        "Mon voisin veut que je clôture",
        "Le voisin a réglé son problème de bruit.",
        "Ne clôturez surtout pas",
        "C'est réglé ?",
        "Vous avez dit que c'est réglé",
        "Il faut clore le jardin par un grillage",
        "On clôt l'exercice comptable demain",
        "Le chantier fait clore la rue demain",
        "On clôt le compte en banque",
        "Aucun autre problème à signaler, et pour le bail c'est bon.",
    ],
)
def test_a_report_is_not_closed(words: str) -> None:
    assert IntentType.CLOSE_REPORT not in uttered(words, VISITED)


@every(
    "words",
    ["La question du parking est réglée", "C'est réglé avec le notaire.", "Le virement est fait, c'est réglé."],
)
def test_what_an_owner_settled_elsewhere_closes_nothing(words: str) -> None:
    assert IntentType.CLOSE_REPORT not in uttered(words, OWNER)


@every(
    "words",
    [
        "Merci de ne pas tenir compte du mail annonçant un nouveau RIB, c'est une fraude.",
        "Quelqu'un se fait passer pour nous avec un nouveau RIB.",
        "Beware of mails asking you to change our bank details.",
        "Le locataire m'a donné un nouveau RIB",
        "Je change de banque le mois prochain, je vous enverrai le RIB",
    ],
)
def test_a_warning_changes_no_bank(words: str) -> None:
    assert IntentType.BANK_CHANGE not in uttered(words, BILLING)


@every(
    "words",
    [
        "Mandater Durand serait trop cher",
        "Annuler l'OS serait une erreur",
        "Envoyez à Mme Belkacem un mot d'excuse",
        "Send my regards to Durand",
        "Mandatez un huissier",
        "Durand dit avoir terminé, j'attends la confirmation de Nadia.",
    ],
)
def test_a_manager_orders_nothing(words: str) -> None:
    acts = {IntentType.SEND_OS, IntentType.CANCEL_OS, IntentType.DECLARE_DONE}
    assert not acts & uttered(words, MANAGER)


@every(
    "words",
    [
        "C'est fait à 80%.",
        "Voilà c'est fait : rdv pris avec la locataire pour mardi",
        "Terminé avec la phase 1",
        "J'ai fait ce que j'ai pu.",
        "J'ai fini ma journée.",
        "Mission terminée pour moi, je ne reviendrai pas",
        "J'en ai terminé avec vous",
        "Terminé ce soir normalement",
        "Devis joint, 1 240 € HT, remplacement complet du tableau",
    ],
)
def test_works_are_not_declared_done(words: str) -> None:
    assert IntentType.DECLARE_DONE not in uttered(words, WORKING)


@every(
    "words",
    [
        "Bien reçu.",
        "Mardi c'est férié chez nous",
        "Ok pour mardi si le locataire fournit la pièce.",
        "Yes if parts arrive",
        "C'est noté pour le devis",
        "ok pour la facture",
    ],
)
def test_a_visit_is_not_planned(words: str) -> None:
    assert IntentType.CONFIRM_SCHEDULE not in uttered(words, PLANNING)


@every(
    "said",
    [
        "Elle coule plus fort.",
        "Ça coule plus fort qu'avant",
        "ça goutte plus vite depuis ce matin",
        "elle fuit plus souvent",
        "Ça ne coule plus que goutte à goutte",
        "ça sent plus fort qu'hier",
        "ça suinte de plus en plus",
    ],
)
def test_more_of_it_is_not_the_end_of_it(said: str) -> None:
    standpoint = Standpoint(received=NOW, role=Role.TENANT, people=PEOPLE, report=OPEN)
    intents, _ = understand(Situation(said, standpoint, language="fr"))
    assert IntentType.CLOSE_REPORT not in {intent.type for intent in intents}


@every("said", ["Ça ne coule plus.", "ça coule plus du tout", "elle fuit plus depuis hier, merci"])
def test_the_end_of_it_is_not_more_of_it(said: str) -> None:
    standpoint = Standpoint(received=NOW, role=Role.TENANT, people=PEOPLE, report=OPEN)
    intents, _ = understand(Situation(said, standpoint, language="fr"))
    assert IntentType.CLOSE_REPORT in {intent.type for intent in intents}


@every("said", ["Annulez mon accord", "Merci d'annuler mon accord", "Je retire mon accord", "I withdraw my approval"])
def test_an_agreement_that_is_taken_back_is_none(said: str) -> None:
    asked = Asked(Question.APPROVE_QUOTE, quotes=(OfferedQuote(Decimal("528.00"), "Plomberie Durand"),))
    standpoint = Standpoint(
        received=NOW, role=Role.LANDLORD, channel=Channel.PRIVATE, people=PEOPLE, report=OPEN, asked=asked
    )
    intents, _ = understand(Situation(said, standpoint, language=language_of(said)))
    assert IntentType.APPROVE_QUOTE not in {intent.type for intent in intents}
