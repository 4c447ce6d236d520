"""What owners write about a quote, in many ways, and what resembles it and must not count."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from mailbot.inbound.reading.intents import understand
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import (
    Asked,
    DigestItem,
    KnownOrder,
    KnownReport,
    OfferedQuote,
    OrderState,
    Question,
    Standpoint,
)
from mailbot.vocabulary import Channel, ReportStatus, Role
from tests.cases import every

T = IntentType
OF_OTHER_RULES = frozenset({T.COMMENT, T.THANKS, T.QUESTION, T.PROVIDE_INFO, T.COMPLAINT, T.OUT_OF_SCOPE})
"""Read by rules that have tests of their own: here only what an owner decides and answers."""
PEOPLE = {
    Role.TENANT: "Nadia Belkacem",
    Role.LANDLORD: "Bernard Vasseur",
    Role.PROVIDER: "Plomberie Durand",
    Role.MANAGER: "Sophie Lambert",
}
DURAND = OfferedQuote(Decimal("285.00"), "Plomberie Durand")
TWO = (
    OfferedQuote(Decimal("1240.00"), "Chauffage Morel", "A"),
    OfferedQuote(Decimal("985.60"), "Thermo Rhône", "B"),
)


def bernard(
    *quotes: OfferedQuote, question: Question | None = None, closed: bool = False, text: str = ""
) -> Standpoint:
    """Bernard on a Tuesday, before these quotes or this question, or before none."""
    question = Question.APPROVE_QUOTE if quotes else question
    asked = None if question is None else Asked(question, quotes=quotes, text=text)
    return Standpoint(
        received=datetime.fromisoformat("2026-11-24T10:00:00+01:00"),
        role=Role.LANDLORD,
        channel=Channel.PRIVATE,
        sender_name="Bernard Vasseur",
        people=PEOPLE,
        report=KnownReport(ReportStatus.CLOSED if closed else ReportStatus.IN_PROGRESS),
        work_order=KnownOrder(OrderState.QUOTE_SUBMITTED),
        asked=asked,
        quote_threshold=Decimal("150.00"),
    )


def said(words: str, standpoint: Standpoint) -> tuple[list[dict[str, Any]], Ask | None]:
    """What was decided or answered."""
    intents, ask = understand(Situation(words, standpoint, language=language_of(words)))
    return [intent.to_json() for intent in intents if intent.type not in OF_OTHER_RULES], ask


def types(words: str, standpoint: Standpoint) -> tuple[set[str], Ask | None]:
    intents, ask = said(words, standpoint)
    return {intent["type"] for intent in intents}, ask


ONE_QUOTE = bernard(DURAND)
TWO_QUOTES = bernard(*TWO)
UNASKED = bernard()


# --- One quote ------------------------------------------------------------------------------------------------------


@every(
    "words",
    [
        "Oui",
        "ok",
        "👍",
        "Ok merci",
        "C'est bon pour moi.",
        "Bon pour accord.",
        "That works for us",
        "It's a deal from me",
        "This is perfect, go ahead",
        "Parfait Madame Lambert, merci",
        "Super Sophie",
        "Super ce tarif",
        "Bon pour accord. Renvoyez-moi le devis contresigné.",
        "I accept the quote. Please send me the signed quote.",
        "Je valide la formule à 285 €",
        "Je prends acte et j'accepte le devis",
        "Bon pour accord\nBernard Vasseur",
        "Bonjour, je valide le devis de Durand. Cordialement",
        "Vous avez mon feu vert.",
        "Je vous donne mon accord pour 285 €.",
        "Accord donné, merci de lancer les travaux.",
        "Accepté.",
        "Devis validé, vous pouvez engager les travaux",
        "Pas d'objection.",
        "Aucune objection de ma part, allez-y",
        "Je n'ai pas le choix, faites.",
        "Faites le nécessaire.",
        "Faites faire les travaux svp",
        "Bonjour Madame, c'est entendu, vous pouvez commander.",
        "Qu'il répare, on ne va pas y passer l'hiver.",
        "Très bien pour moi, qu'il intervienne au plus vite !",
        "ça me va",
        "Ca marche pour le devis",
        "Entendu pour 285 euros",
        "Parfait, lancez.",
        "c'est ok pr moi",
        "dac",
        "Je suis d'accord avec ce devis.",
        "Nous sommes d'accord, ma femme et moi.",
        "Oui bien sûr, il faut réparer, allez-y.",
        "C'est cher mais bon, d'accord.",
        "Ok, mais c'est la dernière fois que je paie pour ce robinet.",
        "Oui, si possible avant vendredi.",
        "Je signe.",
        "Validé par retour de mail",
        "Accepté par le propriétaire",
        "Validé par M. Vasseur",
        "Je valide uniquement le devis de Durand",
        "Je valide, qu'il y ait une garantie ou pas",
        "Ok, only on Thursday please",
        "Par la présente, accepté",
        "Accepté par mon épouse et moi",
        "Accepté par ma sœur, et je valide aussi",
        "Je ne suis pas contre, lancez les travaux",
        "Approved by my husband and me",
        "Aucune opposition de notre côté",
        "Nous acceptons la proposition de Plomberie Durand",
        "Procédez aux réparations.",
        "Pas de problème, engagez la dépense.",
        "J'approuve.",
        "ok pour les 285€ ttc",
        "Yes please go ahead",
        "Approved.",
        "That's fine by me, please proceed.",
        "OK with me",
        "I'm happy to pay that, go ahead",
        "Please get it done.",
        "You have my approval for 285 euros.",
        "Sure, no problem.",
        "Sounds good, book him in",
        "Fine, let him do the job.",
    ],
)
def test_a_yes_to_the_one_quote(words: str) -> None:
    intents, ask = said(words, ONE_QUOTE)
    assert [(i["type"], i["amount_incl_tax"]) for i in intents] == [("approve_quote", "285.00")]
    assert ask is None


@every(
    "words",
    [
        "Non",
        "Non merci",
        "Je refuse ce devis.",
        "Trop cher, c'est non.",
        "C'est beaucoup trop cher !",
        "Pas d'accord.",
        "Je ne suis pas d'accord avec ce montant.",
        "Vous n'avez pas mon accord.",
        "Ce n'est pas notre accord, nous ne paierons pas.",
        "Hors de question.",
        "Il n'en est pas question",
        "Je ne donnerai pas suite.",
        "Je ne valide pas.",
        "Devis refusé",
        "je dis non à 285 euros pour un joint",
        "Désolé mais je ne souhaite pas faire ces travaux.",
        "Je décline cette proposition.",
        "Refus catégorique de ma part.",
        "N'engagez rien, je suis contre.",
        "Ne faites pas ces travaux.",
        "Je m'oppose à ce devis.",
        "C'est du vol, je ne paierai pas ça.",
        "A ce prix-là c'est non",
        "Laissez tomber.",
        "Négatif.",
        "pas question que je paye ça",
        "Bien sûr que non",
        "👎",
        "Avis défavorable.",
        "Je préfère ne pas donner suite à ce devis, merci.",
        "No.",
        "No, that's way too expensive",
        "I don't approve this.",
        "Not approved.",
        "I can't agree to that price.",
        "We decline the quote.",
        "I'm not paying 285 euros for that.",
        "I would rather not go ahead with this.",
        "Please do not proceed.",
    ],
)
def test_a_no_to_the_one_quote(words: str) -> None:
    found, ask = types(words, ONE_QUOTE)
    assert found == {"refuse_quote"}
    assert ask is None


@every(
    ("words", "most"),
    [
        ("OK si moins de 250 €", "250.00"),
        ("D'accord jusqu'à 250 euros.", "250.00"),
        ("Oui à condition que ça ne dépasse pas 300", "300.00"),
        ("Entendu dans la limite de 300 € TTC", "300.00"),
        ("Je donne mon accord pour 250 € maximum", "250.00"),
        ("250 max, pas plus", "250.00"),
        ("Je veux bien si le prix descend à 250 €", "250.00"),
        ("OK up to 250 euros", "250.00"),
        ("Fine as long as it stays under 300", "300.00"),
        ("s'il fait un geste, c'est oui", None),
        ("Oui à condition que la pièce soit garantie.", None),
        ("D'accord sous réserve qu'il intervienne cette semaine.", None),
        ("Ok à la condition expresse qu'il me fournisse une attestation d'assurance", None),
        ("Accord uniquement si la main-d'œuvre est comprise", None),
        ("Je valide pourvu que la locataire paye la moitié.", None),
        ("Oui, mais seulement s'il baisse son prix.", None),
        ("Je suis prêt à accepter si vous obtenez une remise.", None),
        ("Yes, provided that he guarantees the part for two years.", None),
        ("I agree if the work is done this week.", None),
        ("OK, on condition that VAT is 10 %.", None),
        ("Only if the tenant pays half", None),
        ("Lancez les travaux après accord du syndic", None),
        ("Approved once my lawyer agrees", None),
    ],
)
def test_a_yes_under_a_condition(words: str, most: str | None) -> None:
    intents, ask = said(words, ONE_QUOTE)
    assert [(i["type"], i.get("max_incl_tax")) for i in intents] == [("conditional_approval", most)]
    assert ask is None


@every(
    "words",
    [
        "Demandez un autre devis.",
        "Je voudrais un second devis pour comparer.",
        "Pouvez-vous faire chiffrer par une autre entreprise ?",
        "Avez-vous consulté un autre plombier ? Je souhaite une deuxième offre.",
        "Merci de solliciter un deuxième prestataire.",
        "Faites jouer la concurrence svp",
        "Il me faut au moins deux devis avant de décider.",
        "J'aimerais comparer avec un concurrent.",
        "Trouvez moins cher.",
        "Trouvez-moi quelqu'un de moins cher",
        "Essayez d'obtenir une meilleure offre ailleurs.",
        "Voyez avec une autre boîte.",
        "Un devis comparatif serait le bienvenu",
        "Get me another quote please.",
        "I'd like a second opinion first.",
        "Could you get a quote from somebody else?",
        "Please shop around a bit.",
        "Can we have a comparison with another company?",
    ],
)
def test_another_quote_alone_refuses_nothing(words: str) -> None:
    assert types(words, ONE_QUOTE) == ({"ask_other_quote"}, None)


@every(
    "words",
    [
        "Non, trop cher. Demandez un autre devis.",
        "Je refuse, faites faire un second devis.",
        "Pas à ce prix. Trouvez une autre entreprise.",
        "No, too expensive, get me another quote.",
        "C'est non : faites jouer la concurrence.",
        "Devis refusé, merci d'en demander un autre",
    ],
)
def test_a_no_with_another_quote_says_both(words: str) -> None:
    assert types(words, ONE_QUOTE) == ({"refuse_quote", "ask_other_quote"}, None)


@every(
    "words",
    [
        "Je réfléchis et je vous redis.",
        "Je regarde ça ce week-end.",
        "Accordez-moi un délai de quelques jours.",
        "J'en parle à ma femme et je reviens vers vous.",
        "Laissez-moi jusqu'à vendredi.",
        "Bien reçu, réponse demain.",
        "Je dois en discuter avec mon frère, nous sommes en indivision.",
        "Je vous réponds lundi",
        "Pas le temps aujourd'hui, je vous dis ça demain.",
        "J'ai besoin d'y réfléchir",
        "Je transmets à mon associé et vous tiens au courant.",
        "Bonjour, je suis en déplacement, je vous donne ma réponse jeudi.",
        "Je consulte mon comptable avant de vous donner mon accord.",
        "Let me think about it.",
        "I'll get back to you tomorrow.",
        "I need to talk to my wife first.",
        "Give me a couple of days please.",
    ],
)
def test_later_is_clear_and_decides_nothing(words: str) -> None:
    assert types(words, ONE_QUOTE) == (set(), None)


@every(
    "words",
    [
        "C'est cher.",
        "Faites au mieux.",
        "Je vous laisse juge.",
        "Hmm, 285 euros tout de même...",
        "Comme vous voulez",
        "Accord pour 258 €",
        "Ok pour 385 euros",
        "It's a lot of money.",
        "Up to you.",
        "Approved for 258 euros",
        "bof",
        "Validé par mon épouse",
        "C'est accepté par le conseil syndical",
        "Ok pour mon associé",
        "My husband approved the quote",
        "Refusé par mon frère",
        "Accepté par Belkacem",
        "Je n'ai rien contre ce devis",
        "Nous ne sommes pas opposés aux travaux",
        "Je ne m'oppose pas",
        "I am not opposed to it",
        "We have nothing against it",
        "Je ne dirais pas non",
        "Ok uniquement pour le joint",
        "Je valide la fourniture seulement",
        "D'accord pour l'option C",
        "I approve option A only",
        "Fine, for the tap only",
        "That suits the plumber, not me",
        "This suits nobody here",
        "That works out dear",
        "That works for Durand",
        "That is good money for a washer",
        "This will do no good",
        "It's a yes, in principle",
        "It's a go once I have read it",
        "It's a deal for the plumber",
        "Ok, envoyez-moi le devis signé",
        "Super cette facture",
    ],
)
def test_a_decision_that_cannot_be_told_is_asked_again(words: str) -> None:
    assert types(words, ONE_QUOTE) == (set(), Ask.APPROVE_OR_REFUSE)


@every(
    "words",
    [
        "D'accord pour en parler.",
        "Merci",
        "Merci pour le devis.",
        "Bien reçu votre devis.",
        "J'attends l'accord de mon assurance.",
        "Qui a donné son accord pour faire venir ce plombier ?",
        "Est-ce que la garantie couvre la pièce ?",
        "Pourquoi est-ce si cher ?",
        "Avant de valider, je veux voir les photos.",
        "Il n'est pas exclu que j'accepte.",
        "Si j'accepte, quand viendra-t-il ?",
        "Puis-je valider par téléphone ?",
        "La locataire est d'accord pour mardi.",
        "M. Durand m'a dit que vous aviez validé.",
        "Do I have to approve this in writing?",
        "My brother says yes but I have not decided.",
        "Je serai d'accord quand j'aurai vu les photos.",
        "Accord de principe, je confirme demain.",
        "D'accord pour que le plombier passe mardi faire un diagnostic.",
        "Ok pour mardi",
        "merci c'est noté",
        "Ça me semble cher.",
        "Sans mon accord vous ne faites rien.",
        "Ne lancez pas les travaux avant mon retour.",
        "Ne refusez pas le devis, je réfléchis.",
        "I agree in principle but let me check with my wife.",
        "Je ne suis pas contre, mais attendons la fin du mois.",
        "On accepte ou pas",
        "Alors on refuse, ou pas",
        "Accept it or not",
    ],
)
def test_what_is_no_decision_decides_nothing(words: str) -> None:
    found, _ = types(words, ONE_QUOTE)
    assert not found & {"approve_quote", "refuse_quote", "conditional_approval", "close_report", "ask_other_quote"}


@every(
    "words",
    [
        "Ok. Deux doubles de clés si possible.",
        "D'accord, qu'il prévienne la locataire avant de passer.",
        "Je valide, merci de demander les clés à la gardienne si besoin.",
        "Approved. Two spare keys would be nice if possible.",
        "Oui allez-y, et n'hésitez pas si vous avez besoin de moi.",
        "Accord pour le devis, il vous reste à prévenir Mme Belkacem s'il vous plaît.",
    ],
)
def test_a_wish_is_no_condition(words: str) -> None:
    found, ask = types(words, ONE_QUOTE)
    assert found == {"approve_quote"}
    assert ask is None


# --- Several quotes -------------------------------------------------------------------------------------------------


@every(
    ("words", "label"),
    [
        ("Le B", "B"),
        ("b", "B"),
        ("ok pour le B", "B"),
        ("Devis A accepté.", "A"),
        ("Je prends l'option B svp", "B"),
        ("Le moins cher.", "B"),
        ("On prend le moins cher des deux", "B"),
        ("Le plus économique me convient.", "B"),
        ("Je choisis Thermo Rhône.", "B"),
        ("Morel, je le connais.", "A"),
        ("Va pour le second", "B"),
        ("Le premier, merci", "A"),
        ("D'accord pour 985,60 €", "B"),
        ("Celui à 1240 euros.", "A"),
        ("Non au A, oui au B.", "B"),
        ("Je refuse le A et j'accepte le B", "B"),
        ("A refusé, B validé", "B"),
        ("le plus cher, il a l'air sérieux", "A"),
        ("Quote B please.", "B"),
        ("Let's go with Thermo Rhône", "B"),
        ("The cheaper one please", "B"),
        ("I'd go for the first one.", "A"),
        ("The lowest one is fine", "B"),
        ("option A, go ahead", "A"),
        ("Ok pour le A uniquement", "A"),
        ("B only please", "B"),
        ("ok for option B only", "B"),
    ],
)
def test_the_quote_that_is_singled_out(words: str, label: str) -> None:
    intents, ask = said(words, TWO_QUOTES)
    assert [(i["type"], i.get("label")) for i in intents] == [("approve_quote", label)]
    assert ask is None


@every(
    "words",
    [
        "ok",
        "👍",
        "Oui",
        "D'accord",
        "Je valide.",
        "Bon pour accord",
        "Les deux me conviennent",
        "Parfait, allez-y",
        "Approved",
        "Yes, go ahead.",
    ],
)
def test_a_yes_never_picks_among_two(words: str) -> None:
    assert types(words, TWO_QUOTES) == (set(), Ask.WHICH_QUOTE)


@every("words", ["Refusé par ma femme, le A", "Rejected by my son, B", "Pas Morel", "Pas le A, trop cher", "pas le B"])
def test_one_that_is_out_leaves_the_choice_open(words: str) -> None:
    assert types(words, TWO_QUOTES) == (set(), Ask.WHICH_QUOTE)


@every("words", ["Le B a l'air bien", "J'hésite entre les deux", "À mon avis le B est mieux"])
def test_an_opinion_is_no_choice(words: str) -> None:
    assert "approve_quote" not in types(words, TWO_QUOTES)[0]


@every(
    "words",
    [
        "Non",
        "Aucun des deux.",
        "Ni l'un ni l'autre.",
        "Je refuse les deux devis",
        "Les deux sont trop chers, c'est non.",
        "Neither of them.",
        "None of these",
    ],
)
def test_a_no_to_all_of_them(words: str) -> None:
    assert types(words, TWO_QUOTES) == ({"refuse_quote"}, None)


@every(
    ("words", "most"),
    [
        ("Le B si la garantie est de deux ans", None),
        ("Ok pour Thermo Rhône à condition qu'ils viennent avant Noël", None),
        ("Morel s'il descend à 1000 €", "1000.00"),
        ("Le A, mais pas au-delà de 1100 euros", "1100.00"),
    ],
)
def test_one_of_two_under_a_condition(words: str, most: str | None) -> None:
    intents, ask = said(words, TWO_QUOTES)
    assert [(i["type"], i.get("max_incl_tax")) for i in intents] == [("conditional_approval", most)]
    assert ask is None


# --- Without a question ---------------------------------------------------------------------------------------------


@every(
    "words",
    ["Bon pour accord", "Devis accepté.", "Je valide le devis", "J'accepte le devis de Durand", "Ok pour le devis."],
)
def test_words_that_name_the_quote_decide_unasked(words: str) -> None:
    assert types(words, UNASKED) == ({"approve_quote"}, None)


@every(
    "words",
    [
        "ok",
        "Oui",
        "D'accord",
        "Très bien, merci",
        "J'attends le devis.",
        "Quand aurai-je le devis ?",
        "Envoyez-moi le devis pour accord.",
        "Le devis est-il accepté ?",
        "Ne faites rien sans devis.",
    ],
)
def test_without_a_question_a_yes_is_a_remark(words: str) -> None:
    found, _ = types(words, UNASKED)
    assert "approve_quote" not in found
    assert "refuse_quote" not in found


# --- Yes or no ------------------------------------------------------------------------------------------------------

CONFIRM_READING = bernard(question=Question.CONFIRM_READING, text="un accord pour 285,00 € TTC")
WAS_IT_YOU = bernard(question=Question.WAS_IT_YOU)
SAME_OR_NEW = bernard(question=Question.SAME_OR_NEW, closed=True)


@every("standpoint", [CONFIRM_READING, WAS_IT_YOU])
@every(
    "words",
    [
        "Oui",
        "ok",
        "👍",
        "ok merci",
        "Oui tout à fait",
        "Exact.",
        "Je confirme",
        "C'est bien ça",
        "c'est ça",
        "Oui c'est bien moi",
        "Affirmatif",
        "Absolument, merci.",
        "yes",
        "Yes, that's right.",
        "Correct.",
        "I confirm",
    ],
)
def test_a_yes_to_a_question_of_ours(words: str, standpoint: Standpoint) -> None:
    assert said(words, standpoint) == ([{"type": "answer", "value": "yes"}], None)


@every("standpoint", [CONFIRM_READING, WAS_IT_YOU])
@every(
    "words",
    [
        "Non",
        "Non, pas du tout.",
        "Ce n'est pas ça",
        "Absolument pas",
        "Je n'ai jamais écrit ça",
        "C'est une erreur.",
        "no",
        "No, I never said that.",
        "That's not right",
        "nope",
    ],
)
def test_a_no_to_a_question_of_ours(words: str, standpoint: Standpoint) -> None:
    assert said(words, standpoint) == ([{"type": "answer", "value": "no"}], None)


@every("standpoint", [CONFIRM_READING, WAS_IT_YOU])
@every("words", ["Merci", "Pardon ?", "De quoi s'agit-il ?", "Je ne sais pas", "Peut-être", "I'm not sure"])
def test_what_answers_no_question_of_ours(words: str, standpoint: Standpoint) -> None:
    intents, _ = said(words, standpoint)
    assert all(intent["type"] not in ("answer", "approve_quote", "close_report") for intent in intents)


@every(
    ("words", "value"),
    [
        ("C'est le même problème", "same"),
        ("la même fuite, elle recommence", "same"),
        ("le même", "same"),
        ("Pareil que la dernière fois", "same"),
        ("Oui, c'est toujours le même souci", "same"),
        ("Same one", "same"),
        ("It's the same leak again.", "same"),
        ("C'est reparti comme avant", "same"),
        ("Non, un autre problème", "new"),
        ("Autre chose.", "new"),
        ("Rien à voir avec le premier", "new"),
        ("C'est nouveau", "new"),
        ("Ce n'est pas le même robinet", "new"),
        ("Something else", "new"),
        ("It's a different problem.", "new"),
        ("non, cette fois c'est le volet", "new"),
    ],
)
def test_the_same_fault_or_another_one(words: str, value: str) -> None:
    intents, ask = said(words, SAME_OR_NEW)
    assert [i["value"] for i in intents if i["type"] == "answer"] == [value]
    assert ask is None


@every("words", ["Oui", "ok", "Merci", "Je ne sais pas si c'est le même", "Comment ça ?"])
def test_neither_the_same_nor_another(words: str) -> None:
    assert "answer" not in types(words, SAME_OR_NEW)[0]


# --- The daily summary ----------------------------------------------------------------------------------------------

SUMMARY = Standpoint(
    received=datetime.fromisoformat("2026-11-24T10:00:00+01:00"),
    role=Role.LANDLORD,
    channel=Channel.DIGEST,
    sender_name="Bernard Vasseur",
    digest_items=(
        DigestItem("A1", "approve_quote", "Devis chauffe-eau, T2 Lilas 3e gauche", "SIG-1201"),
        DigestItem("A2", "approve_quote", "Devis serrure, T2 Fabriques 1er", "SIG-1207"),
    ),
)


@every(
    ("words", "found"),
    [
        ("A1 ok", [("approve_quote", "A1")]),
        ("A1 oui, A2 non", [("approve_quote", "A1"), ("refuse_quote", "A2")]),
        ("Oui pour A1 et A2", [("approve_quote", "A1"), ("approve_quote", "A2")]),
        ("Je valide le devis du chauffe-eau", [("approve_quote", "A1")]),
        ("La serrure : trop cher, je refuse", [("refuse_quote", "A2")]),
        ("SIG-1207 d'accord", [("approve_quote", "A2")]),
        ("Ok pour le premier, pas pour le second", [("approve_quote", "A1"), ("refuse_quote", "A2")]),
        ("tout est ok", [("approve_quote", "A1"), ("approve_quote", "A2")]),
        ("A2 demandez un autre devis", [("ask_other_quote", "A2")]),
        ("A1 si moins de 400 €", [("conditional_approval", "A1")]),
        ("A1: approved\nA2: no", [("approve_quote", "A1"), ("refuse_quote", "A2")]),
    ],
)
def test_an_answer_to_the_summary(words: str, found: list[tuple[str, str]]) -> None:
    intents, ask = said(words, SUMMARY)
    assert [(i["type"], i["item"]) for i in intents] == found
    assert ask is None


@every("words", ["A1 à rejeter ou pas ?", "A1 à rejeter ou pas", "A1 on accepte ou non", "A1 refusé, ou pas ?"])
def test_a_line_of_the_summary_that_is_wondered_about_decides_nothing(words: str) -> None:
    assert types(words, SUMMARY)[0].isdisjoint({"approve_quote", "refuse_quote"})


@every("words", ["ok pour le devis", "Je valide", "oui", "trop cher", "👍", "approved"])
def test_an_answer_that_names_no_line(words: str) -> None:
    assert types(words, SUMMARY) == (set(), Ask.WHICH_REPORT)
