"""How we speak to people: by name, warmly, without the words that make them feel like a file (WORDING, House style)."""

import re

import pytest

from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample
from mailbot.vocabulary import LANGUAGES
from tests.cases import every
from tests.outbound.letters_read import ALL, every_letter, write

NEVER_SAID = {
    "fr": ("cher client", "madame, monsieur", "ne pas répondre", "ticket", "plateforme", "automatiquement", "(e)"),
    "en": ("dear customer", "dear sir or madam", "do not reply", "ticket", "platform", "automatically"),
}
TO_TENANTS = [sample for sample in ALL if sample.facts.get("reader") == "tenant"]


def ours(sample: Sample, language: str) -> str:
    """What we say in a letter, without what people wrote."""
    said = write(sample, language).text
    for words in (sample.facts.get("text"), sample.facts.get("read_as")):
        if isinstance(words, str):
            for line in filter(str.strip, words.split("\n")):
                said = said.replace(line.strip(), "")
    return " ".join(said.split()).replace(" ".join(TILLEUL.legal.split()), "")


@pytest.mark.feature("S1-96")
@every_letter
def test_no_letter_speaks_like_an_office(sample: Sample, language: str) -> None:
    said = ours(sample, language).casefold()
    assert not [words for words in NEVER_SAID[language] if words in said]
    assert not re.search(r"\b(tu|toi|ton|tes)\b", said) or language == "en"


@pytest.mark.feature("S1-96")
@pytest.mark.parametrize("language", LANGUAGES)
@every("sample", TO_TENANTS, ids=lambda sample: f"{sample.code} {sample.variant}")
def test_a_tenant_is_greeted_by_name_and_reads_no_price_and_no_owner(sample: Sample, language: str) -> None:
    said = ours(sample, language)
    if "Belkacem" in str(sample.facts.get("family_name", "")):
        greeted = re.search(r"(Bonjour|Hello|Dear) (Madame|Mrs|Ms) Belkacem", said)
        greets_by_hand = sample.facts.get("writer_role") == "manager"
        assert greeted or greets_by_hand or sample.code == "T-02", said[:300]
    assert "€" not in said
    assert not re.search(r"propriétaire|owner|bailleur (?:a|doit|n’a)|landlord (?:has|must|did)", said, re.IGNORECASE)


@pytest.mark.feature("S1-95")
@every_letter
def test_every_letter_says_where_a_question_about_the_service_goes(sample: Sample, language: str) -> None:
    letter = write(sample, language)
    assert TILLEUL.help_address in letter.text
    assert f"mailto:{TILLEUL.help_address}" in letter.html
