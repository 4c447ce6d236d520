"""« Fuite sous l'évier et le volet ne remonte plus »: the new problems of a mail, how urgent they are, and danger."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mailbot.inbound.reading.assent import says_yes
from mailbot.inbound.reading.by_ear import by_sound, respelled
from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.lexicon import foreign_faults as foreign
from mailbot.inbound.reading.lexicon.question_words import ASKS_INDIRECTLY
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings, Tables
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_half_a_yes, is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording, once, wording_of
from mailbot.vocabulary import Category, Channel, Role, Urgency

_FAULTS = Tables(table.FAULTS)
_SYMPTOMS = Tables(table.SYMPTOMS)
_BROKEN = Sayings(table.BROKEN)
_NOT_A_FAULT = Sayings(table.NOT_A_FAULT)
_NEIGHBOUR = Sayings(table.NEIGHBOUR_MATTER)
_MENDED = Sayings(table.MENDED)
_AND_ALSO = Sayings(table.AND_ALSO)
_ONE_MORE = Sayings(table.ONE_MORE)
_VITAL = Sayings(table.VITAL)
_URGENT = Sayings(table.URGENT)
_NO_DANGER = Sayings(table.NO_DANGER)
_OUTER_DOOR = Sayings(table.OUTER_DOOR)
_COMES_IN = Sayings(table.COMES_IN_BY_IT)
_DANGERS = Tables(table.DANGERS)
_FRAGILE = Sayings(table.FRAGILE)
_PRIVATION = Sayings(table.PRIVATION)
_OF_WATER = Sayings(table.PRIVATION_OF_WATER)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s?[/).°-]|[-•*–]\s)")
_COLD = re.compile(
    r"\b(?:[0-9]|1[0-7])(?:[.,]\d)?\s?(?:°|degres|degrees|deg\b)"
    r"|\b(?:fait|a|est a|it is|it's) (?:[0-9]|1[0-7])\b(?!\s?(?:h\b|:|/|ans|jours|mois|heures|€|eur))"
)


def read_problems(situation: Situation) -> Said:
    """One report for each problem; on a thread, only what is plainly new there."""
    if situation.role is Role.PROVIDER:
        return NOTHING
    words, clauses = situation.words, situation.clauses
    intake = situation.standpoint.channel is Channel.INTAKE
    if intake and situation.forwarded:
        words, clauses = situation.forwarded, cut_into_clauses(situation.forwarded)
    elif not intake and situation.role is Role.MANAGER:
        return NOTHING
    found: list[Intent] = []
    for group in _split(words, clauses):
        if not intake and not _is_new_here(situation, group):
            continue
        intent = _problem(group, intake=intake)
        counted = bool(_NUMBERED.match(_line_of(words, group[0])))
        if intent is not None and (
            counted or all(intent.values["category"] != other.values["category"] for other in found)
        ):
            found.append(intent)
    if (
        intake
        and situation.language == "fr"
        and all(intent.values["category"] == Category.OTHER.value for intent in found)
    ):
        found = _heard(clauses) or found
    if intake and not found and (cold := next(filter(_tells_of_cold, clauses), None)) is not None:
        values = {"category": Category.HEATING.value, "urgency": Urgency.URGENT.value}
        found.append(Intent(IntentType.REPORT_NEW, values, cold.text, cold.start))
    if intake and not found and (foreign := _foreign_problem(situation)) is not None:
        found.append(foreign)
    return Said(tuple(found))


def _heard(clauses: tuple[Clause, ...]) -> list[Intent]:
    """« Le radiatteur chofe plu »: the words are looked up as they sound, where their spelling told no trade."""
    spelt = [replace(c, wording=wording_of(respelled(c.folded, _BY_SOUND), folded=True)) for c in clauses]
    intent = _problem(spelt, intake=True)
    return [] if intent is None or intent.values["category"] == Category.OTHER.value else [intent]


_BY_SOUND = by_sound(row for rows in table.FAULTS.values() for row in rows)


def _tells_of_cold(clause: Clause) -> bool:
    """« Il fait 12 degrés chez elle »: a home so cold is a fault of the heating, whatever else is not said."""
    return (
        _DEGREES.search(clause.folded) is not None
        and _ELSEWHERE.isdisjoint(clause.wording.words)
        and not (clause.is_question or is_conditional(clause) or is_reported(clause) or _is_over(clause))
    )


_DEGREES = re.compile(
    r"\b(?:fait|a|est a|it is|it's|only|que) (?:[0-9]|1[0-6])(?:[.,]\d)?\s?(?:°|degres|degrees|deg\b)"
)
_ELSEWHERE = frozenset(words("dehors exterieur outside eau frigo refrigerateur congelateur four water fridge cave"))


def _foreign_problem(situation: Situation) -> Intent | None:
    """« No funciona la calefacción », on the address for problems: the trade of the thing that is named first."""
    rows = _FOREIGN.get(situation.language or "")
    if rows is None or not situation.statements or Tongue.SETTLED in situation.told.senses:
        return None
    places = {category: found.start() for category, row in rows.items() if (found := row.search(situation.folded))}
    if not places:
        return None
    category = min(places, key=lambda trade: places[trade])
    clause = next((c for c in reversed(situation.clauses) if c.start <= places[category]), situation.clauses[0])
    return intent_of(IntentType.REPORT_NEW, clause, category=category.value, urgency=Urgency.NORMAL.value)


_FOREIGN = {
    language: {
        category: re.compile(("" if language in foreign.ANYWHERE else r"\b") + f"(?:{'|'.join(map(re.escape, rows))})")
        for category, rows in trades.items()
    }
    for language, trades in foreign.THINGS.items()
}


def _line_of(words: str, clause: Clause) -> str:
    first = words.rfind("\n", 0, clause.start + 1) + 1
    return words[first : clause.start + 4]


def read_dangers(situation: Situation) -> Said:
    """« Ça sent le gaz », « 14° et un bébé »: whatever else the mail wants, this is told at once."""
    clauses = situation.clauses
    if situation.standpoint.channel is Channel.INTAKE and situation.forwarded:
        clauses = (*clauses, *cut_into_clauses(situation.forwarded))
    opens = tells_who_comes_in(clauses)
    dangers = ((clause, danger_in(clause, opens_on_strangers=opens)) for clause in clauses)
    told = [(clause, reason) for clause, reason in dangers if reason is not None and not _is_over(clause)]
    if situation.role is Role.PROVIDER and {reason for _, reason in told} == {"gas"} and _has_mended_the_gas(situation):
        return NOTHING
    if not told and (shut := _gas_that_escapes(clauses)) is not None:
        told = [(shut, "gas")]
    if not told and (leaking := _gas_that_still_smells(clauses)) is not None:
        told = [(leaking, "gas")]
    if not told and (measured := _carbon_monoxide_measured(clauses)) is not None:
        told = [(measured, "carbon_monoxide")]
    if not told and (leaking := _gas_without_a_smell(clauses)) is not None:
        told = [(leaking, "gas")]
    if told:
        clause, reason = min(told, key=lambda one: _ORDER_OF_DANGERS[one[1]])
        return Said((intent_of(IntentType.URGENT_FLAG, clause, reason=reason),))
    fragile = next((clause for clause in clauses if _FRAGILE.find(clause.wording) is not None), None)
    fragile = fragile or _told_of_an_age(clauses)
    if fragile is None or situation.role is Role.MANAGER:
        return NOTHING
    if any(_is_privation(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="no_heating"),))
    if any(_OF_WATER.find(clause.wording) and not _is_over(clause) for clause in clauses):
        return Said((intent_of(IntentType.URGENT_FLAG, fragile, reason="health"),))
    return NOTHING


def _has_mended_the_gas(situation: Situation) -> bool:
    """« Fuite de gaz réparée »: his own work, where no other word of the mail leaves a doubt."""
    if any(clause.is_question for clause in situation.clauses):
        return False
    return _GAS_MENDED.find(situation.wording) is not None and _LEAVES_A_DOUBT.isdisjoint(situation.wording.words)


_GAS_MENDED = Sayings(table.GAS_MENDED)
_LEAVES_A_DOUBT = frozenset(table.LEAVES_A_DOUBT)


def _carbon_monoxide_measured(clauses: Sequence[Clause]) -> Clause | None:
    """« CO à 180 ppm, chaudière condamnée »: in the air of a room; in the flue as much is ordinary."""
    for clause in clauses:
        found = _MEASURED.search(clause.folded)
        if found is None or clause.is_question or is_conditional(clause) or _IN_THE_FLUE.search(clause.folded):
            continue
        if int(found["behind"] or found["before"]) >= _DANGEROUS_PPM:
            return clause
    return None


_MEASURED = re.compile(
    r"\b(?:co|monoxyde|carbone)\b[^.!?;\n\d]{0,40}(?P<behind>\d{1,4}) ?ppm\b"
    r"|(?<!\d)(?P<before>\d{1,4}) ?ppm (?:de |d')?(?:co|monoxyde)\b"
)
_IN_THE_FLUE = re.compile(r"\b(?:fumees?|conduit|combustion|bruleur|flue|avant|seuil|limite|moins de|inferieur)\b")
_DANGEROUS_PPM = 50
"""French gas fitters call it a grave and immediate danger from there on (arrêté du 15 septembre 2009)."""


def _gas_that_still_smells(clauses: Sequence[Clause]) -> Clause | None:
    """« Le gaz ne fuit plus mais l'odeur est toujours là »: what was said to be over is not."""
    over = next((clause for clause in clauses if _GAS_NO_MORE.find(clause.wording) is not None), None)
    if over is None:
        return None
    left = (_SMELLS_NO_MORE.without(_GAS_NO_MORE.without(clause.wording)) for clause in clauses)
    return over if any(_STILL_SMELLS.find(wording) is not None for wording in left) else None


def _gas_without_a_smell(clauses: Sequence[Clause]) -> Clause | None:
    """« Pas d'odeur de gaz mais le tuyau fuit »: what it does not do stands first, what it does behind « mais »."""
    for denied, behind in itertools.pairwise(clauses):
        if denied.sentence != behind.sentence or not behind.turns or behind.is_question or is_conditional(behind):
            continue
        if _NO_SMELL_OF_GAS.find(denied.wording) is None or _OF_SOMETHING_ELSE.find(behind.wording) is not None:
            continue
        if _LEAKS_OF_IT.find(behind.wording) is not None:
            return behind
    return None


_NO_SMELL_OF_GAS = Sayings(table.NO_SMELL_OF_GAS)
_LEAKS_OF_IT = Sayings(table.LEAKS_OF_IT)
_GAS_NO_MORE = Sayings(table.GAS_NO_MORE)
_STILL_SMELLS = Sayings(table.STILL_SMELLS)
_SMELLS_NO_MORE = Sayings(table.SMELLS_NO_MORE)


def _gas_that_escapes(clauses: Sequence[Clause]) -> Clause | None:
    """« J'ai coupé le gaz, le raccord fuit »: the gas is named in one clause, and what it does in the other."""
    for one, other in itertools.pairwise(clauses):
        if one.sentence != other.sentence or one.is_question or is_conditional(one) or is_conditional(other):
            continue
        for shut, behind in ((one, other), (other, one)):
            said = (shut.wording, behind.wording)
            if _GAS_SHUT.find(shut.wording) is None or any(_OF_SOMETHING_ELSE.find(wording) for wording in said):
                continue
            if _ESCAPES.find(behind.wording) is not None:
                return behind
    return None


_GAS_SHUT = Sayings(table.GAS_SHUT)
_ESCAPES = Sayings(table.ESCAPES)
_OF_SOMETHING_ELSE = Sayings(table.OF_SOMETHING_ELSE)


def _told_of_an_age(clauses: Sequence[Clause]) -> Clause | None:
    """« La chambre du petit (3 mois) », « ma mère, 86 ans, »: the age stands in a clause of its own."""
    for person, age in itertools.pairwise(clauses):
        if person.sentence == age.sentence and _AGE.fullmatch(age.folded) is not None:
            joined = Wording(f"{person.wording.text} {age.wording.text}")
            if _FRAGILE.find(joined) is not None:
                return person
    return None


_AGE = re.compile(r"(?:age[es]* de )?\d{1,2} (?:ans|mois|semaines|jours|years?|months?|weeks?)(?: old)?")
_ORDER_OF_DANGERS = {reason: place for place, reason in enumerate(table.DANGERS)}


@once
def category_of(wording: Wording) -> Category | None:
    """The trade of the device that is named first; of the symptom, where no device is named."""
    joined = _joined(wording)
    if not table.WATER.isdisjoint(joined.words) and not table.TOO_COLD.isdisjoint(joined.words):
        return Category.HOT_WATER
    joined = _BOARDS.without(joined)
    here = _PLACES.without(joined)
    return _first_of(_FAULTS, here) or _first_of(_SYMPTOMS, here) or _first_of(_FAULTS, joined)


_PLACES = Sayings(table.PLACES)
_BOARDS = Sayings(table.BOARDS)


def _joined(wording: Wording) -> Wording:
    """« Plus d'eau chaude » is no lack of water, and a thermostatic tap is no tap."""
    text = wording.text.replace("eau chaude", "eauchaude").replace("robinet thermostatique", "thermostatique")
    return wording if text == wording.text else Wording(text)


def names_a_device(wording: Wording) -> bool:
    """Whether a thing of the home is named, and not only what is wrong."""
    return _first_of(_FAULTS, _BOARDS.without(_joined(wording))) is not None


def _first_of(tables: Tables[Category], wording: Wording) -> Category | None:
    """The trade whose words are the most; then the one that is named first, in the order of the table."""
    best: tuple[int, int, Category] | None = None
    for category, sayings in tables.near(wording):
        found = sayings.places(wording)
        if not found:
            continue
        rank = (-len(found), found[0], category)
        if best is None or rank[:2] < best[:2]:
            best = rank
    return None if best is None else best[2]


def names_another_matter(wording: Wording) -> bool:
    """Whether a trade is named and something is wrong with it."""
    return category_of(wording) is not None and is_broken(wording)


def tells_a_fault(clause: Clause) -> bool:
    """Whether the clause says that something is wrong, and not that it is over."""
    return is_broken(clause.wording)


@once
def is_broken(wording: Wording) -> bool:
    """The same of a wording: « ça ne coule plus » is no fault."""
    return _BROKEN.find(_ENDED.without(wording)) is not None


_ENDED = Sayings(table.ENDED)


def _is_privation(clause: Clause) -> bool:
    if _is_over(clause):
        return False
    cold = _COLD.search(clause.folded) is not None
    missed = _PRIVATION.find(clause.wording) is not None
    return cold or (missed and (_BROKEN.find(clause.wording) is not None or _lacks(clause)))


def _lacks(clause: Clause) -> bool:
    return not _WANTING.isdisjoint(clause.wording.words)


_WANTING = frozenset(
    words("sans plus pas toujours froid froide no without still cold freezing gele geles glace glaces eteint eteints")
)


def _is_over(clause: Clause) -> bool:
    if is_broken(_MENDED.without(clause.wording)):
        return False
    return _MENDED.find(clause.wording) is not None or (is_conditional(clause) and "si" in clause.wording.words)


def _split(words: str, clauses: tuple[Clause, ...]) -> list[list[Clause]]:
    """Clauses by problem: a number, a bullet or « et aussi » begins the next one, if another trade is named."""
    lines = words.split("\n")
    groups: list[list[Clause]] = []
    for index, clause in enumerate(clauses):
        numbered = clause.line < len(lines) and bool(_NUMBERED.match(lines[clause.line]))
        opens = not groups or (numbered and groups[-1][-1].line != clause.line)
        also = _AND_ALSO.find(clause.wording) is not None
        if not opens:
            opens = _adds_a_trade(groups[-1], clause, marked=also or _is_introduced(clauses, clause)) or (
                also and _announces_a_trade(groups[-1], clause, clauses[index + 1 : index + 2])
            )
        if opens:
            groups.append([])
        halves = _halves(clause)
        groups[-1].append(halves[0])
        groups.extend([half] for half in halves[1:])
    return groups


_AND_THE = re.compile(
    r"\b(?:et|and|puis|ainsi que|plus)\s+(?:aussi\s|en plus\s|puis\s|also\s|encore\s)?"
    r"(?=(?:le|la|les|l'|un|une|des|the|a|my|mon|ma|il y a|one of|there(?:'s| is| are))\b)"
)


MOST_HALVES, MOST_LETTERS = 6, 400


def _halves(clause: Clause) -> list[Clause]:
    """« Le lavabo est bouché et la fenêtre ferme mal » is two problems said in one breath."""
    for joint in itertools.islice(_AND_THE.finditer(clause.folded), MOST_HALVES):
        before = wording_of(clause.folded[: joint.start()], folded=True)
        here = category_of(before)
        if here is None:
            continue
        echo = " aussi en panne" if _COLD_WORDS.isdisjoint(before.words) else " aussi froid"
        behind = wording_of(_AS_WELL.sub(echo, clause.folded[joint.end() :]), folded=True)
        there = category_of(behind)
        if there is None or here is there or (_same_story(here, there) and not _are_apart(before, behind)):
            continue
        if all(is_broken(half) or _threatens(half) for half in (before, behind)):
            first = _part(clause, 0, joint.start(), before)
            second = _part(clause, joint.end(), len(clause.folded), behind)
            return [first, *_halves(second)] if len(second.folded) < MOST_LETTERS else [first, second]
    return [clause]


_COLD_WORDS = table.TOO_COLD | frozenset(words("froid froids froide froides cold freezing"))
_AS_WELL = re.compile(r"(?<!\bporte) (?:aussi|egalement|pareil|idem|de meme|non plus|as well|too|likewise)\W*$")
"""« Le radiateur est en panne et le volet aussi »: what is said of the one is said of the other."""


def _threatens(wording: Wording) -> bool:
    """« Une prise qui fait des étincelles »: a danger is told, and no device is called broken."""
    return _DANGERS.first(_NO_DANGER.without(wording)) is not None


def _part(clause: Clause, start: int, end: int, wording: Wording) -> Clause:
    return replace(
        clause,
        text=clause.text[start:end],
        folded=clause.folded[start:end],
        start=clause.start + start,
        wording=wording,
    )


_DRY = Sayings(table.COMMON_AND_DRY)


def _same_story(one: Category, other: Category) -> bool:
    return any(one in story and other in story for story in table.SAME_STORY)


def _are_apart(one: Wording, other: Wording) -> bool:
    """Whether two faults that might be one are two: « le radiateur est froid et la douche goutte », or a tap that drips
    here and mould that grows in another room."""
    trades = {category_of(one): one, category_of(other): other}
    if Category.COMMON_PARTS in trades:
        return (
            _DRY.find(trades[Category.COMMON_PARTS]) is not None
        )  # « le portail ne ferme plus et mon radiateur fuit »
    if Category.ELECTRICITY in trades and _WATERED.isdisjoint(trades):
        return _threatens(trades[Category.ELECTRICITY])  # « plus d'eau chaude et une prise qui fait des étincelles »
    if trades.keys() == {Category.HEATING, Category.PLUMBING}:
        drawn = trades[Category.PLUMBING]
        return _FIXTURES.find(drawn) is not None and _OF_THE_HEATING.isdisjoint(drawn.words)
    if trades.keys() == {Category.DAMP, Category.PLUMBING} and _MOULD.find(trades[Category.DAMP]) is not None:
        rooms = _rooms_in(one), _rooms_in(other)
        return all(rooms) and rooms[0].isdisjoint(rooms[1])
    for spoilt in (Category.OTHER, Category.WINDOWS):
        if spoilt in trades and _SPOILING.intersection(trades):
            return _SOAKED.find(trades[spoilt]) is None
    return False


_WATERED = frozenset((Category.PLUMBING, Category.DAMP, Category.ROOF, Category.COMMON_PARTS))
"""Where water comes down on a socket, the sparks are of its story."""
_SPOILING = frozenset((Category.APPLIANCES, Category.HOT_WATER, Category.HEATING, Category.VENTILATION))
_SOAKED = Sayings(table.SOAKED)
_FIXTURES = Sayings(table.FIXTURES)
_MOULD = Sayings(table.MOULD)
_OF_THE_HEATING = table.TOO_COLD | frozenset(
    words("froid froids cold freezing radiateur radiateurs chaudiere chauffage ballon boiler radiator heating")
)
"""« Le robinet du radiateur », « la douche est froide »: one story with the boiler."""


def _rooms_in(wording: Wording) -> frozenset[str]:
    return frozenset(room for word in wording.words if (room := table.ROOMS.get(word)) is not None)


def _adds_a_trade(group: list[Clause], clause: Clause, *, marked: bool) -> bool:
    now = category_of(clause.wording)
    if now is None:
        return False
    before = _category_of_group(group)
    if before is None or before is now:
        return False
    if _same_story(before, now) and not _are_apart(_joined_up(group), clause.wording):
        return marked and tells_a_fault(clause)
    return marked or (tells_a_fault(clause) and any(tells_a_fault(part) for part in group))


def _announces_a_trade(group: list[Clause], marker: Clause, behind: tuple[Clause, ...]) -> bool:
    """« J'en profite : des cafards… »: the words that mark one more problem stand in a clause of their own."""
    if marker.turns or category_of(marker.wording) is not None:
        return False
    return any(clause.sentence == marker.sentence and _adds_a_trade(group, clause, marked=True) for clause in behind)


def _category_of_group(group: list[Clause]) -> Category | None:
    return category_of(_joined_up(group))


def _joined_up(group: list[Clause]) -> Wording:
    return Wording(" ; ".join(clause.wording.text for clause in group))


def _is_new_here(situation: Situation, group: list[Clause]) -> bool:
    """On a thread that has its own matter: a thing that is named, broken, and told as one more."""
    telling = [
        clause
        for clause in group
        if names_another_matter(clause.wording)
        and not is_reported(clause)
        and not _NOTHING_TO_DO.find(clause.wording)
        and not _BY_WORKMAN.find(clause.wording)
    ]
    if not telling and situation.standpoint.is_closed:
        # « C'est l'interphone maintenant : il ne sonne plus »: the thing and its fault in two clauses.
        whole = Wording(" ; ".join(clause.wording.text for clause in group if not _NOTHING_TO_DO.find(clause.wording)))
        telling = group if names_another_matter(whole) else []
    if not telling and (beside := _thing_and_fault(group)) is not None:
        telling = beside
    if not telling or situation.role not in (Role.TENANT, Role.LANDLORD, Role.UNKNOWN):
        return False
    if situation.standpoint.is_closed:
        return not any(_is_of_the_same(clause) for clause in group)
    last = telling[-1]
    told = [c for c in group if c.start <= last.start or c.sentence == last.sentence or _ASKS_FOR_IT.find(c.wording)]
    marked = any(_AND_ALSO.find(clause.wording) or _ONE_MORE.find(clause.wording) for clause in told)
    marked = marked or _is_introduced(situation.clauses, group[0])
    if not marked and _NUMBERED.match(_line_of(situation.words, group[0])):
        marked = any(_AND_ALSO.find(clause.wording) for clause in situation.clauses)
    if any(_is_of_the_same(clause) for clause in telling):
        return False
    if any(map(is_half_a_yes, situation.statements)):
        return marked
    turned = any(clause.turns for clause in telling) and (
        situation.asks(Question.CONFIRM_WORKS)
        or situation.assent.yes is not None
        or _follows_a_repair(situation, telling[0])
    )
    return marked or turned


_ASKS_FOR_IT = Sayings(table.ASKS_FOR_ONE_MORE)


def _thing_and_fault(group: list[Clause]) -> list[Clause] | None:
    """« Peut-il aussi regarder la VMC, elle siffle »: the thing is one more, and its fault stands right behind."""
    for thing, fault in itertools.pairwise(group):
        if thing.sentence != fault.sentence or not (names_a_device(thing.wording) and _AND_ALSO.find(thing.wording)):
            continue
        if tells_a_fault(fault) and not names_a_device(fault.wording) and not is_reported(fault):
            return [thing, fault]
    return None


def _is_introduced(clauses: Sequence[Clause], clause: Clause) -> bool:
    """« J'oubliais, la sonnette… », « 2e problème : la VMC… »: what stands before it says that it is one more."""
    before = [c for c in clauses if c.sentence == clause.sentence and c.start < clause.start][-1:]
    return any(_ONE_MORE.find(c.wording) is not None and category_of(c.wording) is None for c in before)


def _follows_a_repair(situation: Situation, telling: Clause) -> bool:
    """« J'ai remplacé le mitigeur ; par contre la lampe… »: of another trade than what was mended."""
    there = category_of(telling.wording)
    mended = [c for c in situation.statements if c.start < telling.start and _MENDED.find(c.wording) is not None]
    trades = [trade for c in mended if (trade := category_of(c.wording)) is not None]
    return there is not None and any(trade is not there and not _same_story(trade, there) for trade in trades)


_NOTHING_TO_DO = Sayings(("rien a voir", "nothing to do", "autre chose que"))
_BY_WORKMAN = Sayings(table.DONE_BY_THE_WORKMAN)
_SAME = Sayings(table.OF_THE_SAME)
_SAME_PLACE = Sayings(table.SAME_PLACE)


def _is_of_the_same(clause: Clause) -> bool:
    return _SAME.find(_SAME_PLACE.without(clause.wording)) is not None


def _problem(group: list[Clause], *, intake: bool) -> Intent | None:
    """The report that a group of clauses makes; words of another desk are left out of it."""
    ours = [
        c
        for c in group
        if (_NOT_A_FAULT.find(c.wording) is None or _is_a_fault_all_the_same(c)) and not _NOTHING_TO_DO.find(c.wording)
    ]
    ours = [c for c in ours if not _is_over(c) and not _is_a_yes(c)] or ours
    if any(tells_a_fault(c) for c in ours):
        # « Le lavabo va bien, par contre la plaque disjoncte ».
        ours = [c for c in ours if not _is_fine(c) or tells_a_fault(c)]
    wording = Wording(" ; ".join(clause.wording.text for clause in ours))
    ours = [c for c in ours if _WHERE_IT_STANDS.find(c.wording) is None]
    telling = [
        c
        for c in ours
        if (tells_a_fault(c) or danger_in(c) is not None) and not (_is_over(c) or _is_fine(c) or _is_supposed(c))
    ]
    if not telling and not (intake and any(_presumes_a_fault(clause) for clause in ours)):
        return None
    category = category_of(wording)
    if category is None:
        category = next((_OF_DANGER[d] for c in ours if (d := danger_in(c)) in _OF_DANGER), None)
    if category is None and not any(_PLAINLY_BROKEN.find(clause.wording) or danger_in(clause) for clause in telling):
        return None
    urgency = _urgency(wording)
    if urgency is Urgency.NORMAL and not _PRESSING.isdisjoint(danger_in(c) for c in telling):
        urgency = Urgency.URGENT
    values = {"category": (category or Category.OTHER).value, "urgency": urgency.value}
    shown = [c for c in ours if category_of(c.wording) is not None or tells_a_fault(c)]
    because = " ".join(clause.text for clause in shown[:3])
    return Intent(IntentType.REPORT_NEW, values, because, shown[0].start if shown else group[0].start)


def _is_a_yes(clause: Clause) -> bool:
    """« Oui pour la chasse d'eau », before « par contre la lampe »."""
    return says_yes(clause.wording) and not tells_a_fault(clause)


def _is_supposed(clause: Clause) -> bool:
    """« Si jamais le chauffage tombait en panne »."""
    supposed = any(word.endswith("ait") and word != "fait" for word in clause.wording.tokens)
    return supposed and "si" in clause.wording.words


_OF_DANGER = {"gas": Category.GAS, "electricity": Category.ELECTRICITY, "water": Category.PLUMBING}
_PRESSING = frozenset(table.DANGERS) - {"other"}
_PLAINLY_BROKEN = Sayings(table.PLAINLY_BROKEN)
_WHERE_IT_STANDS = Sayings(table.WHERE_IT_STANDS)
"""« Où en est ma demande pour l'infiltration » tells of no new one."""
_FINE = Sayings(table.STILL_FINE)
_OTHERS_WORK = Sayings(table.OTHERS_WORK)


def danger_in(clause: Clause, *, opens_on_strangers: bool = False) -> str | None:
    """The danger that a clause tells of, by its reason; None for « pas d'odeur de gaz »."""
    wording = _NO_DANGER.without(_joined(clause.wording))
    return _DANGERS.first(wording if opens_on_strangers else _OUTER_DOOR.without(wording))


def tells_who_comes_in(clauses: Iterable[Clause]) -> bool:
    """« La porte du jardin ne ferme plus, n'importe qui peut entrer »: that door is one to the home."""
    return any(_COMES_IN.find(clause.wording) is not None for clause in clauses)


def _is_a_fault_all_the_same(clause: Clause) -> bool:
    if _NEIGHBOUR.find(clause.wording) is not None or danger_in(clause) in _OF_DANGER:
        return True  # « l'eau tombe du plafond, ça vient de chez le voisin »
    return names_a_device(clause.wording) and tells_a_fault(clause)


def _is_fine(clause: Clause) -> bool:
    found = _FINE.find(_OTHERS_WORK.without(clause.wording))
    if found is None:
        return False
    return {"pas", "plus", "not", "mal"}.isdisjoint(clause.wording.words) or not {"rien", "pas"}.isdisjoint(
        found[0].split()
    )


_ASKS = Sayings(ASKS_INDIRECTLY)


def _presumes_a_fault(clause: Clause) -> bool:
    """On the address for problems, a thing of the home that is named is one, unless all is said to be well with it."""
    if (
        not names_a_device(clause.wording)
        or _is_over(clause)
        or _is_fine(clause)
        or is_conditional(clause)
        or _ASKS.find(clause.wording)
        or _THANKED.find(clause.wording)
    ):
        return False
    return not clause.is_question or _NEEDS.find(clause.wording) is not None


_NEEDS = Sayings(table.NEEDS)
_THANKED = Sayings(table.THANKED)


def _urgency(wording: Wording) -> Urgency:
    danger = _OUTER_DOOR.without(_NO_DANGER.without(_joined(wording)))
    if _VITAL.find(danger) is not None:
        return Urgency.VITAL
    return Urgency.URGENT if _URGENT.find(danger) is not None else Urgency.NORMAL
