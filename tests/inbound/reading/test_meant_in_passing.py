"""What tradespeople and managers say in passing: promises, facts, denials, lines of a summary; and the opposite."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.reader import read as read_mail
from mailbot.inbound.reading.standpoint import Asked, DigestItem, OfferedQuote, OrderState, Question, Standpoint
from mailbot.vocabulary import Channel, Role
from tests.cases import every
from tests.inbound.reading.test_meant_by_trades import acts, slots
from tests.inbound.reading.test_reader import INTAKE, mail
from tests.inbound.reading.test_say_managers import FRIDAY, said, sophie
from tests.inbound.reading.test_say_providers import read

T = IntentType
QUOTE = Asked(Question.APPROVE_QUOTE, quotes=(OfferedQuote(Decimal(520)),))


def announced(scene: str, words: str) -> object:
    """What a provider's remark promises."""
    remark = read(scene, words)[0].get(T.COMMENT)
    return None if remark is None else remark.values.get("announces")


# --- Providers --------------------------------------------------------------------------------------------------------


@every(
    ("scene", "words", "what"),
    [
        ("bill", "Ma secrétaire vous la transmettra lundi", "invoice"),
        ("bill", "Elle partira avec le courrier de jeudi", "invoice"),
        ("bill", "We shall send it on Monday", "invoice"),
        ("quote", "Mon métreur vous l'adressera vendredi", "quote"),
        ("over", "Les photos sont sur l'autre téléphone, je vous les envoie demain matin", "photos"),
        ("bill", "Je vous l'ai déjà transmise", None),
        ("bill", "On ne vous l'enverra pas avant d'être payés", None),
        ("planned", "Je vous la passe ce soir", None),
    ],
)
def test_what_was_asked_for_may_be_promised_by_a_pronoun(scene: str, words: str, what: str | None) -> None:
    assert announced(scene, words) == what
    assert T.PROPOSE_SLOTS not in read(scene, words)[0]


@every(
    ("words", "refused"),
    [
        ("Le devis suivra mardi, mon associé est en vacances", False),
        ("On est débordés mais le devis arrive la semaine prochaine", False),
        ("En vacances jusqu'à Pâques, je ne peux pas vous faire de devis", True),
        ("Planning complet", True),
        ("Plus le temps de faire des devis", True),
    ],
)
def test_a_quote_that_is_promised_is_not_refused(words: str, refused: bool) -> None:
    assert (T.REFUSE_MISSION in read("quote", words)[0]) is refused


@every(
    ("words", "meant"),
    [
        ("We are in, will send some dates tomorrow", []),
        ("On vous fournira des dates demain, on prend", []),
        ("Agence fermée, réouverture le 4 janvier", []),
        ("Remise de 5 % si vous signez avant vendredi", []),
        ("We will send a man tomorrow at 9", ["24/11 09:00-11:00"]),
        ("Si vous confirmez, on vient vendredi à 9h", ["27/11 09:00-11:00"]),
    ],
)
def test_a_day_on_which_something_else_comes_is_no_visit(words: str, meant: list[str]) -> None:
    assert slots("take", words) == meant


@every(
    ("words", "meant"),
    [
        ("jeudi à 8 heures et demie", ["26/11 08:30-10:30"]),
        ("mardi 10h et quart", ["24/11 10:15-12:15"]),
        ("vendredi de midi et demi à 14h", ["27/11 12:30-14:00"]),
        ("Wednesday at half past ten", ["25/11 10:30-12:30"]),
        ("Friday at a quarter to 3", ["27/11 14:45-16:45"]),
        ("jeudi 9h, compter 2 heures et demie de travail", ["26/11 09:00-11:00"]),
        ("vendredi 27 ou mardi 2 décembre", ["27/11 08:00-18:00"]),
        ("jeudi 26 à 9h ou samedi 1er décembre", ["26/11 09:00-11:00"]),
        ("Rien de possible cette semaine, jeudi matin ok", ["03/12 08:00-12:00"]),
        ("Complets cette semaine, mercredi 25 à la rigueur 8h", ["25/11 08:00-10:00"]),
        ("Impossible cette semaine, mardi 1er à 10h", ["01/12 10:00-12:00"]),
        ("Pas dispo cette semaine, mardi non plus", []),
        ("Mon collègue peut être chez elle mardi à 11h", ["24/11 11:00-13:00"]),
        ("Mon collègue passera peut-être mardi", []),
    ],
)
def test_halves_quarters_and_weeks(words: str, meant: list[str]) -> None:
    assert slots("take", words) == meant


def test_a_date_that_cannot_be_is_asked_about_beside_the_one_that_can() -> None:
    assert read("take", "jeudi 26 à 9h ou samedi 1er décembre")[1] is Ask.WHICH_DATE


@every(
    ("words", "types"),
    [
        ("Je prends. L'immeuble a un local à vélos ?", {T.ACCEPT_MISSION, T.QUESTION}),
        ("Ok. Il y a un monte-charge ?", {T.ACCEPT_MISSION, T.QUESTION}),
        ("Ok pour jeudi 9h. Y a moyen ?", {T.ACCEPT_MISSION, T.PROPOSE_SLOTS}),
        ("Not something for us", {T.REFUSE_MISSION}),
    ],
)
def test_a_question_about_the_place_is_one(words: str, types: set[IntentType]) -> None:
    assert set(read("take", words)[0]) - {T.COMMENT} == types


@every(
    ("words", "type_"),
    [
        ("C'est calé. Gardez-nous une place devant si possible.", T.CONFIRM_SCHEDULE),
        ("ça colle pour nous", T.CONFIRM_SCHEDULE),
        ("plutôt 13h", T.RESCHEDULE),
        ("Ok si possible 15h", T.COMMENT),
        ("Si la dame est là, ok", T.COMMENT),
    ],
)
def test_a_wish_beside_a_yes_leaves_it_one(words: str, type_: IntentType) -> None:
    found = set(read("plan", words)[0])
    assert type_ in found
    assert (T.CONFIRM_SCHEDULE in found) is (type_ is T.CONFIRM_SCHEDULE)


@every(
    ("words", "step"),
    [
        ("Travaux terminés. Par contre le ballon fatigue, je vous chiffre son remplacement, devis suit.", None),
        ("Fuite colmatée, panne réglée. Par ailleurs la VMC est à changer, devis demain.", None),
        ("Intervention terminée. Il faut un devis pour le reste.", "quote"),
        ("Travaux faits à moitié. Par contre le ballon est à changer, devis suit.", "quote"),
        ("Everything done bar the skirting", "second_visit"),
        ("C'est l'évacuation du voisin du dessus", "other_party"),
        ("It's a communal problem", "other_party"),
    ],
)
def test_a_quote_for_another_thing_leaves_the_works_done(words: str, step: str | None) -> None:
    found = read("next", words)[0]
    assert (T.DECLARE_DONE in found) is (step is None)
    assert (found[T.DECLARE_DIAGNOSIS].values["next_step"] if step else None) == step


@every(
    ("words", "types"),
    [
        ("Digicode changé, je n'ai pas pu entrer", {T.MISSED_VISIT}),
        ("Frappé, sonné, personne", {T.MISSED_VISIT}),
        ("We knocked. No answer.", {T.MISSED_VISIT}),
        ("The tenant refused to let us in", {T.MISSED_VISIT}),
        ("Let in by the neighbour, all done", {T.DECLARE_DONE}),
        ("J'ai sonné, on m'a ouvert, c'est fait", {T.DECLARE_DONE}),
    ],
)
def test_who_came_in_and_who_did_not(words: str, types: set[IntentType]) -> None:
    assert set(read("next", words)[0]) - {T.COMMENT} == types


@every(
    ("scene", "words", "types"),
    [
        ("next", "Le chantier d'à côté est terminé, celui-ci démarre lundi", {("declare_done", "other")}),
        ("next", "Celui-ci est terminé, l'autre démarre lundi", {("declare_done", None)}),
        ("plan", "Pas certain pour vendredi", set()),
        ("take", "Je ne dirais pas non", set()),
        ("take", "On ne peut pas décliner, c'est Mme Belkacem", set()),
        ("take", "Volontiers si vous payez comptant", set()),
        ("take", "Je dois décliner", {("refuse_mission", None)}),
        ("planned", "Quelle adresse exactement, le 14 ou le 14 bis ?", {("question", None)}),
    ],
)
def test_a_word_that_sounds_like_an_act(scene: str, words: str, types: set[tuple[str, str | None]]) -> None:
    found = [i for i in read(scene, words)[0].values() if i.type is not T.COMMENT]
    assert {(str(i.type), i.values.get("target")) for i in found} == types
    assert all(i.values.get("date", "2026-11-27") == "2026-11-27" for i in found if "target" not in i.values)


def test_hours_in_place_of_others_are_the_new_ones() -> None:
    words = "Mon ouvrier viendra entre 14h30 et 16h au lieu de 14h"
    assert slots("planned", words, T.RESCHEDULE) == ["27/11 14:30-16:00"]


@every("words", ["Nous y sommes allés à midi", "Nous sommes passés ce matin", "Mes gars sont venus tantôt"])
def test_several_who_went_are_asked_whether_it_is_done(words: str) -> None:
    found, ask = read("next", words)
    assert ask is Ask.IS_IT_DONE
    assert T.DECLARE_DONE not in found


def test_what_was_forgotten_is_a_tool() -> None:
    found = set(read("over", "J'ai oublié ma caisse chez le client, je reviens la chercher demain")[0])
    assert not found & {T.MISSED_VISIT, T.CLOSE_REPORT, T.DECLARE_DONE}
    assert T.MISSED_VISIT in read("over", "J'ai oublié la visite chez Mme Belkacem, désolé")[0]


def test_a_tenant_who_asks_for_another_hour_is_told_with_it() -> None:
    words = "Le locataire demande à reporter à lundi 30 à 9h, ça nous va"
    assert slots("planned", words, T.RESCHEDULE) == ["30/11 09:00-11:00"]


def test_whom_nobody_can_reach_moves_nothing() -> None:
    assert T.RESCHEDULE not in read("planned", "Impossible de joindre votre standard depuis ce matin")[0]
    assert T.RESCHEDULE in read("planned", "Impossible de venir vendredi")[0]


@every("words", ["Devis accepté ou non ?", "Le devis est-il signé par le bailleur ?"])
def test_what_became_of_his_quote_is_where_things_stand(words: str) -> None:
    assert T.STATUS_QUESTION in read("refused", words)[0]


def test_a_quote_that_comes_to_a_sum_is_given() -> None:
    assert read("quote", "The quote comes to 380 euros")[0][T.SUBMIT_QUOTE].values["options"] == [
        {"amount_incl_tax": "380.00"}
    ]
    assert T.SUBMIT_QUOTE not in read("quote", "The quote will come on Friday")[0]


# --- Managers ---------------------------------------------------------------------------------------------------------


@every(
    ("words", "meant"),
    [
        ("Mme Belkacem n'a jamais rien validé ni confirmé", []),
        ("La locataire ne se dit satisfaite de rien", []),
        ("La locataire n'a jamais écrit que ça marchait", []),
        ("Mme Belkacem est satisfaite, rien à redire", [("confirm_works",)]),
        ("La locataire confirme la réparation, aucun souci", [("confirm_works",)]),
    ],
)
def test_what_was_not_confirmed_is_not_passed_on(words: str, meant: list[tuple[str, ...]]) -> None:
    assert acts(words, state=OrderState.DONE_TO_CONFIRM) == meant


@every(
    ("words", "types", "ask"),
    [
        ("Rien contre, mais le tarif est à revoir", set(), Ask.APPROVE_OR_REFUSE),
        ("D'accord, il faudra juste rediscuter le prix", set(), Ask.APPROVE_OR_REFUSE),
        ("Fine by me, but the price has to come down", set(), Ask.APPROVE_OR_REFUSE),
        ("520 € c'est trop", {"refuse_quote"}, None),
        ("Génial, encore un devis à 520 €", set(), Ask.APPROVE_OR_REFUSE),
        ("ok je transmets au bailleur", set(), None),
        ("Validé, je transmets à Durand", {"approve_quote"}, None),
        ("ok, le prix me va", {"approve_quote"}, None),
        ("Please get another estimate from a different electrician", {"ask_other_quote"}, None),
    ],
)
def test_a_price_to_be_seen_again_is_no_yes(words: str, types: set[str], ask: Ask | None) -> None:
    intents, asked = said(words, sophie(QUOTE, state=OrderState.QUOTE_SUBMITTED))
    assert {intent["type"] for intent in intents} == types
    assert asked is ask


@every(
    ("words", "topic"),
    [
        ("Le digicode est le 4B71, bâtiment du fond", "access"),
        ("Le trousseau est chez la gardienne", "access"),
        ("La voisine a un double des clés", "access"),
        ("La dame travaille vendredi, son mari ouvrira", "presence"),
        ("Le portable de Mme Belkacem : 06 11 22 33 44", "contact"),
        ("Le gardien n'a plus les clés", None),
        ("Laissez le trousseau chez la gardienne", None),
        ("Annulez l'OS, les clés sont chez le gardien", None),
    ],
)
def test_a_fact_that_a_manager_passes_on(words: str, topic: str | None) -> None:
    facts = [i for i in said(words, sophie(state=OrderState.PLANNED, visit=FRIDAY))[0] if i["type"] == "provide_info"]
    assert [fact["topic"] for fact in facts] == ([] if topic is None else [topic])


@every(
    ("words", "types"),
    [
        ("L'OS est-il parti ?", {"question"}),
        ("OS accepté ou pas ?", {"question"}),
        ("OS à Petit ?", set()),
        ("OS : la locataire hésite", set()),
        ("L'OS annulé lundi est à refaire", set()),
        ("Prenez Petit à la place de Durand", {"send_os"}),
        ("Prenez plutôt contact avec la locataire", set()),
        ("OS Morel urgence", {"send_os"}),
        ("Please assign Morel, 180 € max", {"send_os"}),
        ("Demande de devis annulée", set()),
        ("La dame a du gaz qui s'échappe dans la cuisine", {"urgent_flag"}),
        ("Le gaz ne fuit plus chez elle", set()),
    ],
)
def test_what_a_manager_orders_asks_and_warns_of(words: str, types: set[str]) -> None:
    found = {i["type"] for i in said(words, sophie(state=OrderState.ACCEPTED))[0]}
    assert found - {"close_report"} == types


@every("words", ["Le code promo est ETE24", "Notre code NAF est 6831Z"])
def test_a_code_that_opens_no_door(words: str) -> None:
    assert all("access_code" not in intent for intent in said(words, sophie())[0])


@every(
    ("words", "names"),
    [
        ("Devis à demander : Petit, Morel et contact@garnier.example", ["Petit", "Morel", "contact@garnier.example"]),
        ("Il me faut un devis de Petit et un de Morel", ["Petit", "Morel"]),
    ],
)
def test_each_company_of_a_list_is_asked(words: str, names: list[str]) -> None:
    [asked_for] = said(words, sophie(state=OrderState.ACCEPTED))[0]
    assert asked_for["providers"] == names


@every(
    ("words", "to"),
    [
        ("Messieurs, nous attendons votre devis", "provider"),
        ("Bonjour, votre technicien a laissé sa caisse dans la cour", "provider"),
        ("Bonjour, avez-vous reçu le technicien ?", "tenant"),
        ("Bonjour Madame Belkacem, votre devis arrive", "tenant"),
        ("Pour Karim : peux-tu suivre ce dossier ?", "colleague"),
    ],
)
def test_a_greeting_without_a_name_goes_to_whom_the_papers_are(words: str, to: str) -> None:
    [letter] = said(words, sophie())[0]
    assert (letter["type"], letter["to"]) == ("message", to)


def test_sparks_beside_another_trouble_are_two_reports() -> None:
    here = replace(INTAKE, role=Role.MANAGER)
    words = "Plus d'eau chaude chez Mme Perrin et un interrupteur qui fait des étincelles"
    found = {(i.values["category"], i.values["urgency"]) for i in _reports(words, here)}
    assert found == {("hot_water", "normal"), ("electricity", "vital")}
    assert len(_reports("Fuite au plafond et la lampe fait des étincelles", here)) == 1


def _reports(words: str, standpoint: Standpoint) -> list[Intent]:
    intents = read_mail(parse_mail(mail(words)), standpoint).intents
    return [intent for intent in intents if intent.type is T.REPORT_NEW]


# --- The daily summary ------------------------------------------------------------------------------------------------

ITEMS = (
    DigestItem("B1", "approve_quote", "BR-1 volet de la chambre, devis Petit 310,00 € TTC", "BR-1"),
    DigestItem("B2", "provider_silent", "BR-2 chauffe-eau, Morel sans réponse", "BR-2"),
    DigestItem("B3", "close", "BR-3 serrure de la cave, réparée, à clôturer", "BR-3"),
)
SUMMARY = replace(sophie(channel=Channel.DIGEST), digest_items=ITEMS, report=None)


@every(
    ("words", "meant"),
    [
        ("B2 annulez", [("cancel_os", "B2")]),
        ("B2 annulez et passez par Garnier", [("cancel_os", "B2"), ("send_os", "B2")]),
        ("B2 si rien demain, annulez", []),
        ("B2 n'annulez pas", []),
        ("B2 passez par la cour", []),
        ("B2 oui, annulez", [("cancel_os", "B2")]),
        ("B2 passez par Garnier et annulez", [("cancel_os", "B2"), ("send_os", "B2")]),
        ("B2 laissez-lui deux jours, ensuite annulez", []),
        ("B2 la voisine m'a répondu : annulez", []),
        ("B2 rappelez et annulez", []),
        ("B2 passez par Nadia pour les clés", []),
        ("B2 passez avec Mon mari", []),
        ("B2 passez par la Gérance", []),
        ("La serrure de la cave est close", []),
        ("B3 serrure close", []),
        ("La serrure à clore", [("close_report", "B3")]),
        ("B2 c'est réglé, ils m'ont rappelé", []),
        ("La serrure vous pouvez clore", [("close_report", "B3")]),
        ("La serrure, on ne clôt pas", []),
        ("B1 and B3 : ok, B3 can be closed", [("approve_quote", "B1"), ("close_report", "B3")]),
        ("B3 cannot be closed yet", []),
        ("Le volet : ok. Porte : clôturez.", [("approve_quote", "B1")]),
        ("Le volet : ok. Autre chose : non.", [("approve_quote", "B1")]),
        ("Merci pour le récap", []),
        (
            "Clôturez B3 dès que possible, et pour B1 c'est d'accord. B2 envoyez à\nGarnier, urgent.",
            [("close_report", "B3"), ("approve_quote", "B1"), ("send_os", "B2")],
        ),
    ],
)
def test_what_is_said_of_a_line_of_the_summary(words: str, meant: list[tuple[str, str]]) -> None:
    found = [(str(i["type"]), str(i.get("item", ""))) for i in said(words, SUMMARY)[0]]
    assert sorted(found) == sorted(meant)


def test_what_is_written_under_a_line_of_the_summary_is_about_it() -> None:
    lines = (f"> {item.code} — {item.title}" for item in ITEMS)
    answers = ("ok", "annulez", "à clôturer")
    body = ["> Bonjour Sophie,", *(text for pair in zip(lines, answers, strict=True) for text in pair)]
    answer = read_mail(parse_mail(mail("\n".join(body), subject="Re: x", In_Reply_To="<x@y>")), SUMMARY)
    assert [(i.type, i.values["item"]) for i in answer.intents] == [
        (T.APPROVE_QUOTE, "B1"),
        (T.CANCEL_OS, "B2"),
        (T.CLOSE_REPORT, "B3"),
    ]
    below = ["> Bonjour Sophie,", *(f"> {item.code} — {item.title}" for item in ITEMS), "ok"]
    answer = read_mail(parse_mail(mail("\n".join(below), subject="Re: x", In_Reply_To="<x@y>")), SUMMARY)
    assert answer.ask is Ask.WHICH_REPORT
