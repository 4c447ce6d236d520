"""A manager answers « #MT-02 » from the inbox: the ready message leaves, and the code is seen by nobody."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Participant, Report
from mailbot.outbound.letters import write_letter
from mailbot.outbound.samples import TILLEUL, samples
from mailbot.vocabulary import Channel, EventKind, LetterKind, ReportStatus
from mailbot.workflow.canned import READY
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def from_sophie(house: LivingHouse, words: str) -> list[Delivered]:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, SOPHIE, "G-01"))
    answer = mail(
        words,
        sender=f"Sophie Lambert <{SOPHIE}>",
        to=address,
        subject="Re: [SIG-1046]",
        message_id="<s@agence.example>",
    )
    letters = house.told(answer, sender=SOPHIE, to=address)
    for letter in letters:
        if letter.recipient in (NADIA, YANIS):
            assert "#" not in text_of(letter).split("→")[0]
    return letters


@pytest.mark.feature("S1-47", "S1-80", "S1-43")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("#MT-02", "Pourriez-vous m’envoyer une ou deux photos"),
        ("MT-01", "je m’en occupe"),
        ("Demander les disponibilités", "Quels jours et quelles heures"),
        ("#mt-10", "fermez le robinet d’arrêt"),
    ],
)
def test_a_ready_message_does_what_a_written_answer_does(house: LivingHouse, words: str, said: str) -> None:
    letters = from_sophie(house, words)
    assert who_got_what(letters) == {(NADIA, "T-04"), (YANIS, "T-04")}
    told = text_of(letter_to(letters, NADIA, "T-04"))
    assert said in told
    assert told.count("Bonjour") == 1
    assert "Sophie Lambert" in told
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.IN_PROGRESS
        last = session.query(Event).order_by(Event.id.desc()).first()
        assert last is not None
        assert last.kind is EventKind.CANNED_REPLY_SENT


@pytest.mark.feature("S1-47")
def test_what_stands_beside_the_code_goes_along(house: LivingHouse) -> None:
    letters = from_sophie(house, "#MT-02\n\nSurtout le dessous de l'évier, merci.")
    told = text_of(letter_to(letters, YANIS, "T-04"))
    assert "Pourriez-vous m’envoyer une ou deux photos" in told
    assert "Surtout le dessous de l'évier" in told


@pytest.mark.feature("S1-47")
def test_the_next_answer_is_read_as_one_to_the_ready_message(house: LivingHouse) -> None:
    from_sophie(house, "#MT-03")
    with house.world.database.looking() as session:
        asked = [seat.asked for seat in session.query(Participant) if seat.asked]
    assert {"question": "provide_info", "text": "la marque et le modèle de l’appareil"} in asked


@pytest.mark.feature("S1-47")
@pytest.mark.parametrize("words", ["#MT-07", "#facturer 120", "#MT-02\n#MT-03"])
def test_a_line_for_the_service_that_cannot_be_followed_is_asked_about_and_never_published(
    house: LivingHouse, words: str
) -> None:
    assert who_got_what(from_sophie(house, words)) == {(SOPHIE, "X-13")}
    with house.world.database.looking() as session:
        said = session.query(Comment).order_by(Comment.id.desc()).first()
        assert said is not None
        assert (said.text, said.channel) == (words, Channel.AGENCY)
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.TODO


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", sorted(READY))
def test_every_ready_message_has_its_words_in_both_languages(key: str, language: str) -> None:
    sample = next(each for each in samples() if each.code == "T-04" and each.variant == "a ready message")
    letter = write_letter(LetterKind.NEWS_OF_REPORT, language, {**sample.facts, "canned_key": key}, TILLEUL)
    assert len(letter.text) > 300
    assert "MT-" not in letter.text
