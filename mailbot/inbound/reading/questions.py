"""What people ask: where things stand, or anything else, by its topic (READING, section 5, note c)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import question_words as table
from mailbot.inbound.reading.lexicon.visit_words import THEIR_PRESENCE
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lexicon.works_words import PAID
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.scope import is_out_of_scope
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_STATUS = Sayings(table.STATUS)
_WORKS_DONE = Sayings(table.WORKS_DONE)
_STATUS_ALL = Sayings(table.STATUS_ALL)
_NOT_STATUS = Sayings(table.NOT_STATUS)
_TOPICS = Tables(table.TOPICS)
_INDIRECT = Sayings(table.ASKS_INDIRECTLY)
_POLITE_ORDER = Sayings(table.POLITE_ORDER)
_RHETORICAL = Sayings(table.RHETORICAL)
_WHEN = Sayings(("quand|when|date|delai|jour|bientot|temps|long", "ou en"))
_MOST = 3


def read_questions(situation: Situation) -> Said:
    """Each question once; the one about progress has a type of its own."""
    if situation.role is Role.MANAGER:
        return NOTHING
    found: list[Intent] = []
    status = _status(situation)
    if status is not None:
        scope = "all" if _STATUS_ALL.find(situation.wording) is not None else "this"
        found.append(intent_of(IntentType.STATUS_QUESTION, status, scope=scope))
    topics: set[str] = set()
    for clause in situation.clauses:
        elsewhere = situation.role is not Role.PROVIDER and is_out_of_scope(clause)
        if clause is status or not _asks(clause) or elsewhere:
            continue
        topic = topic_of(clause) or _told_before(situation, clause)
        if topic is None and _is_about_progress(clause) and status is not None:
            continue
        if clause.start in _waits(situation, status) and topic not in _WAITED_FOR:
            continue  # « J'attends votre accord pour la porte, ça en est où ? »
        if not clause.is_question and topic is None:
            continue
        if topic in topics or len(topics) >= _MOST:
            continue
        presence = situation.role is Role.PROVIDER and _THEIR_PRESENCE.find(clause.wording) is not None
        real = presence or _is_real(clause)
        if topic is None and ((found and not _asks_what_to_do(found, clause)) or not real):
            continue
        topics.add(topic or "other")
        found.append(intent_of(IntentType.QUESTION, clause, topic=topic or "other"))
    topical = any(i.values.get("topic") not in (None, "other") for i in found)
    to_do = {c.start for c in situation.clauses if _asks_what_to_do(found, c)}
    return Said(tuple(i for i in found if not (topical and i.values.get("topic") == "other" and i.at not in to_do)))


_THEIR_PRESENCE = Sayings(THEIR_PRESENCE)


def _waits(situation: Situation, status: Clause | None) -> frozenset[int]:
    """Where the writer only says that he waits, in the sentence that asks how far things are."""
    if status is None:
        return frozenset()
    before = (c for c in situation.clauses if c.sentence == status.sentence and c.start < status.start)
    return frozenset(c.start for c in before if _WAITING.match(c.folded) is not None)


_WAITED_FOR = frozenset(("access_code", "phone"))
_WAITING = re.compile(r"(?:j'|je |on |nous |i'm |we're |i am |we are )(?:attend|waiting)")


def _asks_what_to_do(found: list[Intent], clause: Clause) -> bool:
    """« Combien de temps ? Et dois-je vider le placard ? »: what one must do oneself is a question of its own."""
    asked = any(intent.type is IntentType.QUESTION and intent.at < clause.start for intent in found)
    return asked and clause.is_question and _WHAT_TO_DO.match(clause.folded) is not None


_WHAT_TO_DO = re.compile(
    r"(?:(?:et|and|aussi|also|ou|or|puis|sinon|,)\s)*(?:est[- ]ce que )?(?:dois-je|devons-nous|doit-on|je dois|on doit"
    r"|nous devons|faut-il|(?:il )?faut que je|do (?:i|we) (?:need|have) to|should (?:i|we)|must (?:i|we))\b"
)


def _status(situation: Situation) -> Clause | None:
    if situation.role not in (Role.TENANT, Role.LANDLORD, Role.PROVIDER, Role.UNKNOWN):
        return None
    for clause in situation.clauses:
        if is_out_of_scope(clause) or _waits_for_the_occupant(situation, clause):
            continue
        not_yet = _is_not_done_yet(situation, clause)
        if _STATUS.find(_with_its_subject(situation, clause)) is None and not not_yet:
            if _asks_whether_done(situation, clause):
                return clause
            continue
        still = situation.role is not Role.PROVIDER and _STILL_WAITS.find(clause.wording) is not None
        if _NOT_STATUS.find(clause.wording) is not None and not (
            still or not_yet or (clause.is_question and _WHEN.find(clause.wording) and not is_conditional(clause))
        ):
            continue
        asks = (
            clause.is_question or _INDIRECT.find(clause.wording) is not None or _WAITS.find(clause.wording) is not None
        )
        if asks and (not_yet or topic_of(clause) in (None, "duration", "price") or _PLAINLY.find(clause.wording)):
            return clause
    return None


def _waits_for_the_occupant(situation: Situation, clause: Clause) -> bool:
    """« J'ai laissé un message au locataire, sans réponse »: a provider tells it, and asks us nothing."""
    if situation.role is not Role.PROVIDER or clause.is_question:
        return False
    near = [c for c in situation.clauses if c.sentence == clause.sentence]
    if any(not _OF_OURS.isdisjoint(c.wording.words) for c in near):
        return False  # « j'ai appelé la cliente mais toujours pas de réponse de votre part »
    return any(_CALLED_THE_OCCUPANT.find(c.wording) is not None for c in near)


_OF_OURS = frozenset(words("votre vos vous devis facture accord bailleur proprietaire agence your you quote invoice"))
_CALLED_THE_OCCUPANT = Sayings(table.CALLED_THE_OCCUPANT)
_STILL_WAITS = Sayings(
    (
        "attends|attend|attendons toujours|encore [votre|vos|le|la|l|les|un|une|des|mon|ma] devis|artisan|plombier"
        "|electricien|chauffagiste|serrurier|technicien|reparateur|entreprise|retour|reponse|nouvelles|rdv|rendez"
        "|piece|pieces|passage|visite|reparation|intervention|facture",
    )
)
"""« J'attends toujours le devis »; « j'attends votre retour » asks for nothing."""
_NOT_YET = Sayings(
    ("toujours|encore|still pas|not [ete|been] regle|resolu|repare|fait|fini|traite|fixed|sorted|repaired|done",)
)


def _is_not_done_yet(situation: Situation, clause: Clause) -> bool:
    """« C'est toujours pas réglé ou quoi »: asked, and no fault told."""
    if not clause.is_question or situation.role is Role.PROVIDER or topic_of(clause) == "price":
        return False
    return _NOT_YET.find(clause.wording) is not None and _OF_A_SUM.find(clause.wording) is None


_OF_A_SUM = Sayings(PAID)


def _with_its_subject(situation: Situation, clause: Clause) -> Wording:
    """« Le devis, vous l'avez reçu ? »: what it is about stands before the comma."""
    before = [c for c in situation.clauses if c.sentence == clause.sentence and c.start < clause.start][-1:]
    if not before or not clause.is_question or len(before[0].wording.tokens) > _A_NAME:
        return clause.wording
    return Wording(f"{before[0].wording.text} {clause.wording.text}")


_A_NAME = 4


def _asks_whether_done(situation: Situation, clause: Clause) -> bool:
    """« Il a été changé ou pas ? »; a year makes it a question about the equipment."""
    if situation.role is Role.PROVIDER or not clause.is_question or topic_of(clause) is not None:
        return False
    return _WORKS_DONE.find(clause.wording) is not None and _YEAR.search(clause.folded) is None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAINLY = Sayings(
    (
        "ou en est|etes|sommes|sont",
        "en est|etes|sommes ou",
        "pu|reussi|arrive ~ joindre|contacter|avoir",
        "any|some news|update|updates|progress",
        "^ [so|and|hi|hello] where are|do we|you|things|they [stand|at|on] [stand|up] with|on|at|$",
        "des nouvelles",
        "du nouveau",
        "ca|sa|cela donne|dit quoi",
    )
)
_WAITS = Sayings(
    (
        "toujours|encore|tjs|still rien|pas|personne|aucune|aucun|nothing|no|waiting|not",
        "sans|aucune|pas|plus|no ~ nouvelle*|reponse|retour|news|update|reply|answer",
        "attends|attend|attendons|waiting|relance|relancer",
        "un|faire point",
        "serait|sera|seraient ~ utile|utiles|bienvenu|bienvenue|apprecie",
        "apprecierais|apprecierions|appreciated",
        "des nouvelles",
        "any|some news|update",
        "nouvelles svp|stp|$",
        "dossier|ou en",
        "heard nothing",
        "merci de ~ tenir|dire|informer",
        "svp|please",
        "ca|sa|cela donne|dit quoi",
        "ca|sa|cela en est ou",
        "voudrais|aimerais|souhaite|souhaiterais|souhaiterions|aimerions [bien] avoir|recevoir|obtenir",
        "pouvez|pourriez|merci [vous|de|d] [me|nous] dresser|faire|envoyer|donner|etablir|adresser|transmettre",
    )
)


def topic_of(clause: Clause) -> str | None:
    """What a question is about; None when no word of the tables tells."""
    return _TOPICS.first(clause.wording)


def _told_before(situation: Situation, clause: Clause) -> str | None:
    """« Le code a été changé, pouvez-vous me donner le nouveau ? »: what it is about stands before it."""
    if not clause.is_question:
        return None
    # « Le code 1207B ne marche pas. C'est quoi le bon ? »: what is asked for by no name of its own.
    since = clause.sentence - (1 if _THE_RIGHT_ONE.search(clause.folded) is not None else 0)
    before = [c for c in situation.clauses if since <= c.sentence and c.start < clause.start]
    return next((topic for c in before if (topic := topic_of(c)) == "access_code"), None)


_THE_RIGHT_ONE = re.compile(
    r"\b(?:quoi|lequel|quel est|avez|auriez|donner?|envoyer|redonner|what(?:'s| is)|have|give|send)\b[^?]{0,30}"
    r"\b(?:le|la|the) (?:bon(?:ne)?|nouveau|nouvelle|vrai|right one|new one)(?= ?(?:\W|$|svp\b|stp\b))"
)


def _asks(clause: Clause) -> bool:
    if _RHETORICAL.find(clause.wording) is not None:
        return False
    ordered = _POLITE_ORDER.find(clause.wording) is not None and _MAY_I.find(clause.wording) is None
    if ordered and topic_of(clause) is None:
        return False
    return clause.is_question or _INDIRECT.find(clause.wording) is not None or _names_its_wish(clause)


def _names_its_wish(clause: Clause) -> bool:
    """« Et le tel de la locataire svp »: the thing wanted, a « please », and no verb."""
    return _THING_PLEASE.fullmatch(clause.folded.strip(" .!…")) is not None


_THING_PLEASE = re.compile(
    r"(?:(?:bonjour|bonsoir|bjr|et|aussi|puis|ainsi que),? ){0,2}(?:le|la|l'|les|un|son|leur|votre|the) ?"
    r"(?:bon |nouveau )?"
    r"(?:codes?|digicode|numero|num|tel|telephone|portable|mail|adresse|etage|coordonnees|address|phone number)"
    r"(?: exacte?)?(?: (?:d'|du |de la |de l'|des |de |d )(?:(?:mme|mr?|madame|monsieur)\.? )?\w{1,20}){0,3}"
    r",? (?:svp|stp|s'il vous plait|please|pls)"
)


_MAY_I = Sayings(("je|on peux|peut|pourrais|pourrait|puis", "can|could|may i|we"))
"""« Est-ce que je peux faire venir mon plombier ? » orders nothing."""


def _is_about_progress(clause: Clause) -> bool:
    return _WHEN.find(clause.wording) is not None or _STATUS.find(clause.wording) is not None


_ASKING = frozenset(
    words(
        "qui que quoi quel quelle quels quelles comment pourquoi combien est peut puis dois doit faut sont avez avons"
        " peux pouvez aurait auriez what who where how why which are do does can could should may would will quand ou"
        " t quid ai has have is did whose ?"
    )
)


def _is_real(clause: Clause) -> bool:
    """« ??? » and « pardon ? » ask nothing that could be answered; « le prix inclut-il la pose ? » does."""
    if len(clause.wording.tokens) < 2:
        return False
    if not _ASKING.isdisjoint(clause.wording.words) or _TURNED_ROUND.search(clause.folded) is not None:
        return True
    return _IS_THERE.search(clause.folded) is not None


_IS_THERE = re.compile(
    r"\by a(?:vait|ura|urait)? (?!moyen|pas moyen|un souci|un probleme|quoi)\w"
    r"|\b(?:a|ont|aura|possede|dispose) (?:un|une|des|d'un)\b|^any \w"
    r"|^(?:et |mais )?c'est (?:bien |vraiment |quand meme )?(?:compris|inclus|gratuit|payant|obligatoire|legal)\b"
)
"""« Il y a un ascenseur ? », « l'immeuble a une cave ? »"""
_TURNED_ROUND = re.compile(r"\w-(?:t-)?(?:ils?|elles?|on|vous|tu|nous|je|ce)\b")
