"""« Est-ce bien réparé ? »: works confirmed or contested, and the question when only half of it is said."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.closing_wishes import EXCEPT, closing_wish, senses_told
from mailbot.inbound.reading.dangers import COLD, danger_in
from mailbot.inbound.reading.faults import is_over, names_a_device, names_another_matter, tells_a_fault
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY, YES_WORDS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.reopenings import ONE_MORE, after_the_works, on_closed
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import (
    NOT_UNSETTLED,
    PARTLY,
    Sense,
    is_of_a_day_ahead,
    is_unsure,
    says_it_works,
    sense_of,
)
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import (
    answers_later,
    is_conditional,
    is_fact,
    is_half_a_yes,
    is_half_said,
    is_intermittent,
    is_later,
)
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_VISIT = Sayings(table.VISIT_ONLY)
_OBJECT = Sayings(table.SAID_OF_THE_SAME)


def read_works(situation: Situation) -> Said:
    """The intents about the end of the matter, and the question when only half of it is said."""
    senses = senses_told(situation)
    if situation.standpoint.is_closed and situation.role is not Role.PROVIDER:
        return on_closed(situation, senses)
    asked = situation.asks(Question.CONFIRM_WORKS) and situation.role in (Role.TENANT, Role.MANAGER)
    said = _on_works(situation, senses) if asked else after_the_works(situation)
    found = list(said.intents)
    contested = any(intent.type is IntentType.CONTEST_WORKS for intent in found)
    closing = closing_wish(situation, senses, asked=asked)
    if closing is not None and not contested:
        found.append(closing)
        # « vous pouvez clôturer » alone, after « est-ce réparé ? », says nothing of the repair but leaves nothing open.
        return Said(tuple(found), None)
    return Said(tuple(found), said.ask)


_OF_ELSE = Sayings(table.YES_TO_ELSE)


def _is_of_the_works(situation: Situation) -> bool:
    """« Ok pour vendredi », « oui bonjour, c'est au sujet de la facture » are no yes to « est-ce réparé ? »."""
    yes = situation.assent.yes
    if yes is None or situation.assent.bare:
        return yes is not None
    near = [c for c in situation.statements if c.sentence == yes.sentence]
    ahead = any(is_of_a_day_ahead(situation, c) for c in near)
    if not _says_yes_outright(situation) and any(_is_a_fault_beside(c) for c in near if c is not yes):
        return False  # « Nickel, on a troqué une fuite contre deux »
    if any(is_intermittent(c) or is_half_said(c) or PARTLY.find(c.wording) is not None for c in near):
        return False
    if is_conditional(yes) or (tells_a_fault(yes) and sense_of(yes) is not Sense.SETTLED and not _is_mended(yes)):
        return False  # « yes if you call that a repair », « oui il a cassé l'étagère »
    return not ahead and not any(_OF_ELSE.find(c.wording) for c in near)


def _says_yes_outright(situation: Situation) -> bool:
    """« Oui », « ok », and no « super », which may be meant otherwise."""
    yes = situation.assent.yes
    return yes is not None and not _OUTRIGHT.isdisjoint(yes.wording.words)


_OUTRIGHT = frozenset(words("oui ouais yes yep ok okay d'accord"))


def _is_a_fault_beside(clause: Clause) -> bool:
    if clause.turns or clause.is_question:
        return False
    fault = tells_a_fault(clause) and sense_of(clause) is not Sense.SETTLED
    return _is_harm(clause) or (fault and not _is_mended(clause))


def _is_harm(clause: Clause) -> bool:
    """« C'est toute la cuisine qui est inondée »: worse than what was to be mended."""
    if clause.turns or not is_fact(clause) or is_over(clause) or NOT_UNSETTLED.find(clause.wording) is not None:
        return False
    return danger_in(clause) is not None


def _is_cold(clause: Clause) -> bool:
    """« Nous n'avons que 15 degrés dans les chambres »."""
    if not is_fact(clause) or COLD.search(clause.folded) is None:
        return False
    return not _ONLY_SO_WARM.isdisjoint(clause.wording.words) and _OUTDOORS.isdisjoint(clause.wording.words)


_ONLY_SO_WARM = frozenset(words("que qu peine plafonne plafonnons depasse seulement toujours encore only still barely"))
_OUTDOORS = frozenset(words("dehors exterieur jardin outside nuit frigo frigidaire refrigerateur fridge"))


def _is_mended(yes: Clause) -> bool:
    """« Oui il a changé la pièce cassée », "yes the leak stopped"."""
    return _ALL_THE_SAME.find(yes.wording) is not None and _HARM_DONE.find(yes.wording) is None


_ALL_THE_SAME = Sayings(table.YES_ALL_THE_SAME)
_HARM_DONE = Sayings(table.HARM_DONE)


def _on_works(situation: Situation, senses: dict[Sense, list[Clause]]) -> Said:
    """« Est-ce bien réparé ? » was asked."""
    told = situation.told.senses
    unsettled = senses.get(Sense.UNSETTLED, [])
    working = [c for c in situation.statements if says_it_works(c)] if unsettled else []
    trouble = [c for c in unsettled if not _is_another_matter(situation, c, senses, working)]
    kept_open = Sense.DO_NOT_CLOSE in senses or situation.assent.no is not None
    if senses.get(Sense.SETTLED):
        trouble = [c for c in trouble if not _is_called_normal(situation, c)]
    trouble = trouble or [c for c in situation.statements if _still_does(c, after_a_no=kept_open)]
    if not (trouble or senses or working or _says_yes_outright(situation)):
        trouble = [c for c in situation.statements if _is_harm(c) or _is_cold(c)]
    if trouble and all(_is_doubtful(c, senses.get(Sense.SETTLED, [])) for c in trouble):
        return Said((), Ask.IS_IT_REPAIRED)
    if trouble or (not senses and Tongue.UNSETTLED in told):
        said = {token for clause in situation.clauses for token in clause.wording.tokens}
        bare = Ask.WHAT_IS_WRONG if said <= _NO_DETAIL | _STILL_NOT | situation.names else None
        return Said((intent_of(IntentType.CONTEST_WORKS, trouble[0] if trouble else None),), bare)
    if any(EXCEPT.find(clause.wording) is not None for clause in situation.statements):
        return Said((), Ask.IS_IT_REPAIRED)
    if any(_leaves_it_open(situation, c, settled=bool(senses.get(Sense.SETTLED))) for c in situation.statements):
        return NOTHING if not situation.assent.bare else _short_answer(situation)
    settled = senses.get(Sense.SETTLED) or [c for c in situation.statements if says_it_works(c)]
    settled = settled or [c for c in situation.statements if _is_hot_and_no_more(situation, c)]
    settled = [c for c in settled if not is_of_a_day_ahead(situation, c)]
    settled = [c for c in settled if _OF_ELSE.find(c.wording) is None]
    if Sense.DO_NOT_CLOSE in senses and Sense.SETTLED not in senses and situation.assent.yes is None:
        return Said((), Ask.IS_IT_REPAIRED)
    settled = [c for c in settled if _DONE_YES.find(c.wording) is None or _says_no_more(situation, c)]
    if settled and situation.assent.no is not None and situation.assent.no.start > settled[0].start:
        return Said((), Ask.IS_IT_REPAIRED)
    yes = situation.assent.yes
    if not settled and yes is not None and not _only_notes_it(yes) and trouble != senses.get(Sense.UNSETTLED, []):
        settled = [yes]
    if settled:
        return Said((intent_of(IntentType.CONFIRM_WORKS, settled[0]),))
    if Tongue.SETTLED in told:
        return Said((intent_of(IntentType.CONFIRM_WORKS, situation.clauses[0]),))
    return _short_answer(situation)


def _says_no_more(situation: Situation, clause: Clause) -> bool:
    behind = [c for c in situation.clauses if c.start > clause.start]
    return all(c.wording.words <= COURTESY | situation.names or _THANKS_FOR.find(c.wording) for c in behind)


_THANKS_FOR = Sayings(("^ [et|un] [grand] merci [beaucoup|infiniment] pour|a",))


_DONE_YES = Sayings(("^ regle|resolu|repare|arrange|debouche|debloque|retabli|depanne oui $",))
"""« Réparé oui, le volet non »: a yes where it ends the mail."""


def _is_called_normal(situation: Situation, trouble: Clause) -> bool:
    """« C'est réparé, le mur est encore humide mais c'est normal »: a trace, and nothing that leaks or fails."""
    said = trouble.wording.words
    if _TRACES.find(trouble.wording) is None or not _STILL_FAILS.isdisjoint(said):
        return False
    behind = [c for c in situation.clauses if c.sentence == trouble.sentence and c.start > trouble.start]
    if any(not _SOMEBODY_SAYS.isdisjoint(c.wording.words) for c in behind):
        return False
    return any(_IS_NORMAL.find(c.wording) is not None and not c.is_question for c in behind[:1])


_TRACES = Sayings(
    ("humid*|tache*|trace*|odeur*|mur|murs|sec|seche|sechage|bruit|bruits|damp|wet|stain*|mark*|smell*|noise*",)
)
_STILL_FAILS = frozenset(
    words(
        "fuit fuite goutte coule coulait marche fonctionne chaude froid froide reste restent eau gaz leak leaks leaking"
    )
)
_SOMEBODY_SAYS = frozenset(words("selon dit disent apres pas says said according not"))


_IS_NORMAL = Sayings(
    (
        "^ [mais|et] [ca|cela] c|ce|qui|est|semble|parait [est|serait] [tout|sans|parfaitement] [a|doute] [fait]"
        " normal",
        "^ [but|which] [it|that|which] is|s [apparently] normal|expected",
    )
)


def _is_doubtful(trouble: Clause, settled: list[Clause]) -> bool:
    """« Je vois encore de l'eau mais c'est réparé », « réparé, mais il doit revenir mardi »: the one or the other."""
    if _TO_COME_BACK.find(trouble.wording) is not None:
        return bool(settled)
    return _SEEN_STILL.find(trouble.wording) is not None and any(c.start > trouble.start for c in settled)


_TO_COME_BACK = Sayings(table.TO_COME_BACK)
_SEEN_STILL = Sayings(table.SEEN_STILL)


def _is_hot_and_no_more(situation: Situation, clause: Clause) -> bool:
    if _HOT_AGAIN.find(clause.wording) is None or not is_fact(clause):
        return False
    return all(c is clause or c.wording.words <= COURTESY | YES_WORDS | situation.names for c in situation.clauses)


_HOT_AGAIN = Sayings(table.HOT_AGAIN)


def _leaves_it_open(situation: Situation, clause: Clause, *, settled: bool) -> bool:
    """« Je pense », « à voir demain »; beside « c'est réparé » a doubt about another fault leaves nothing open."""
    if not (is_half_said(clause) or answers_later(clause)) or _is_a_plain_not_yet(situation, clause):
        return False
    sentence = [c for c in situation.clauses if c.sentence == clause.sentence]
    return not (settled and any(names_another_matter(c.wording) for c in sentence))


_NOT_YET = Sayings(("non|no pas|not encore|yet $",))
_BARELY_NOT_YET = frozenset(("pas encore", "not yet"))


def _is_a_plain_not_yet(situation: Situation, clause: Clause) -> bool:
    """« Donc non, pas encore »: it is not repaired."""
    no = situation.assent.no
    said_no = no is not None and no.sentence == clause.sentence and clause.wording.text in _BARELY_NOT_YET
    return said_no or _NOT_YET.find(clause.wording) is not None


def _still_does(clause: Clause, *, after_a_no: bool) -> bool:
    """« Mais la chaudière se coupe toujours », also behind « ne clôturez pas »: the thing, and what it still does."""
    tokens = clause.wording.tokens
    place = next((place for place, token in enumerate(tokens) if token in ("toujours", "encore")), 0)
    if not (clause.turns or after_a_no) or clause.is_question or not place or sense_of(clause) is not None:
        return False
    before = tokens[1:place] if tokens[0] == "mais" else tokens[:place]
    subject = before[:-1]
    if not subject or subject[0] not in _ARTICLES or before[-1] in _NO_DOING:
        return False
    return _is_a_device(subject) or (after_a_no and _NO_THING.isdisjoint(subject))


_NO_THING = frozenset(
    words(
        "plombier technicien artisan electricien chauffagiste serrurier entreprise monsieur dame madame voisin voisine"
        " gardien gardienne agence proprietaire dossier facture devis assurance expert mari femme fils fille"
    )
)
"""Behind « ne clôturez pas », « le voisin attend toujours » tells no fault."""


def _is_a_device(subject: tuple[str, ...]) -> bool:
    return names_a_device(Wording(" ".join(subject)))


_ARTICLES = frozenset(words("le la les l mon ma mes notre nos"))
_NO_DOING = frozenset(words("est sont etait doit peut faut a ont va sera reste"))


def _short_answer(situation: Situation) -> Said:
    """« Oui », « non », « merci », « il est passé »: what a few words are worth after that question."""
    assent, told = situation.assent, situation.told.senses
    unsure = any(is_unsure(c.wording) or is_later(c) for c in situation.clauses if not c.is_question)
    visited = situation.first(_VISIT)
    if assent.no is not None or Tongue.NO in told:
        bare = {
            token for clause in situation.clauses for token in clause.wording.tokens
        } <= _NO_DETAIL | situation.names
        return Said(
            (intent_of(IntentType.CONTEST_WORKS, assent.no or situation.clauses[0]),),
            Ask.WHAT_IS_WRONG if bare else None,
        )
    if unsure:
        return NOTHING
    praise = assent.yes is not None and not assent.bare and _PRAISE.find(assent.yes.wording) is not None
    if (
        not praise
        and assent.yes is not None
        and (assent.bare or visited is None)
        and not _answers_a_visit(assent.yes)
        and not _only_notes_it(assent.yes)
        and _is_of_the_works(situation)
    ) or (Tongue.YES in told):
        return Said((intent_of(IntentType.CONFIRM_WORKS, assent.yes or situation.clauses[0]),))
    noted = assent.yes is not None and _only_notes_it(assent.yes)
    if assent.only_thanks or visited is not None or noted or Tongue.THANKS in told:
        return Said((), Ask.IS_IT_REPAIRED)
    return NOTHING


def _only_notes_it(yes: Clause) -> bool:
    """« Bien reçu », « ok c'est noté »: the letter was read, and nothing is said of the repair."""
    return _NOTED.find(yes.wording) is not None and yes.wording.words <= _NOTING


_NOTED = Sayings(("note|notes|recu|recue|lu|lue|vu|received|noted|read",))
_NOTING = COURTESY | YES_WORDS | frozenset(words("notes recue lu lue pris j ai l ce received noted read i have"))
_NO_DETAIL = (
    COURTESY
    | frozenset(words("bah ben eh euh hein helas malheureusement desole"))
    | frozenset(
        words(
            "non no pas du tout nope not really at all 👎 😡 😠 🤬 ❌ 😤 😾 🚫 ⛔ vraiment absolument toujours ok si c "
            "est ce ! oh ah ben"
        )
    )
)


_PRAISE = Sayings(table.ONLY_PRAISE)
_STILL_NOT = frozenset(("toujours", "encore", "pas", "rien", "still", "yet", "nothing"))


def _answers_a_visit(clause: Clause) -> bool:
    return _VISIT.find(clause.wording) is not None and set(clause.wording.tokens) - YES_WORDS != set()


def _is_another_matter(
    situation: Situation, clause: Clause, senses: dict[Sense, list[Clause]], working: list[Clause]
) -> bool:
    """« C'est réparé, par contre le volet ne remonte plus »: the repair stands, the rest is a report of its own."""
    if any(map(is_half_a_yes, situation.statements)):
        return False
    yes = situation.assent.yes
    # « oui pour la chasse d'eau »: a yes that names its thing is as good as « la chasse d'eau marche ».
    named = yes is not None and yes is not clause and names_a_device(yes.wording) and _FOR.find(yes.wording) is not None
    works = any(c is not clause for c in working[:2])
    ended = all(_ENDED.find(c.wording) is not None for c in working if c is not clause)
    if works and ended and not senses.get(Sense.SETTLED) and not named and not _begins_anew(situation, clause):
        return False
    aside = _is_an_aside(yes, clause) or _is_one_elsewhere(yes, clause)
    if not (senses.get(Sense.SETTLED) or named or works or aside):
        return False
    sentence = [c for c in situation.clauses if c.sentence == clause.sentence]
    told = any(names_another_matter(c.wording) for c in sentence)
    return told and not any(_OBJECT.find(c.wording) for c in sentence)


def _is_an_aside(yes: Clause | None, clause: Clause) -> bool:
    """« Nickel, par contre la porte du four ferme mal »: after a yes of one word, something that is put as one more,
    and was not so before."""
    if yes is None or yes.start >= clause.start or _ALL_IS_WELL.isdisjoint(yes.wording.words):
        return False
    if not yes.wording.words <= _ALL_IS_WELL | COURTESY | YES_WORDS:
        return False
    return _ASIDE.match(clause.folded) is not None and _STILL_NOT.isdisjoint(clause.wording.words - {"pas", "rien"})


def _is_one_elsewhere(yes: Clause | None, clause: Clause) -> bool:
    """« Oui, par contre la prise du couloir ne marche plus »: whoever says which one means another than was asked
    about, and it went before."""
    if yes is None or yes.start >= clause.start or not yes.wording.words <= COURTESY | YES_WORDS:
        return False
    aside = _ASIDE.match(clause.folded)
    if aside is None or _STILL_NOT - {"pas", "rien"} & clause.wording.words:
        return False
    return _OF_A_PLACE.match(clause.folded, aside.end()) is not None


_OF_A_PLACE = re.compile(
    r",? (?:maintenant,? )?(?:c'est )?(?:la|le|les|l'|une? des) ?[a-z-]{3,15}(?: [a-z-]{3,15})?"
    r" (?:du|de la|de l'|des|d'en|dans la|dans le|dans l') ?"
    r"(?:couloir|entree|chambres?|salon|sejour|cuisine|salle|wc|toilettes|bureau|cellier|cave|garage|balcon|terrasse"
    r"|palier|hall|voisin|bas|haut|etage|placard|four|frigo)\b.{0,40}\b(?:plus|depuis|maintenant|s'est)\b"
)
_ALL_IS_WELL = frozenset(words("nickel impeccable impec parfait"))
_ASIDE = re.compile(r"\s*(?:mais |but )?(?:par contre|en revanche|sinon|autre chose|autre sujet|au fait|otherwise)\b")
_ENDED = Sayings(("termine|terminee|termines|fini|finie|fait|faite|effectue|done|finished",))


def _begins_anew(situation: Situation, clause: Clause) -> bool:
    """« C'est fini, par contre la lampe… » is one more; « c'est fini, je n'ai plus d'eau » is what the works did."""
    sentences = (clause.sentence, clause.sentence - 1)
    near = [c for c in situation.clauses if c.sentence in sentences and c.start <= clause.start]
    return any(c.turns or ONE_MORE.find(c.wording) is not None for c in near)


_FOR = Sayings(("pour|concernant|quant|for|about",))
