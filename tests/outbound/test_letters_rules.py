"""Rules that hold for every letter in both languages: sentences that read well whatever facts are there, one story
told twice, the reader's turn, who reads the answer (WORDING, House style)."""

import re
from collections.abc import Mapping
from datetime import datetime

import pytest

from mailbot.outbound.letters import Letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample
from mailbot.typography import before_tax, day, hour, titled, with_tax
from tests.cases import every
from tests.outbound.letters_read import (
    ALL,
    INSTANT,
    LANGUAGES,
    HTMLParser,
    every_letter,
    faults,
    flat,
    given_words,
    leaves,
    write,
)

TO_HOMES = [sample for sample in ALL if sample.code[0] in "TBX"]
PARIS = "Europe/Paris"


def name(sample: Sample) -> str:
    return f"{sample.code} {sample.variant}"


# --- what is ours, without what people wrote --------------------------------------------------------------------------


_LINK = re.compile(r"<?\b(?:https?|mailto|tel):[^\s>]+>?")


def ours(sample: Sample, language: str, letter: Letter | None = None) -> str:
    """What a letter says of its own: without links, without the agency's line, without what the facts bring."""
    said = flat(_LINK.sub(" ", (letter or write(sample, language)).text))
    said = said.replace(flat(TILLEUL.legal), " ")
    for words in given_words(sample):
        if words[:1].isupper() or re.search("[ .]", words) or len(words) > 20:
            said = said.replace(flat(words), "…")
    return said


# --- sentences that read well -----------------------------------------------------------------------------------------


@every_letter
def test_every_sentence_reads_well(sample: Sample, language: str) -> None:
    assert faults(write(sample, language), sample) == []


def test_an_ill_written_sentence_is_found() -> None:
    sample = next(sample for sample in ALL if sample.code == "T-01")
    for wrong in ("Bonjour ,", "Votre dossier  est clos", "le dossier () est", "prévu le , à", "« »", "prévenus(e)"):
        good = write(sample)
        assert faults(
            Letter(**{f: getattr(good, f) for f in good.__slots__} | {"text": f"{good.text}\n{wrong}\n"}), sample
        ), wrong


# --- the title --------------------------------------------------------------------------------------------------------


@every_letter
def test_a_title_says_something_and_is_one_line(sample: Sample, language: str) -> None:
    title = write(sample, language).title
    assert 5 <= len(title) <= 140
    assert title[0].isupper() or title[0] in "#(«“" or title[0].isdigit() or not title[0].isalpha(), title
    assert not re.search(r"notification|\bmessage type\b", title, re.IGNORECASE)
    ends_with_their_words = sample.facts.get("text") or sample.facts.get("canned_text")
    assert ends_with_their_words or not re.search(r"[.,;:]$", title.removesuffix("…")), title


@every_letter
def test_a_private_title_says_nothing_of_the_matter(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    if not letter.private:
        return
    matter = [str(sample.facts[fact]) for fact in ("object", "text") if sample.facts.get(fact)]
    for shown in (letter.title, letter.preview, letter.subject):
        assert "€" not in shown
        assert not any(words.split("\n")[0] in shown for words in matter)


# --- one story, told in two languages and in two dresses --------------------------------------------------------------


def links_in(letter: Letter) -> list[str]:
    body = HTMLParser(letter.html).body
    assert body is not None
    return [str(anchor.attributes["href"]) for anchor in body.css("a")]


@every("sample", ALL, ids=name)
def test_both_languages_have_the_same_links_in_the_same_order(sample: Sample) -> None:
    french, english = (links_in(write(sample, language)) for language in LANGUAGES)
    assert french == english
    assert len(french) >= 2


@every_letter
def test_every_link_of_the_page_is_written_out_in_the_text(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    said = re.sub(r"\s", "", letter.text)
    for link in links_in(letter):
        where = link.removeprefix("mailto:").removeprefix("tel:").partition("?")[0] if ":" in link[:7] else link
        bare = re.sub(r"\s", "", where)
        assert bare in said or bare.lstrip("+") in re.sub(r"\D", "", said), link


def said_of(sample: Sample, language: str) -> dict[str, bool]:
    """For each thing that can be said in both languages, whether the letter says it."""
    text = flat(write(sample, language).text)
    found: dict[str, bool] = {}
    for leaf in leaves(sample.facts):
        if re.fullmatch(r"\d+\.\d\d", leaf):
            figures = (with_tax(leaf, language), before_tax(leaf, language))
            found[f"sum {leaf}"] = any(re.search(rf"(?<![\d,.]){re.escape(flat(each))}", text) for each in figures)
        elif INSTANT.match(leaf):
            found[f"day {leaf}"] = flat(day(leaf, language=language, time_zone=PARIS)) in text
            if "T" in leaf and datetime.fromisoformat(leaf).tzinfo is not None:
                at = flat(hour(leaf, language=language, time_zone=PARIS))
                found[f"hour {leaf}"] = bool(re.search(rf"(?<![\d:]){at}(?! \d)", text))
        elif re.search(r"[A-ZÀ-Þ@].*\w", leaf) and not leaf.startswith("http") and not re.fullmatch(r"[A-Z_]+", leaf):
            found[f"words {leaf}"] = flat(leaf) in text
    return found


@every("sample", ALL, ids=name)
def test_both_languages_say_the_same_names_sums_days_and_hours(sample: Sample) -> None:
    french, english = (said_of(sample, language) for language in LANGUAGES)
    assert french == english


FOREIGN: Mapping[str, str] = {
    "en": r"\b(?:le|la|les|des|vous|nous|votre|notre|est|avec|pour|sans|dans|devis|dossier|signalement|bonjour)\b",
    "fr": r"\b(?:the|you|your|our|we|with|from|this|report|quote|reply|hello|and)\b",
}


@every_letter
def test_a_letter_speaks_one_language(sample: Sample, language: str) -> None:
    echoes = sample.code[0] == "G" and _THEIR_WORDS & sample.facts.keys()  # managers read their words again, in pieces
    if "summary" in sample.facts or echoes:
        return
    letter = write(sample, language)
    said = ours(sample, language, letter)
    if _THEIR_WORDS & sample.facts.keys():  # with which its title ends, cut to its length
        said = said.replace(flat(letter.title), "").replace(ours_of_title(sample, letter), "")
    assert not re.search(FOREIGN[language], said, re.IGNORECASE)


_THEIR_WORDS = frozenset({"text", "canned_text", "command", "said"})


def ours_of_title(sample: Sample, letter: Letter) -> str:
    """The title as `ours` leaves it."""
    said = flat(letter.title)
    for words in given_words(sample):
        if words[:1].isupper() or re.search("[ .]", words) or len(words) > 20:
            said = said.replace(flat(words), "…")
    return said


# --- days, sums -------------------------------------------------------------------------------------------------------

WEEKDAYS = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
}
MONTHS = {
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}


@pytest.mark.parametrize("language", LANGUAGES)
@every("sample", TO_HOMES, ids=name)
def test_a_date_is_said_with_its_day_of_the_week(sample: Sample, language: str) -> None:
    said = ours(sample, language)
    dates = re.findall(rf"(\w+)[^\w\n]+(\d{{1,2}}(?:er)?) (?:{MONTHS[language]})\b", said)
    assert [date for date in dates if not re.fullmatch(WEEKDAYS[language], date[0], re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@every("sample", TO_HOMES, ids=name)
def test_a_sum_says_whether_tax_is_in_it(sample: Sample, language: str) -> None:
    said = ours(sample, language)
    if language == "fr":
        assert not re.search(r"\d €(?! (?:TTC|HT)\b)", said)
    else:
        assert not re.search(r"€[\d,.]*\d(?!,?\d| (?:incl|excl)\. VAT)", said)


# --- whose turn it is, who reads the answer ---------------------------------------------------------------------------

ASKS_ITS_READER = frozenset({"T-03", "T-07", "T-08", "T-15", "T-16", "B-02", "B-03"})


@pytest.mark.feature("S1-02")
@pytest.mark.parametrize("language", LANGUAGES)
@every("sample", [sample for sample in ALL if sample.code in ASKS_ITS_READER and "own" not in sample.facts], ids=name)
def test_a_letter_that_asks_says_that_it_is_its_reader_s_turn(sample: Sample, language: str) -> None:
    text = flat(write(sample, language).text)
    status = re.search(r"(?:Statut|Status) ?: .*?(?:prochaine étape|next step) ?: ([^–→]*)", text)
    assert status is not None
    assert re.search(r"\b(?:vous|votre|you|your)\b", status[1], re.IGNORECASE), status[1]


_THE_AGENCY_ALONE = ("Votre réponse ne sera lue que par l’agence.", "Your reply will be read by the agency only.")
_AN_INSTRUCTION = ("Répondre à ce mail = consigne", "Replying to this email = an instruction")
LAST: Mapping[tuple[str, str], tuple[str, str]] = {
    ("public", "tenant"): ("Votre réponse sera lue par l’agence", "Your reply will be read by the agency"),
    ("agency", "tenant"): ("Votre réponse ", "Your reply "),
    ("public", "provider"): (
        "Votre réponse sera lue par l’agence et par l’occupant,",
        "Your reply will be read by the agency and by the occupant,",
    ),
    ("agency", "provider"): _THE_AGENCY_ALONE,
    ("private", "landlord"): (
        "Votre réponse ne sera lue que par l’agence : ni votre locataire",
        "Your reply will be read by the agency only: neither your tenant",
    ),
    ("agency", "landlord"): _THE_AGENCY_ALONE,
    ("public", "manager"): ("Répondre à ce mail = visible par", "Replying to this email = visible to"),
    ("private", "manager"): ("Répondre à ce mail = privé", "Replying to this email = private"),
    ("agency", "manager"): _AN_INSTRUCTION,
    ("digest", "manager"): _AN_INSTRUCTION,
}


@pytest.mark.feature("S1-89")
@every_letter
def test_the_last_line_says_who_reads_the_answer(sample: Sample, language: str) -> None:
    text = write(sample, language).text.rstrip("\n")
    last = flat(text.split("\n\n")[-1])
    channel, reader = str(sample.facts["channel"]), str(sample.facts["reader"])
    if channel == "none":
        assert not re.search("Votre réponse|Your reply|Répondez simplement|Just reply", text)
    else:
        assert last.startswith(LAST[channel, reader][LANGUAGES.index(language)]), last


# --- how long a letter is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@every("sample", TO_HOMES, ids=name)
def test_a_letter_to_a_home_is_short(sample: Sample, language: str) -> None:
    """What we say between the greeting and the signature: eight lines of a hundred signs at the most."""
    text = write(sample, language).text
    greeted = re.search(r"\n(?:Bonjour|Hello)[^\n]*,\n", text)
    body = text[greeted.end() if greeted else 0 :]
    end = re.search(rf"\n\n(?:→|[^\n]*\n?(?:L’)?{TILLEUL.agency}|Bien à vous|Kind regards|Merci,|Thank you,)", body)
    said = body[: end.start()] if end else body
    for words in (sample.facts.get("text"), sample.facts.get("canned_text")):
        for line in str(words or "").split("\n"):
            said = said.replace(line.strip(), "") if line.strip() else said
    assert 10 < len(flat(_LINK.sub("", said))) < 900, len(flat(said))


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Mme Belkacem", "Ms Belkacem"),
        ("M. Whitaker", "Mr Whitaker"),
        ("Mlle Roy", "Ms Roy"),
        ("Tom Whitaker", "Tom Whitaker"),
        ("M.", "M."),
        ("SCI M. Roy", "SCI M. Roy"),
    ],
)
def test_a_civility_is_said_in_the_language_of_the_reader(name: str, english: str) -> None:
    assert (titled(name, "en"), titled(name, "fr")) == (english, name)
