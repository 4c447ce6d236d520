"""« C'est terminé », « fini mardi chez Mme Perrin »: works that are finished, on which day and on which site."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.moments import Moment
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation, intent_of
from mailbot.inbound.reading.stance import denies, is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.wording import Wording, wording_of

MANY_WORDS = 4
NOT = frozenset(("pas", "not", "plus", "jamais", "no", "rien", "never"))
_WENT = Sayings(table.WENT)
DONE = Sayings(table.DONE)
_FINISHED = Sayings(table.FINISHED)
NOT_DONE = Sayings(table.NOT_DONE)
_NO_WORK = Sayings(table.NO_WORK)
_OTHER_SITE = Sayings(table.OTHER_SITE)
CHARGED = frozenset((OrderState.DONE, OrderState.COMPLETE, OrderState.DONE_TO_CONFIRM))
_ASKED_BEFORE = (Question.TAKE_MISSION, Question.SEND_QUOTE, Question.PROPOSE_SLOTS, Question.PLAN_VISIT)


def declared_done(situation: Situation, clause: Clause, *, elsewhere: bool = False) -> Intent:
    """Finished, on the day that was said, else on the day of the mail; on this site unless another is named."""
    received = situation.standpoint.received
    target = "other" if elsewhere or is_other_site(situation, clause) else None
    if received is None:
        return intent_of(IntentType.DECLARE_DONE, clause, target=target)
    today = received.date()
    near = [c for c in situation.statements if c.sentence == clause.sentence and NOT_DONE.find(c.wording) is None]
    near = [c for c in near if c is clause or _BEGINS.find(c.wording) is None]
    own = [day for m in situation.moments_of(clause) if (day := _day_done(m, today)) is not None]
    days = own or [day for c in near for m in situation.moments_of(c) if (day := _day_beside(c, m, today)) is not None]
    return intent_of(IntentType.DECLARE_DONE, clause, date=(days[0] if days else today).isoformat(), target=target)


_BEGINS = Sayings(("commence|commencera|commencent|demarre|demarrera|debute|debutera|starts|begins|start|begin",))
"""« Celui-ci est fini, l'autre commence lundi »."""


def _day_done(moment: Moment, today: date) -> date | None:
    """« fait mardi » is said of the last one, « fini le 25 » of a 25th that has been."""
    day = moment.day
    if day is None or day <= today:
        return day
    if _AHEAD.search(moment.said) is not None:
        return None  # « fini, photos demain »
    if not any(sign.isdigit() for sign in moment.said):
        return day - timedelta(days=7) if day - today <= timedelta(days=7) else None
    if moment.bare_number or _NUMBER_ALONE.match(moment.said) is not None:
        if day.day < today.day:
            return today.replace(day=day.day)
        before = today.replace(day=1) - timedelta(days=1)
        return before.replace(day=day.day) if day.day <= before.day and day.day > today.day else None
    return None


_AHEAD = re.compile(r"\b(?:demain|tomorrow|prochaine?|next)\b")
_PROMISED_BESIDE = frozenset(
    ("facture", "devis", "photo", "photos", "rapport", "invoice", "quote", "bill", "report", "suite")
)
_NUMBER_ALONE = re.compile(
    r"(?:le |du |on the )?\d{1,2}(?:er|th)?(?=$|[ ,](?!\s?(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan"
    r"|feb|mar|apr|may|jun|jul|aug|h\b|heure)))"
)
"""« le 23 à 17h »: no month is named."""


def _day_beside(clause: Clause, moment: Moment, today: date) -> date | None:
    """« fini, je vous fais la facture lundi »: a day ahead is turned back only where it stands alone."""
    ahead = moment.day is not None and moment.day > today
    if ahead and not _PROMISED_BESIDE.isdisjoint(clause.wording.words):
        return None
    return None if ahead and len(clause.wording.tokens) > MANY_WORDS else _day_done(moment, today)


def is_other_site(situation: Situation, clause: Clause) -> bool:
    """« Pour l'autre chantier », « chez Mme Perrin » when the tenant is somebody else."""
    if not _HERE.isdisjoint(clause.wording.words) and _OTHER_SITE.find(clause.wording) is None:
        return False  # « L'autre logement attendra, celui-ci est terminé. »
    for near in situation.clauses:
        if near.sentence != clause.sentence or near.start > clause.start:
            continue
        if _OTHER_SITE.find(near.wording) is not None:
            return True
        at = re.search(r"\bchez (?:m\.?|mr|mme|madame|monsieur|mlle) ([a-z-]+)", near.folded)
        if at and not set(wording_of(at[1]).tokens) & situation.names:
            return True
    return False


_OTHER_ORDER = Sayings(table.OTHER_ORDER)
_OTHER_HOME = Sayings(table.OTHER_HOME)
_HALFWAY = Sayings(table.HALFWAY)


def says_done(situation: Situation, said: Clause, *, after: bool) -> bool:
    # « fait ce matin facture suit demain »: what is promised of a paper leaves the works done.
    clause = replace(said, wording=_just_done(_BESIDE.without(_HEAD.without(said.wording))))
    wording = clause.wording
    later = is_later(replace(clause, wording=_HIS_MEN_MENDED.without(wording)))
    if DONE.find(wording) is None or is_conditional(clause) or later or is_reported(clause):
        return False
    as_written = _just_done(said.wording)
    if any(NOT_DONE.find(w) or _NO_WORK.find(w) or _HALFWAY.find(w) for w in (wording, as_written)):
        return False
    if _MADE_SAFE.find(said.wording) is not None and table.REPAIRED.isdisjoint(said.wording.words):
        return False
    beside = [c for c in situation.statements if c.sentence == said.sentence and c is not said]
    if any(_HALFWAY.find(c.wording) is not None for c in beside):
        return False
    if _FINISHED.find(wording) is not None and any(_OTHER_ORDER.find(c.wording) for c in (said, *beside)):
        return True  # « Rue Pasteur (l'autre OS) c'est terminé »: told of an order of ours, whatever was asked here
    if _FINISHED.find(wording) is not None and _tells_of_another_home(situation, said):
        return True
    if after or _FINISHED.find(wording) is None:
        return after
    return not _is_to_come(situation) or went(situation) or _tells_a_past_day(situation, said)


def _just_done(wording: Wording) -> Wording:
    """« Je viens de finir » is « j'ai fini »: a past that is put as an infinitive."""
    if _HAVE.keys().isdisjoint(wording.words):
        return wording
    text = _JUST.sub(lambda said: f"{_HAVE[said[1]]}{said[2] or ''} {said[3]}{_PAST_OF[said[4]]}", wording.text)
    return wording if text == wording.text else Wording(text)


_HAVE = {"viens": "ai", "vient": "a", "venons": "avons", "viennent": "ont"}
_PAST_OF = {"er": "e", "ir": "i", "ettre": "is", "aire": "ait"}
_JUST = re.compile(
    r"\b(viens|vient|venons|viennent)(?: tout)?(?: juste)? (?:de|d)( (?:tout|le|la|l|les))? "
    r"(\w{1,12}?)(er|ir|ettre|aire)\b"
)


def _tells_of_another_home(situation: Situation, said: Clause) -> bool:
    """« Pour l'autre logement (rue Vauban) c'est terminé »."""
    if not _HERE.isdisjoint(said.wording.words):
        return False
    up_to = (c for c in situation.statements if c.sentence == said.sentence and c.start <= said.start)
    return any(_OTHER_HOME.find(c.wording) is not None for c in up_to)


_MADE_SAFE = Sayings(table.MADE_SAFE)
_HIS_MEN_MENDED = Sayings(table.HIS_MEN_MENDED)
_HERE = frozenset(("ici", "celui", "celle", "here", "this"))
_HEAD = Sayings(table.HEAD)
_BESIDE = Sayings(table.BESIDE)


def _is_to_come(situation: Situation) -> bool:
    """Whether the visit is still ahead, or the works are known as done: then « terminé » needs its day."""
    received, visit = situation.standpoint.received, situation.appointment
    ahead = visit is not None and received is not None and visit.start > received
    return ahead or is_asked_before(situation) or situation.state in CHARGED


def is_asked_before(situation: Situation) -> bool:
    """Whether what was asked comes before any works. « Planifiez-vous ce créneau ? » does, until that time is past:
    who has come then has simply not said that he would."""
    visit, received = situation.appointment, situation.standpoint.received
    if situation.asks(Question.PLAN_VISIT) and visit is not None and received is not None and visit.end <= received:
        return False
    return situation.asks(*_ASKED_BEFORE)


def _tells_a_past_day(situation: Situation, clause: Clause) -> bool:
    received = situation.standpoint.received
    near = [c for c in situation.statements if c.sentence == clause.sentence]
    today = None if received is None else received.date()
    return any(m.past or m.day == today for c in near for m in situation.moments_of(c) if m.day is not None)


def went(situation: Situation) -> bool:
    """Whether he says that he was there, and not that he was not."""
    for clause in situation.statements:
        found = _WENT.find(clause.wording)
        if found is not None and found[0] == " sur place" and is_later(clause):
            continue  # « Il faut que je voie sur place. »
        if found is not None and NOT.isdisjoint(found[0].split()) and not denies(clause.wording, found.start()):
            return True
    return False
