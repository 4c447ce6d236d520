"""How a mail begins and ends: « Bonjour, », « Merci d'avance, Nadia ». Whoever reads what is said needs neither."""

import re

from mailbot.workflow.masking import COVER

_POLITE = re.compile(
    r"(?<!\w)(?:(?:bonjour|bonsoir|coucou|salut|hello|hi|hey|dear|good (?:morning|afternoon|evening)"
    r"|to whom it may concern)"
    r"(?: (?:à )?(?:tous|toutes|vous|team|all|everyone|there))?"
    r"|(?:chère? )?(?:madame|monsieur|messieurs|mesdames|mme|m\.|mr\.?|mrs\.?|ms\.?|sir|madam)"
    r"|(?:et )?(?:un grand |mille |many |with )?(?:merci|thanks|thank you)(?: (?:d['’]avance|par avance|beaucoup"
    r"|bien|encore|à vous|in advance|very much|so much|a lot|again|pour (?:tout|votre (?:retour|aide|réponse))))*"
    r"|(?:en )?vous remerciant(?: d['’]avance| par avance)?|je vous remercie(?: d['’]avance| par avance)?"
    r"|(?:bien |très )?(?:cordialement|amicalement|sincèrement|respectueusement)|bien à vous|(?:mes |sincères )?"
    r"salutations(?: distinguées)?|cdlt|cdt|bonne (?:journée|soirée|fin de (?:journée|semaine)|semaine|réception)"
    r"|bon week-?end|à bientôt|(?:kind |best |warm )?regards|best wishes|yours (?:sincerely|faithfully|truly)"
    r"|sincerely|cheers|best|have a (?:nice|good|lovely) (?:day|evening|week-?end)|ou|or|et|and)(?!\w)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*")
_MOST_NAMES = 3
_BETWEEN = " \t,;:.!…-–—\u00a0\u202f"
_LAST = re.compile(r"(?<=[.!?…])[ \t]+[^.!?…\n]{2,60}[.!…]*\Z")


def says_something(words: str) -> bool:
    """Whether anything is said beside greetings and thanks."""
    return bool(_POLITE.sub(" ", words).strip(_BETWEEN + "\n?"))


def without_courtesies(words: str) -> str:
    """What is said between the greeting and the thanks: empty where that is nothing."""
    lines = words.strip().split("\n")
    first, end = 0, len(lines)
    while first < end and _says_nothing(lines[first]):
        first += 1
    while end > first and _says_nothing(lines[end - 1]):
        end -= 1
    if end > first + 1 and _is_signed(lines[end - 1]) and _is_polite(_above(lines, end - 1)):
        end -= 1
        while _says_nothing(lines[end - 1]):
            end -= 1
    left = "\n".join(lines[first:end]).strip()
    while (last := _LAST.search(left)) and _is_polite(last[0]):
        left = left[: last.start()]
    return left


def _says_nothing(line: str) -> bool:
    return not line.strip(_BETWEEN) or _is_polite(line)


def _is_polite(line: str) -> bool:
    """« Merci, ••• » and « Cordialement » say nothing; an empty line is not even polite."""
    left = _POLITE.sub(" ", line)
    return left != line and not left.replace(COVER, " ").strip(_BETWEEN)


def _is_signed(line: str) -> bool:
    """A name that is covered, and what stands beside it. « Vaillant EcoTec » below a « Merci » is no name of theirs."""
    named = line.strip(_BETWEEN).split()
    others = [each for each in named if each != COVER]
    return len(others) < len(named) <= _MOST_NAMES and all(_CAPITAL.fullmatch(each) for each in others)


def _above(lines: list[str], at: int) -> str:
    return next((line for line in reversed(lines[:at]) if line.strip(_BETWEEN)), "")
