"""The agency's ready messages: each in its own words or in ours, in both languages (S1-47)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.vocabulary import LANGUAGES
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow import canned, canned_set
from mailbot.workflow.canned_texts import known_names, ours

_LONGEST_LABEL, _LONGEST_TEXT = 80, 4000


def show(visit: Visit, typed: Typed) -> Sheet:
    """All of them, or, behind a link that names one and its language, that one with its field."""
    managers_only(visit)
    if not visit.page.with_:
        return _list(visit)
    key, language = _named(visit)
    words = canned.wording(visit.session, visit.agency.id, key, language)
    return visit.sheet(
        "canned_text", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble, key=key,
        written_in=language, label=typed.text("label") if typed.fields else words.label,
        text=typed.text("words") if typed.fields else words.text, ours=ours(key, language).text,
        is_rewritten=canned_set.is_rewritten(visit.session, visit.agency.id, key, language),
        names=known_names(language), set=_link(visit),
    )  # fmt: skip


def press(visit: Visit, typed: Typed) -> None:
    """Keep the agency's words, or go back to ours."""
    managers_only(visit)
    if not visit.page.with_:
        raise Refused(Reason.ALREADY_SO)
    key, language = _named(visit)
    label, text = " ".join(typed.text("label").split()), typed.text("words")
    if typed.text("act") == "ours":
        canned_set.back_to_ours(visit.session, visit.agency.id, key, language)
        return
    if not label or len(label) > _LONGEST_LABEL:
        raise Incomplete("label")
    if not text or len(text) > _LONGEST_TEXT:
        raise Incomplete("text")
    canned_set.rewrite(visit.session, visit.person, key, language, label=label, text=text, now=visit.now)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """It is kept; what the message says from now on."""
    key, language = _named(visit)
    words = canned.wording(visit.session, visit.agency.id, key, language)
    return visit.sheet(
        "canned_text", is_done=True, at=at, key=key, written_in=language, label=words.label, text=words.text,
        is_rewritten=canned_set.is_rewritten(visit.session, visit.agency.id, key, language), set=_link(visit),
    )  # fmt: skip


def _list(visit: Visit) -> Sheet:
    rewritten = canned_set.rewritten(visit.session, visit.agency.id)
    names = {each: canned.labels(visit.session, visit.agency.id, canned.KEYS, each) for each in LANGUAGES}
    rows = [
        {
            "key": key,
            "label": names[visit.language][key],
            "ways": [
                {"language": each, "is_rewritten": (key, each) in rewritten, "url": _link(visit, key, each)}
                for each in LANGUAGES
            ],
        }
        for key in canned.KEYS
    ]
    return visit.sheet("canned_set", rows=rows)


def _named(visit: Visit) -> tuple[str, str]:
    """« MT02fr » is MT-02 in French. Raises Nowhere for a message or a language that there is not."""
    with_ = visit.page.with_
    key, language = f"{with_[:2]}-{with_[2:4]}", with_[4:]
    if key not in canned.KEYS or language not in LANGUAGES:
        raise Nowhere
    return key, language


def _link(visit: Visit, key: str = "", language: str = "") -> str:
    return visit.link(Page.CANNED_SET, visit.person.id, key.replace("-", "") + language)
