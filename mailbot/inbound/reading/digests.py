"""An answer to a daily summary, line by line: « A1 ok, A3 clôturez » (READING, sections 1 and 2: `item`).

What is said of a line is read as an answer to the letter that the line stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from string import whitespace

from mailbot.inbound.reading.assent import says_no, says_yes
from mailbot.inbound.reading.clauses import Clause, cut_at, unwrapped
from mailbot.inbound.reading.composing import composed
from mailbot.inbound.reading.dangers import read_dangers
from mailbot.inbound.reading.decisions import read_decision
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import addressee as greeted_by_name
from mailbot.inbound.reading.messages import canned_of, is_letter, read_message
from mailbot.inbound.reading.missed_visits import read_missed
from mailbot.inbound.reading.missions import read_mission
from mailbot.inbound.reading.money import amounts_in
from mailbot.inbound.reading.on_behalf import told_in_name
from mailbot.inbound.reading.orders import names_after, orders_in, questions_in
from mailbot.inbound.reading.outcome import SPEAKERS, Ask, Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.progress import read_progress
from mailbot.inbound.reading.questions import read_questions
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.self_repairs import read_self_repair
from mailbot.inbound.reading.sending import is_under_a_condition, is_urgent
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
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
from mailbot.inbound.reading.visits import read_visit
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.inbound.reading.works import read_works
from mailbot.vocabulary import Channel, ReportStatus, Role

_ALL = re.compile(r"\b(?:tout|tous|toutes|all|both|everything|les (?:deux|trois|quatre))\b")
_BEFORE_A_CODE = re.compile(
    r"^[\s\W]*(?:(?:pour|le|la|les|l|ligne|line|point|et|and|concernant|re|for|item|au sujet de|bonjour"
    r"|bonsoir|hello|hi)\b[\s\W]*)*$"
)
_JOINS = re.compile(r"[\s,/&+]*+(?:et|and|puis)?[\s,]*+(?:pour|le|la|for)?\s*+$")
_NOT_THIS_ONE = re.compile(
    r"^\W*+(?:(?:mais|but|et|and)\W*+)?(?:pas|not|sauf|hormis|excepte|except)(?:\s(?:pour|le|la|l|the|for|celui|de|ca))*\W*$"
)
_YES_ALONE = Sayings(("^ ok|oui|yes|d'accord|parfait|valide|go|bon|confirme|👍|👌|✅|✔", "c est ok|bon|regle|fait"))
_OF_THE_QUOTE = Sayings(("devis|quote|estimate|trop|cher",))
_NO_MEASURE = (
    r"(?!\w|[.,/:h]\d|\s?(?:h\b|€|%|°|euros?|jours?|semaines?|mois|ans?\b|min|fois|heures?|days?|weeks?|hours?))"
)
_ORDINAL = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "first": 1,
    "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4,
}  # fmt: skip
_LAST = frozenset(("dernier", "derniere", "last"))
_COMMON = frozenset(
    words(
        "dans pour avec sans sous chez leur elle devis quote decider decide reponse attente signalement "
        "dossier clore cloturer confirmee repare repond reparation declare declaree depuis jours jour plus "
        "autre tout tous bonjour merci gauche droite etage service services plomberie locataire valide "
        "refuse"
    )
)
_STATES = {
    Question.APPROVE_QUOTE: OrderState.QUOTE_SUBMITTED,
    Question.CONFIRM_WORKS: OrderState.DONE_TO_CONFIRM,
    Question.TAKE_MISSION: OrderState.NEW,
    Question.NEXT_STEP: OrderState.PLANNED,
}
_ANSWERS = (
    read_works,
    read_self_repair,
    read_decision,
    read_mission,
    read_progress,
    read_visit,
    read_missed,
    read_dangers,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of some lines, or of none that is named."""

    items: tuple[DigestItem, ...]
    text: str
    start: int
    everyone: bool = False
    apart: bool = False
    """It names something that is no line, and goes on with none."""


def read_digest(situation: Situation) -> Said:
    """Each part of the answer, with the line of the summary that it is about."""
    if situation.standpoint.channel is not Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    unclear = False
    situation = _numbers_as_codes(situation)
    below, rest = _under_their_lines(situation)
    parts = [*below, *_parts(rest)]
    for part in parts:
        targets = part.items or _fitting(situation, part)
        if targets is None:
            unclear = True
            continue
        if part.everyone:
            # « Tout est ok sauf l'interphone », « A3 non, tout le reste ok »: what is said of a line holds for it.
            targets = tuple(item for item in targets if all(item not in other.items for other in parts))
        if part.apart:
            targets = tuple(item for item in targets if all(item not in other.items for other in parts))
        for item in targets:
            found += [
                replace(act, values={**act.values, "item": item.code, **_amount_of(act, item)}, at=part.start)
                for act in _acts(situation, part.text, item)
            ]
    return Said(_each_once(found), Ask.WHICH_REPORT if unclear and not found else None)


def _numbers_as_codes(situation: Situation) -> Situation:
    """« 1. ok 2. envoyez Petit 3. clôturer »: the lines by their places, where no code is named."""
    items = situation.standpoint.digest_items
    if any(item.code.isdigit() for item in items) or _coded(situation):
        return situation
    numbers = [int(mark[1]) for mark in _NUMBERED.finditer(situation.words)]
    if len(numbers) < 2 or numbers != sorted(set(numbers)) or numbers[0] != 1 or numbers[-1] > len(items):
        return situation
    return replace(situation, words=_NUMBERED.sub(lambda mark: f"{items[int(mark[1]) - 1].code} ", situation.words))


_NUMBERED = re.compile(r"(?:^|(?<=[\s;,.]))([1-9])[.)/:](?=\s|[^\W\d])(?:[^\S\n])?", re.M)


def _each_once(found: list[Intent]) -> tuple[Intent, ...]:
    kept: list[Intent] = []
    for intent in found:
        if all((intent.type, intent.values["item"]) != (other.type, other.values["item"]) for other in kept):
            kept.append(intent)
    return tuple(kept)


# --- Which words are about which line ---------------------------------------------------------------------------------


def _under_their_lines(situation: Situation) -> tuple[list[Part], Situation]:
    """What was written right under a quoted line of the summary is about it (READING, section 4); and the rest."""
    items, words = situation.standpoint.digest_items, situation.words
    parts: list[Part] = []
    for line, said in situation.answered:
        lines = {item for _, _, item in _codes(items, line)}
        start = words.find(said)
        if len(lines) != 1 or start < 0 or _codes(items, said):
            continue
        parts.append(Part(tuple(lines), said, start))
        words = words[:start] + "\n" * len(said) + words[start + len(said) :]
    return parts, replace(situation, words=words) if parts else situation


def _parts(situation: Situation) -> list[Part]:
    """A code, a reference, an ordinal or a word of a title begins a part; what follows without one goes on with it."""
    parts: list[Part] = []
    for line, start in _lines(unwrapped(situation.words)):
        coded = [part for one in _by_line(situation, line, start) for part in _by_sentence(situation, one)]
        for piece in (part for one in coded for part in _all_but(one)):
            everyone = (
                not piece.items and _ALL.search(fold(piece.text)) is not None and len(piece.text.split()) <= _A_FEW
            )
            if piece.items or everyone or piece.apart or not parts or not parts[-1].items:
                text = _FOR_ALL.sub("", piece.text) if everyone else piece.text
                parts.append(replace(piece, text=text, everyone=everyone))
            else:
                parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{piece.text}")
    return parts


def _all_but(part: Part) -> list[Part]:
    """« Tout est ok sauf l'interphone », « oui pour tout sauf A3 »: two things are said."""
    folded = fold(part.text)
    if not part.items or _SENTENCE_SIGN.search(folded) is not None:
        return [part]
    every = _EVERYTHING.search(folded)
    but = _BUT.search(folded, every.end()) if every is not None else None
    if but is None:
        return [part]
    head = folded[: but.start()].rstrip(f"{whitespace},")
    return [Part((), part.text[: len(head)], part.start), replace(part, text=but[0])]


_EVERYTHING = re.compile(r"\b(?:tout|tous|toutes|all|everything)\b")
_BUT = re.compile(r"(?<=[\s,])(?:sauf|hormis|excepte|except)\b")
_SENTENCE_SIGN = re.compile(r"[.;!?]")
_A_FEW = 8
_FOR_ALL = re.compile(r"(?<!\s)\s++(?:pour|for|à|to)\s++(?:tout|tous|toutes|all|both|everything)\b(?!\s++\w)", re.I)


def _lines(words: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in words.split("\n"):
        if line.strip():
            yield line, at
        at += len(line) + 1


def _by_line(situation: Situation, line: str, start: int) -> list[Part]:
    """« Le devis vitrerie, accord. Et A3, mandatez Petit »: the sentences before that of the first code stand apart."""
    codes = _codes(situation.standpoint.digest_items, line)
    ends = [stop.end() for stop in _SENTENCE_END.finditer(line, 0, codes[0][0])] if codes else []
    head = line[: ends[-1]] if ends else ""
    named = [c for c in situation.clauses if start <= c.start < start + len(head) and _item(situation, c) is not None]
    if not named:
        return _by_code(situation, line, start)
    return [*_by_name(situation, head, start), *_by_code(situation, line[len(head) :], start + len(head))]


_SENTENCE_END = re.compile(r"[.!?;]\s+")


def _by_code(situation: Situation, line: str, start: int) -> list[Part]:
    """« A1 ok A3 clôturez » is two parts; « A1 et A2 ok », « oui pour A1 et A2 » are one for both."""
    codes = _codes(situation.standpoint.digest_items, line)
    if not codes:
        return _by_name(situation, line, start)
    folded = fold(line)
    if (not_this := _not_the_first(folded, codes)) is not None:
        rest = _by_code(situation, line[not_this:], start + not_this)
        return [Part((codes[0][2],), line[: codes[0][0]].strip(), start), *rest]
    groups: list[list[tuple[int, int, DigestItem]]] = []
    for code in codes:
        joint = folded[groups[-1][-1][1] : code[0]] if groups else ""
        # « A1 oui mais pas A4, A2 clôturez »: the comma parts what is turned down from what follows.
        parted = "," in joint and _BUT_NOT.search(folded[: groups[-1][-1][0]]) is not None if groups else False
        if groups and not parted and _JOINS.fullmatch(joint) is not None:
            groups[-1].append(code)
        else:
            groups.append([code])
    parts: list[Part] = []
    code_first = _BEFORE_A_CODE.match(folded[: groups[0][0][0]]) is not None
    edge, text_before = 0, ""
    for number, group in enumerate(groups):
        first, last = group[0][0], group[-1][1]
        after = groups[number + 1][0][0] if number + 1 < len(groups) else len(line)
        if code_first:
            head, text, begin = text_before, line[last:after], first
            but = _BUT_NOT.search(fold(text)) if number + 1 < len(groups) else None
            # « A1 oui mais pas A4 »: the « pas » is said of the line behind it, which has no words of its own.
            text_before = text[but.start() :] if but is not None and not _has_words(line, groups, number + 1) else ""
            text = f"{head} {text[: len(text) - len(text_before)]}"
        else:
            stop = _end_of_verdict(folded, last, after)
            text, begin = f"{line[edge:first]} {line[last:stop]}", edge
            edge = stop
        parts.append(Part(tuple(item for _, _, item in group), _plain(text), start + begin))
    return [cut for part in parts for cut in _without_the_others(situation, part)]


def _not_the_first(folded: str, codes: list[tuple[int, int, DigestItem]]) -> int | None:
    """« Pas A1, A4 oui »: where the words about the second begin, when the first is only turned down."""
    if len(codes) < 2 or _ONLY_NOT.fullmatch(folded[: codes[0][0]]) is None:
        return None
    joint = _COMMA.fullmatch(folded[codes[0][1] : codes[1][0]])
    return None if joint is None or not _plain(folded[codes[-1][1] :]).strip() else codes[1][0]


_ONLY_NOT = re.compile(r"\W*(?:surtout )?(?:pas|not|non a|no to)\s+(?:le |la |l'|pour |the )?")
_COMMA = re.compile(r"\s*[,;.]\s*(?:mais |but |et |and )?(?:le |la |l'|pour |the )?")
_BUT_NOT = re.compile(
    r"(?<=[,\s])(?:(?:mais|but|et|and) {1,2})?(?:pas|not|sauf|hormis|except) {0,2}(?:(?:pour|le|la|for) {0,2})?$"
)


def _has_words(line: str, groups: list[list[tuple[int, int, DigestItem]]], number: int) -> bool:
    """Whether anything is said behind the codes of a group."""
    after = groups[number + 1][0][0] if number + 1 < len(groups) else len(line)
    return bool(_plain(line[groups[number][-1][1] : after]).strip(" ?!"))


def _without_the_others(situation: Situation, part: Part) -> list[Part]:
    """« Approve A1, reject the others »: the rest is said of the lines that are not named."""
    found = _OF_THE_OTHERS.search(part.text)
    named = _codes(situation.standpoint.digest_items, situation.words)
    others = tuple(i for i in situation.standpoint.digest_items if all(i is not code[2] for code in named))
    if found is None or not others:
        return [part]
    head, said = _plain(part.text[: found.start()]), _plain(f"{found['verb'] or ''} {found['said']}")
    return [replace(part, text=head), Part(others, said, part.start + found.start())]


_OF_THE_OTHERS = re.compile(
    r"[,;.]\s*(?:(?:et|mais|and|but)\s+)?(?P<verb>\w+\s+)?(?:les autres|le reste|the others|the rest)\b"
    r"(?P<said>[^,;.]*)",
    re.I,
)


def _by_sentence(situation: Situation, part: Part) -> list[Part]:
    """« A1 ok. Pour le 2e, envoyez à Morel. La fuite, clôturez »: later sentences may name another line."""
    end = part.start + len(part.text)
    clauses = [c for c in situation.clauses if part.start <= c.start < end] if part.items else []
    parts = [part]
    coded = _coded(situation) if clauses else ()
    for clause in clauses:
        others = _other_items(situation, clause, coded)
        if clause.sentence == clauses[0].sentence and not others:
            continue
        item = None if others else _item(situation, clause)
        if not others and (item is None or item in part.items):
            continue
        kept, _, rest = parts[-1].text.partition(clause.text)
        if rest or parts[-1].text.endswith(clause.text):
            parts[-1] = replace(parts[-1], text=_plain(kept))
            parts.append(Part(others if item is None else (item,), f"{_without_ordinals(clause)}{rest}", clause.start))
    return parts


def _coded(situation: Situation) -> tuple[DigestItem, ...]:
    """The lines that the mail names by their code: « le reste » is all but these."""
    items = situation.standpoint.digest_items
    codes = (code for line, _ in _lines(unwrapped(situation.words)) for code in _codes(items, line))
    return tuple(dict.fromkeys(item for _, _, item in codes))


def _end_of_verdict(folded: str, last: int, after: int) -> int:
    """« Clôturez A3, refusez A1 »: the comma behind a code begins the next verdict, if there is one."""
    if after == len(folded):
        return after
    joint = re.compile(r"\s*(?:[,;.]|\bet\b|\band\b|\bmais\b|\bbut\b)").search(folded, last, after)
    return last if joint is None else joint.end()


def _plain(text: str) -> str:
    return text.strip(" \t:;,.-–—>=)(")


def _codes(items: Sequence[DigestItem], line: str) -> list[tuple[int, int, DigestItem]]:
    """Where the codes and the references of lines stand, in order."""
    folded = fold(line)
    found: list[tuple[int, int, DigestItem]] = []
    for item in items:
        spelt = [re.escape(word.lower()) for word in (item.code, item.report) if word]
        pattern = "|".join(rf"(?<![\w-]){word}(?![\w-])" for word in spelt)
        if item.code.isdigit():
            # « 1 pas dispo »: a number alone is a code at the head of its part, or with « le », « n° » before it.
            pattern = (
                rf"(?:(?:^|[,;.])\s*|\b(?:le|la|n|no|numero|et|and|mais"
                rf"|but)\s?[°o]?\s?){item.code}{_NO_MEASURE}|(?<![\d,.]){item.code}(?=\))"
                + "".join(rf"|(?<![\w-]){word}(?![\w-])" for word in spelt[1:])
            )
        found += [(match.start(), match.end(), item) for match in re.finditer(pattern, folded)] if spelt else []
    return sorted(found, key=lambda code: code[0])


def _by_name(situation: Situation, line: str, start: int) -> list[Part]:
    """The clauses of a line without a code, each with the line of the summary that its words name."""
    end = start + len(line)
    parts: list[Part] = []
    headed: int | None = None
    for clause in situation.clauses:
        if not start <= clause.start < end:
            continue
        item = _item(situation, clause)
        if headed == clause.sentence:
            item = None  # « Chauffage : OS à Petit »
        elif item is not None and _is_a_head(situation, clause):
            headed = clause.sentence
        others = _other_items(situation, clause, parts[-1].items) if parts and item is None else ()
        if others:
            parts.append(Part(others, clause.text, clause.start))
            continue
        text = _without_its_name(_without_ordinals(clause), item) if item is not None else clause.text
        mark = "?" if clause.is_question else ""
        if item is None and parts and _is_a_head(situation, clause):
            # « Lock: close it »: whatever it names, it is not the line before.
            parts.append(Part((), text + mark, clause.start, apart=True))
            continue
        if item is None and parts and (parts[-1].items or not _is_greeting(parts[-1].text)):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}, {text}{mark}")
        else:
            parts.append(Part(() if item is None else (item,), text + mark, clause.start))
    return [part for part in parts if part.items or not _is_greeting(part.text)]


def _is_a_head(situation: Situation, clause: Clause) -> bool:
    """A word or two before a colon, at the head of a sentence: a line is named, as its writer calls it."""
    end = clause.start + len(clause.text)
    first = all(c.sentence != clause.sentence or c.start >= clause.start for c in situation.clauses)
    return first and len(clause.wording.tokens) <= _A_VERDICT and situation.words[end : end + 2].lstrip(" ")[:1] == ":"


def _other_items(situation: Situation, clause: Clause, named: tuple[DigestItem, ...]) -> tuple[DigestItem, ...]:
    """« Le second oui. L'autre on verra »: those that were not named just before."""
    if not named or _THE_OTHERS.match(clause.folded) is None:
        return ()
    return tuple(item for item in situation.standpoint.digest_items if item not in named)


_THE_OTHERS = re.compile(
    r"(?:et |mais |pour |quant a )*(?:l'autre|les autres|le reste|the others?|the rest)\b"
    r"(?: (?:devis|dossiers?|signalements?|lignes?|points?))?"
    r"\s*(?:$|[,:]|(?:on|oui|non|ok|je|a|attend\w*|ne|est|sont|peut|peuvent|plus tard|pas|c'est|yes|no|can|is|are|we|i)"
    r"\b)"
)


def _is_greeting(text: str) -> bool:
    return set(wording_of(text).tokens) <= _GREETING


_GREETING = frozenset(
    words("bonjour bonsoir hello hi madame monsieur merci sophie karim a tous bonne journee cordialement")
)


def _item(situation: Situation, clause: Clause) -> DigestItem | None:
    items = situation.standpoint.digest_items
    for word, number in _ORDINAL.items():
        if word in clause.wording.words and number <= len(items) and not _is_one_more(clause, word):
            return items[number - 1]
    if items and not _LAST.isdisjoint(clause.wording.words):
        return items[-1]
    initials = {fold(word) for item in items for word in _INITIALS.findall(item.title)}
    spoken = {word for word in clause.wording.tokens if len(word) > 3 or word in initials} - _COMMON
    sent = {word for name in names_after(situation, clause.text, 1) for word in wording_of(name).tokens}
    for words_said in (spoken - sent, spoken):
        shared = {item: len(words_said & (set(wording_of(item.title).tokens) - _COMMON)) for item in items}
        most = max(shared.values(), default=0)
        named = [item for item, count in shared.items() if count == most]
        if most:  # « OS à Petit pour le chauffage », where another line has Petit's quote
            return named[0] if len(named) == 1 else None
    return None


def _is_one_more(clause: Clause, word: str) -> bool:
    """« Demandez un second devis » names no line."""
    before = clause.wording.tokens[: clause.wording.tokens.index(word)]
    return bool(before) and before[-1] in ("un", "une", "a", "another")


_INITIALS = re.compile(r"\b(?!OS\b|BT\b|OT\b|SIG\b|TTC\b|HT\b)[A-Z]{2,4}\b(?!-)")
"""« VMC : trop cher »."""


def _without_ordinals(clause: Clause) -> str:
    """« Ok pour le premier » is « ok »."""
    kept: list[str] = []
    for word in clause.text.split():
        if fold(word).strip(".,:;!") in {*_ORDINAL, *_LAST} and fold(" ".join(kept[-1:])) not in ("un", "une"):
            while kept and fold(kept[-1]) in _BEFORE_AN_ORDINAL:
                kept.pop()
        else:
            kept.append(word)
    return " ".join(kept)


def _without_its_name(text: str, item: DigestItem) -> str:
    """« La chaudière oui », « Gambetta ok », « sauf l'interphone »: what is said of it, once it is named."""
    named = set(wording_of(item.title).tokens) - _COMMON
    left = wording_of(text)
    spoken = [token for token in left.tokens if token not in named and token not in _AROUND_A_NAME]
    spoken = [token for token in spoken if token not in _POLITE] or spoken
    if len(spoken) == len(left.tokens) or not spoken or len(spoken) > _A_VERDICT or _ALL.search(left.text):
        return text
    plain = Wording(" ".join(spoken))
    verdict = says_yes(plain) or says_no(plain) or _NOT_THIS_ONE.match(plain.text) is not None
    verdict = verdict or (len(spoken) == 1 and spoken[0] in _TOLD_TO_US)
    return plain.text if verdict else text


_A_VERDICT = 3
_POLITE = frozenset(words("svp stp please merci"))
_TOLD_TO_US = frozenset(
    words(
        "cloturez cloturer cloture fermez fermer clore close validez valider approve approuvez acceptez accepter accept"
        " refusez refuser refuse reject archivez archiver"
    )
)
"""« Clôturez la chasse d'eau »."""
_AROUND_A_NAME = frozenset(words("la le les l de du des d rue pour concernant the for au aux a"))
_BEFORE_AN_ORDINAL = frozenset(words("pour le la l au du de concernant the for on"))


def _fitting(situation: Situation, part: Part) -> tuple[DigestItem, ...] | None:
    """The one line to which words without a name can be an answer; None when several can, () when none can."""
    items = situation.standpoint.digest_items
    if len(items) == 1:
        return items
    if not part.everyone and Situation(part.text, replace(situation.standpoint, channel=Channel.PUBLIC)).assent.bare:
        return None
    acts = {item: [act.type for act in _acts(situation, part.text, item)] for item in items}
    if _OF_THE_QUOTE.find(wording_of(part.text)) is not None:
        acts = {item: types for item, types in acts.items() if item.about == Question.APPROVE_QUOTE.value} or acts
    fitting = [item for item, types in acts.items() if types]
    if len(fitting) < 2:
        return tuple(fitting)
    alike = len({tuple(types) for types in acts.values() if types}) == 1
    return tuple(fitting) if part.everyone and alike else None


# --- What is said of a line -------------------------------------------------------------------------------------------


def _acts(situation: Situation, text: str, item: DigestItem) -> list[Intent]:
    """What these words say, as an answer to the letter that the line stands for."""
    part = Situation(text, _standpoint(situation.standpoint, item), language=situation.language)
    if situation.role is Role.MANAGER:
        canned = [name for line in text.split("\n") if (name := canned_of(_plain(line))) is not None]
        if canned:
            return [Intent(IntentType.MESSAGE, {"to": str(Role.TENANT), "canned": canned[0]}, text)]
        if is_letter(part):
            return [_to_the_provider(intent, item) for intent in read_message(part).intents]
    if _NOT_THIS_ONE.match(fold(text)) is not None and item.about == Question.APPROVE_QUOTE.value:
        return [Intent(IntentType.REFUSE_QUOTE, {}, text)]
    found = [*_orders(part), *_on_silence(part, item), *(intent for rule in _ANSWERS for intent in rule(part).intents)]
    if not found:
        found += questions_in(part) if situation.role is Role.MANAGER else read_questions(part).intents
    if not found and item.about == "close" and (_closes(part) or _closes_by_name(part, item)):
        found.append(Intent(IntentType.CLOSE_REPORT, {}, text))
    if item.about == _SILENT:
        # « C'est réglé, ils m'ont rappelé »: the silence is over, and the report stands.
        found = [act for act in found if act.type is not IntentType.CLOSE_REPORT or sense_of_closing(act)]
    kept = composed(part, _unlike(found))
    return [intent for intent in kept if situation.role in SPEAKERS[intent.type]]


def _to_the_provider(intent: Intent, item: DigestItem) -> Intent:
    """The title of a line names the company: « Bonjour Monsieur Durand » is written to it."""
    greeted = wording_of(intent.because[:_GREETED]).words & set(wording_of(item.title).tokens) - _COMMON
    named = any(len(word) > 3 for word in greeted)
    named = named or (item.about == _SILENT and greeted_by_name(intent.because, Standpoint()) is None)
    return replace(intent, values={**intent.values, "to": str(Role.PROVIDER)}) if named else intent


_GREETED = 40


def _orders(part: Situation) -> Iterator[Intent]:
    """A manager's orders, and what they pass on."""
    if part.role is not Role.MANAGER:
        return
    for clause in part.clauses:
        yield from orders_in(part, clause)
    yield from told_in_name(part, part.statements)


def _on_silence(part: Situation, item: DigestItem) -> Iterator[Intent]:
    """« Annulez et passez par Aqua Services », of a provider who does not answer: nothing else is called off there."""
    if item.about not in _OF_AN_ORDER or part.role is not Role.MANAGER:
        return
    for clause in part.statements:
        if is_under_a_condition(part, clause) or not _NOT.isdisjoint(clause.wording.words):
            continue
        halves = list(cut_at(_AND, clause))
        others = {half: name for half in halves if (name := _another(part, half)) is not None}
        for half in halves:
            first = half is halves[0] and all(
                _A_YES.fullmatch(c.folded) for c in part.clauses if c.start < clause.start
            )
            if (first or others) and _CALLS_OFF.find(half.wording) is not None:
                yield Intent(IntentType.CANCEL_OS, {}, half.text, half.start)
            if half in others:
                yield Intent(
                    IntentType.SEND_OS,
                    {"provider": others[half], "urgency": "urgent" if is_urgent(part) else "normal"},
                    half.text,
                    half.start,
                )


def _another(part: Situation, half: Clause) -> str | None:
    """The company to go to: neither a party of the report who is no company, nor one whom one only asks for a key."""
    if _TAKES_ANOTHER.find(half.wording) is None or _NO_COMPANY.search(half.folded) is not None:
        return None
    names = names_after(part, half.text, 1)
    others = {word for role, words in part.names_of.items() if role is not Role.PROVIDER for word in words}
    if not names or not names[0][:1].isupper() or not wording_of(names[0]).words.isdisjoint(others):
        return None
    return names[0]


_A_YES = re.compile(r"(?:ok|oui|non|bon|alors|tant pis|d'accord|yes|no)\W*")
_NO_COMPANY = re.compile(
    r"\b(?:par|chez) (?:(?:le|la|les|un|une|des|ma|mon|mes|ta|ton|sa|son|ses|notre|nos|votre|vos|leur)\b|l')|\bpour\b"
)


_SILENT = "provider_silent"
_OF_AN_ORDER = frozenset((_SILENT, Question.TAKE_MISSION.value, Question.NEXT_STEP.value))
_AND = re.compile(r"\s(?:et|puis|and|then|ensuite)\s")
_NOT = frozenset(("pas", "plus", "jamais", "not", "never"))
_CALLS_OFF = Sayings(("^ [on|a] annule|annulez|annuler|annulons|cancel [le|la|it|tout] [svp|stp|merci|please] $",))
_TAKES_ANOTHER = Sayings(("^ [on] passe|passez|passer|passons|essaye|essayez|essayer|try|go [plutot] par|chez",))


def _unlike(found: Iterable[Intent]) -> list[Intent]:
    kept: list[Intent] = []
    for intent in found:
        if all(intent.type is not other.type for other in kept):
            kept.append(intent)
    if any(intent.type is IntentType.REQUEST_QUOTE for intent in kept):
        kept = [intent for intent in kept if intent.type is not IntentType.ASK_OTHER_QUOTE]
    if any(
        intent.type in (IntentType.CONFIRM_WORKS, IntentType.APPROVE_QUOTE, IntentType.REFUSE_QUOTE) for intent in kept
    ):
        kept = [i for i in kept if i.type is not IntentType.CLOSE_REPORT or sense_of_closing(i)]
    return kept


def sense_of_closing(intent: Intent) -> bool:
    """« Réparé, vous pouvez clôturer » says both; « ok, c'est réglé » only one."""
    clauses = Situation(intent.because, Standpoint()).clauses
    return any(sense_of(clause) is Sense.CLOSE for clause in clauses)


def _closes(part: Situation) -> bool:
    """« A3 ok », on a line that waits for closing."""
    if any(clause.is_question for clause in part.clauses):
        return False
    senses = {sense_of(clause) for clause in part.clauses}
    if Sense.DO_NOT_CLOSE in senses or Sense.UNSETTLED in senses or part.assent.no is not None:
        return False
    return part.assent.yes is not None or any(_YES_ALONE.find(clause.wording) for clause in part.clauses)


def _closes_by_name(part: Situation, item: DigestItem) -> bool:
    """« La serrure vous pouvez clore »: the thing that is named is the line, and not what one shuts."""
    named = set(wording_of(item.title).tokens) - _COMMON
    if _MAY_CLOSE.search(part.folded) is None:
        return False  # « La serrure est close » says how it stands.
    left = Situation(" ".join(t for t in wording_of(part.words).tokens if t not in named), part.standpoint)
    return left.words != part.wording.text and {sense_of(clause) for clause in left.clauses} == {Sense.CLOSE}


_MAY_CLOSE = re.compile(
    r"\b(?:pouve[zs]|peux|peut|pourrez|pourriez|can|could|may|cloturez|a (?:clore|cloturer)|de clore|de cloturer"
    r"|to (?:be )?closed?)\b|\bclosed,? please\b"
)


def _standpoint(standpoint: Standpoint, item: DigestItem) -> Standpoint:
    """Where the writer would stand, had the line been a letter of its own."""
    question = next((question for question in Question if question.value == item.about), None)
    sums = [amount.value for amount in amounts_in(fold(item.title)) if amount.marked]
    asked = None
    if question is Question.APPROVE_QUOTE:
        asked = Asked(question, quotes=(OfferedQuote(sums[0] if len(sums) == 1 else None),))
    elif question in (Question.CONFIRM_WORKS, Question.TAKE_MISSION, Question.NEXT_STEP, Question.SEND_QUOTE) and (
        question is not Question.NEXT_STEP or standpoint.role is Role.PROVIDER
    ):
        asked = Asked(question)
    state = None if question is None else _STATES.get(question)
    return replace(
        standpoint,
        channel=Channel.PUBLIC,
        asked=asked,
        digest_items=(),
        report=KnownReport(ReportStatus.IN_PROGRESS),
        work_order=None if state is None else KnownOrder(state),
    )


def _amount_of(act: Intent, item: DigestItem) -> dict[str, str]:
    """The sum that the line names, for a yes to it."""
    if act.type is not IntentType.APPROVE_QUOTE:
        return {}
    sums = [amount.value for amount in amounts_in(fold(item.title)) if amount.marked]
    amount = money(sums[0]) if len(sums) == 1 else None
    return {} if amount is None else {"amount_incl_tax": amount}
