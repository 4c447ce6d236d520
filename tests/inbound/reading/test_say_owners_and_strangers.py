"""What owners, and writers whom nobody knows, say in passing: what it means, and the nearest words that mean less."""

from __future__ import annotations

from typing import Any

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Standpoint
from tests.cases import every

T = IntentType
PEOPLE = {
    "tenant": "Nadia Belkacem",
    "landlord": "Bernard Vasseur",
    "provider": "Plomberie Durand",
    "manager": "Sophie Lambert",
}
ONE = {
    "question": "approve_quote",
    "quotes": [{"label": None, "amount_incl_tax": "285.00", "provider": "Plomberie Durand"}],
}
TWO = {
    "question": "approve_quote",
    "quotes": [
        {"label": "A", "amount_incl_tax": "1240.00", "provider": "Chauffage Morel"},
        {"label": "B", "amount_incl_tax": "985.60", "provider": "Thermo Rhône"},
    ],
}
REPAIRED = {"question": "confirm_works"}


def said(
    words: str,
    role: str = "landlord",
    *,
    asked: dict[str, Any] | None = None,
    channel: str | None = None,
    state: str | None = None,
    visit: str | None = None,
    lines: list[dict[str, str]] | None = None,
) -> list[tuple[str, dict[str, Any]]]:
    """What somebody wants who writes these words on a Tuesday at ten, and the question put back."""
    appointment = {"number": 1, "start": f"{visit}T09:00:00+01:00", "end": f"{visit}T11:00:00+01:00"} if visit else None
    standpoint = Standpoint.from_json(
        {
            "received": "2026-11-24T10:00:00+01:00",
            "role": role,
            "channel": channel or ("private" if role == "landlord" else "public"),
            "sender_name": PEOPLE.get(role),
            "people": PEOPLE,
            "report": None if channel == "intake" else {"status": "in_progress", "is_author": role == "tenant"},
            "work_order": {"state": state, "appointment": appointment} if state else None,
            "asked": asked,
            "digest_items": lines or [],
        }
    )
    intents, ask = understand(Situation(words, standpoint, language=language_of(words)))
    told = [(str(intent.type), dict(intent.values)) for intent in intents]
    return [*told, *([("ask", {"code": str(ask)})] if ask else [])]


def types(found: list[tuple[str, dict[str, Any]]]) -> set[str]:
    return {kind for kind, _ in found}


# --- a quote ---


@every(
    "words",
    [
        "D'accord pour moi. Je ne suis pas disponible au téléphone aujourd'hui.",
        "Je ne suis pas à Lyon cette semaine, mais c'est d'accord",
        "Oui pour le devis, non pour l'abonnement qu'ils proposent avec.",
        "Non au contrat de maintenance, oui au devis.",
    ],
)
def test_a_no_to_something_else_refuses_no_quote(words: str) -> None:
    assert types(said(words, asked=ONE)) >= {T.APPROVE_QUOTE}
    assert T.REFUSE_QUOTE not in types(said(words, asked=ONE))


@every(
    "words", ["Je ne suis pas pour.", "Je ne suis pas du tout emballé", "Nous ne sommes pas favorables à ces travaux"]
)
def test_whoever_is_not_for_it_is_against_it(words: str) -> None:
    assert T.REFUSE_QUOTE in types(said(words, asked=ONE))


@every(
    "words",
    [
        "Désolée, c'est au-dessus de mes moyens",
        "That is beyond my budget I am afraid",
        "Je ne peux pas me le permettre cette année",
    ],
)
def test_what_one_cannot_afford_is_refused(words: str) -> None:
    assert types(said(words, asked=ONE)) == {T.REFUSE_QUOTE}


def test_a_mind_that_was_changed_after_the_yes_withholds_it() -> None:
    assert T.APPROVE_QUOTE not in types(said("J'ai donné mon accord, puis changé d'avis", asked=ONE))
    assert T.APPROVE_QUOTE in types(said("J'ai changé d'avis : allez-y", asked=ONE))


@every(
    "words",
    [
        "D'accord en espérant qu'il fasse un geste",
        "Ok, en espérant une petite remise",
        "Oui en espérant que le tarif soit moins élevé",
        "Ok hoping the price comes down",
    ],
)
def test_a_hope_for_a_better_price_is_a_condition(words: str) -> None:
    assert T.APPROVE_QUOTE not in types(said(words, asked=ONE))
    assert T.CONDITIONAL_APPROVAL in types(said(words, asked=ONE))


def test_a_yes_of_somebody_else_is_no_yes() -> None:
    assert T.APPROVE_QUOTE not in types(said("Validé par mon mari, mais pas par moi", asked=ONE))


def test_a_hope_for_anything_else_is_none() -> None:
    assert T.APPROVE_QUOTE in types(said("Ok en espérant que tout se passe bien", asked=ONE))


def test_what_one_can_afford_is_not() -> None:
    assert T.APPROVE_QUOTE in types(said("Ce n'est pas au-dessus de mes moyens, c'est ok", asked=ONE))
    assert T.APPROVE_QUOTE in types(said("C'est dans mon budget, allez-y", asked=ONE))


def test_to_hesitate_and_not_to() -> None:
    assert (T.APPROVE_QUOTE, "B") in [(k, v.get("label")) for k, v in said("Thermo Rhône sans hésiter", asked=TWO)]
    assert T.APPROVE_QUOTE not in types(said("J'hésite, Thermo Rhône peut-être", asked=TWO))


def test_an_agreement_to_come_is_clear() -> None:
    assert types(said("Je donnerai mon accord quand j'aurai vu les photos", asked=ONE)) == {T.COMMENT}


@every("words", ["Oui mais sans la dépose de l'ancien ballon", "OK but without the second radiator"])
def test_a_yes_without_a_part_of_it_has_a_condition(words: str) -> None:
    assert types(said(words, asked=ONE)) == {T.CONDITIONAL_APPROVAL}


@every("words", ["Pas Morel, ils travaillent mal. L'autre, oui.", "Surtout pas Chauffage Morel. L'autre, d'accord."])
def test_the_other_one_of_two(words: str) -> None:
    assert (T.APPROVE_QUOTE, "B") in [(kind, values.get("label")) for kind, values in said(words, asked=TWO)]


@every(
    "words",
    [
        "Pas Morel. L'autre, je ne sais pas.",
        "Pas Morel. L'autre non plus.",
        "Chauffage Morel non merci. L'autre est à voir",
        "Pas Morel, l'autre peut-être",
        "Je ne connais pas Morel. L'autre, oui.",
        "Ce n'est pas Morel qui était venu ? L'autre, oui, je le connais.",
        "Non pour le devis, oui pour un détartrage",
    ],
)
def test_the_other_one_is_not_taken_without_a_yes(words: str) -> None:
    assert T.APPROVE_QUOTE not in types(said(words, asked=TWO))


def test_thanks_for_a_second_quote_ask_for_no_third() -> None:
    found = types(said("On prend le second, et merci d'avoir demandé un autre devis !", asked=TWO))
    assert T.APPROVE_QUOTE in found
    assert T.ASK_OTHER_QUOTE not in found
    assert T.ASK_OTHER_QUOTE in types(said("Merci de demander un autre devis", asked=ONE))


@every(
    "words",
    [
        "Je reviens sur ma décision : mon frère s'y oppose.",
        "J'ai changé d'avis, n'engagez rien",
        "Je retire mon accord",
    ],
)
def test_an_agreement_is_taken_back_by_whoever_gave_it(words: str) -> None:
    assert T.REFUSE_QUOTE in types(said(words, state="quote_approved"))
    assert T.REFUSE_QUOTE not in types(said(words, state="quote_refused"))


@every(
    "words",
    [
        "Je reviens vers vous demain avec ma décision",
        "Je ne reviens pas sur ma décision",
        "Si mon frère s'y oppose, je retire mon accord",
        "Puis-je encore revenir sur ma décision ?",
        "Mon locataire a changé d'avis",
    ],
)
def test_an_agreement_that_stands_is_not_taken_back(words: str) -> None:
    assert T.REFUSE_QUOTE not in types(said(words, state="quote_approved"))


# --- a daily summary ---

LINES = [
    {"code": "A1", "about": "approve_quote", "title": "Chaudière — 8 rue Pasteur", "report": "SIG-1"},
    {"code": "A2", "about": "approve_quote", "title": "Volet — 21 rue Gambetta", "report": "SIG-2"},
    {"code": "A3", "about": "approve_quote", "title": "Interphone — 3 impasse du Lavoir", "report": "SIG-3"},
]
YES, NO = T.APPROVE_QUOTE, T.REFUSE_QUOTE


@every(
    ("words", "decided"),
    [
        ("Tout est ok sauf l'interphone", {"A1": YES, "A2": YES, "A3": NO}),
        ("oui pour tout sauf la chaudière", {"A1": NO, "A2": YES, "A3": YES}),
        ("oui pour tout", {"A1": YES, "A2": YES, "A3": YES}),
        ("La chaudière oui, le reste non", {"A1": YES, "A2": NO, "A3": NO}),
        ("Approve A1, reject the others", {"A1": YES, "A2": NO, "A3": NO}),
        ("Gambetta ok\nPasteur non", {"A1": NO, "A2": YES}),
        ("La chaudière oui mais pas à ce prix", {"A1": NO}),
        ("La chaudière ok ?", {}),
        ("Le volet n'est pas urgent", {}),
        ("Tout ok sauf A3", {"A3": NO}),
    ],
)
def test_what_is_said_of_all_is_not_said_of_the_one_left_out(words: str, decided: dict[str, str]) -> None:
    told = said(words, channel="digest", lines=LINES)
    told = [(kind, values) for kind, values in told if kind in (YES, NO)]
    kept = {values["item"]: kind for kind, values in told}
    assert kept == decided


@every(
    ("words", "most"),
    [
        ("A1 ok jusqu'à 200, A2 non", "200.00"),
        ("A1 ok jusqu'à 200", "200.00"),
        ("Chaudière ok jusqu'à 250", "250.00"),
        ("ok chaudière max 250", "250.00"),
        ("A1 ok", None),
        ("Chaudière ok svp", None),
        ("ok pour la chaudière", None),
    ],
)
def test_a_yes_to_a_line_up_to_a_sum_is_a_yes_with_a_ceiling(words: str, most: str | None) -> None:
    told = [(kind, values) for kind, values in said(words, channel="digest", lines=LINES) if values["item"] == "A1"]
    wanted = T.CONDITIONAL_APPROVAL if most else YES
    assert [(kind, values.get("max_incl_tax")) for kind, values in told] == [(wanted, most)]


# --- questions ---


@every(
    "words",
    [
        "Alors, la serrure, elle a été changée ou pas ?",
        "Le vitrier est-il passé ?",
        "Le ballon a-t-il été commandé ?",
        "Has the lock been replaced?",
        "Un état des lieux de mes dossiers en cours me serait utile",
        "Le devis, vous l'avez reçu ?",
        "Where are we with my two flats?",
    ],
)
def test_whether_it_was_done_is_where_it_stands(words: str) -> None:
    assert T.STATUS_QUESTION in types(said(words))


@every(
    ("words", "role"),
    [
        ("Le compteur a-t-il été remplacé en 2021 ?", "landlord"),
        ("Le joint a-t-il déjà été changé ?", "provider"),
        ("À quelle date aura lieu l'état des lieux de sortie ?", "tenant"),
        ("La serrure a été changée.", "tenant"),
        ("Where are the keys?", "landlord"),
        ("Mes photos, vous les avez vues ?", "tenant"),
    ],
)
def test_what_was_done_long_ago_is_no_progress(words: str, role: str) -> None:
    assert T.STATUS_QUESTION not in types(said(words, role))


def test_a_tenant_who_leaves_is_no_incident() -> None:
    assert (T.OUT_OF_SCOPE, {"topic": "departure"}) in said("Ma locataire m'annonce qu'elle part le 31 janvier")
    assert T.OUT_OF_SCOPE not in types(said("Ma locataire part en vacances le 12"))
    assert T.OUT_OF_SCOPE not in types(said("La locataire part au travail à 8h"))


def test_what_the_fees_are_for_is_no_question() -> None:
    assert T.COMPLAINT in types(said("Je me demande pourquoi je paie des honoraires"))
    assert T.COMPLAINT not in types(said("Je me demande pourquoi le joint a lâché"))


@every("words", ["La franchise, elle est pour qui ?", "Pourquoi ce serait à moi de payer ce joint ?"])
def test_who_pays_is_asked_in_other_words(words: str) -> None:
    assert (T.QUESTION, "liability") in [(kind, values.get("topic")) for kind, values in said(words, asked=ONE)]


@every("words", ["Un seul le matin me suffit, vous envoyez trop de mails", "vos mails, un seul chaque soir svp"])
def test_one_each_morning_is_the_daily_one(words: str) -> None:
    assert (T.SET_ALERTS, {"mode": "daily"}) in said(words)


@every("words", ["J'ai reçu un seul mail hier matin", "Le récapitulatif de mes appartements est faux"])
def test_a_mail_that_came_sets_nothing(words: str) -> None:
    assert T.SET_ALERTS not in types(said(words))


# --- repaired by oneself ---


@every(
    ("words", "done"),
    [
        ("Mon beau-frère est électricien, il passera samedi matin", False),
        ("mon fils bricole bien, il va s'en occuper dimanche", False),
        ("I will swap the lock myself on Saturday, no need to send anyone", False),
        ("Mon mari est passé resserrer le joint hier", True),
    ],
)
def test_the_family_sees_to_it(words: str, done: bool) -> None:
    found = said(words)
    assert (T.SELF_REPAIR, done) in [(kind, values.get("done")) for kind, values in found]
    assert T.CLOSE_REPORT not in types(found)


@every(
    "words",
    [
        "Mon frère est plombier. Il passera chercher les clés samedi",
        "Mon voisin est plombier, il dit que c'est le joint",
        "Mon fils a changé d'avis",
        "Mon mari a fait une photo",
        "Laissez tomber l'entreprise, elle ne répond jamais",
    ],
)
def test_the_family_mends_nothing_here(words: str) -> None:
    assert not types(said(words)) & {T.SELF_REPAIR, T.CLOSE_REPORT}


def test_a_repair_to_come_closes_only_when_that_is_said() -> None:
    assert T.CLOSE_REPORT not in types(said("J'irai le changer samedi, inutile d'envoyer le plombier"))
    assert T.CLOSE_REPORT in types(said("J'irai le changer samedi, vous pouvez clôturer"))


# --- strangers ---


def test_a_seller_reports_nothing() -> None:
    pitch = "Cafards, souris : nos techniciens interviennent partout. Devis gratuit, tarifs dégressifs."
    found = said(pitch, "unknown", channel="intake")
    assert (T.OUT_OF_SCOPE, {"topic": "advertising"}) in found
    assert T.REPORT_NEW not in types(found)


def test_a_seller_who_wants_to_be_called_is_one() -> None:
    pitch = (
        "Nous proposons aux syndics un contrat de dératisation à prix réduit. Un entretien téléphonique vous irait-il ?"
    )
    assert (T.OUT_OF_SCOPE, {"topic": "advertising"}) in said(pitch, "unknown", channel="intake")
    report = "Je vous propose un point téléphonique demain : la chaudière de Mme Perrin est en panne."
    found = said(report, "unknown", channel="intake")
    assert T.REPORT_NEW in types(found)
    assert T.OUT_OF_SCOPE not in types(found)


@every(
    "words",
    [
        "J'ai vu votre offre de devis gratuit. Il y a des cafards dans ma cuisine.",
        "Il y a des souris dans notre immeuble et nos voisins n'en peuvent plus",
    ],
)
def test_whoever_has_vermin_is_no_seller(words: str) -> None:
    assert T.REPORT_NEW in types(said(words, "unknown", channel="intake"))


def test_so_cold_a_home_is_a_fault() -> None:
    found = said("Il fait 12 degrés chez Mme Perrin", "unknown", channel="intake")
    assert (T.REPORT_NEW, "heating") in [(kind, values.get("category")) for kind, values in found]
    for words in ("Il fait 12 degrés dehors", "Il fait 12 degrés chez vous ?", "Il fait 19 degrés chez elle"):
        assert T.REPORT_NEW not in types(said(words, "unknown", channel="intake"))


# --- tenants, in passing ---


@every("words", ["Rien de réparé", "rien nest fini, il doit revenir", "Rien n'est réglé du tout"])
def test_nothing_is_repaired(words: str) -> None:
    assert T.CONTEST_WORKS in types(said(words, "tenant", asked=REPAIRED))


def test_what_was_tried_this_morning_is_told_of() -> None:
    assert T.CONFIRM_WORKS in types(said("J'ai essayé ce matin et c'est nickel", "tenant", asked=REPAIRED))
    assert T.CONFIRM_WORKS not in types(said("C'est bon pour ce matin", "tenant", asked=REPAIRED))
    assert T.CONFIRM_WORKS not in types(said("J'essaie ce matin et je vous dis", "tenant", asked=REPAIRED))


def test_the_ligature_of_an_egg_hides_no_gas() -> None:
    assert (T.URGENT_FLAG, {"reason": "gas"}) in said("ça sent l'œuf pourri près du compteur", "tenant")


def test_a_name_that_is_missing_moves_no_visit() -> None:
    words = "Sonnez chez Petit, mon nom n'est pas encore sur l'interphone."
    found = said(words, "tenant", state="planned", visit="2026-11-26")
    assert types(found) == {T.PROVIDE_INFO}
    found = said("La porte n'est plus ouverte après 18h", "tenant", state="planned", visit="2026-11-26")
    assert T.RESCHEDULE not in types(found)
    away = said("Je ne serai pas là, sonnez chez Petit", "tenant", state="planned", visit="2026-11-26")
    assert T.RESCHEDULE in types(away)


def test_the_new_code_stands_behind_a_little_word() -> None:
    found = said(
        "Le code de l'immeuble a changé la semaine dernière, c'est désormais 8B42 puis la cloche.",
        "tenant",
        state="planned",
        visit="2026-11-26",
    )
    assert (T.PROVIDE_INFO, "8B42") in [(kind, values.get("access_code")) for kind, values in found]


@every("words", ["J'habite au fond de la cour à gauche", "Seul le gardien a accès à la chaufferie"])
def test_where_the_door_is(words: str) -> None:
    assert (T.PROVIDE_INFO, "access") in [(kind, values.get("topic")) for kind, values in said(words, "tenant")]
    assert T.PROVIDE_INFO not in types(said("J'habite ici depuis dix ans", "tenant"))


def test_a_day_and_nobody() -> None:
    assert types(said("Lundi, personne.", "tenant", state="planned", visit="2026-11-23")) == {T.MISSED_VISIT}
    assert T.MISSED_VISIT not in types(said("Lundi, personne.", "tenant", state="planned", visit="2026-11-30"))
    assert T.OFFER_AVAILABILITY not in types(said("Jeudi, personne à la maison", "tenant"))


def test_what_matters_little_is_who_comes() -> None:
    assert T.OFFER_AVAILABILITY not in types(said("Lui ou un autre, peu importe, mais vite", "tenant"))
    assert T.OFFER_AVAILABILITY in types(said("Peu importe, je suis toujours là", "tenant"))


@every("words", ["J'oubliais, la sonnette ne marche plus.", "2e problème : la VMC ne tourne plus"])
def test_one_more_is_announced_before_it(words: str) -> None:
    assert T.REPORT_NEW in types(said(words, "tenant"))
    assert T.REPORT_NEW not in types(said("La sonnette ne marche plus.", "tenant"))
