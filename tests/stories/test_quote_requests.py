"""A manager asks a company for a quote: the company, the home and the managers are told, each what is theirs."""

import re
from email.message import EmailMessage

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Event, Participant, Person, PersonAddress, Provider, Report
from mailbot.model_desk import Draft, Quote
from mailbot.model_mails import DigestLine
from mailbot.vocabulary import Alerts, Channel, EventKind, QuoteSight, QuoteState, ReportStatus, Role
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.quoting import DURAND, MOREL, PETIT, requested
from tests.reading_papers import all_of
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of, the_leak
from tests.stories.test_digest_answers import the_morning

_COUNT = iter(range(1_000_000))


def says(house: LivingHouse, words: str, *, who: str, to: str) -> list[Delivered]:
    """Somebody answers a letter of ours."""
    answer = mail(words, sender=who, to=to, subject="Re: …", message_id=f"<{next(_COUNT)}@quotes.example>")
    return house.told(answer, sender=who, to=to)


def quotes_in(house: LivingHouse) -> list[Quote]:
    with house.world.database.looking() as session:
        return session.query(Quote).order_by(Quote.id).all()


def drafts_in(house: LivingHouse) -> list[Draft]:
    with house.world.database.looking() as session:
        return session.query(Draft).order_by(Draft.id).all()


def button(letter: Delivered, label: str) -> str:
    """The address behind a button of a letter."""
    text = " ".join(letter.mail.text.replace("\xa0", " ").split())
    [url] = re.findall(rf"→ {re.escape(label)} ((?:https|mailto):\S+)", text)
    return str(url)


def prefers(house: LivingHouse, address: str, alerts: Alerts) -> None:
    with house.world.database.transaction() as session:
        session.query(Person).join(PersonAddress).filter(PersonAddress.address == address).one().alerts = alerts


# -- What leaves ------------------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-48", "S1-53", "S1-58", "S1-59", "S1-43")
def test_a_request_writes_to_the_company_and_tells_the_home(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)

    quote, letters = requested(house, ref="SIG-1046")

    assert who_got_what(letters) == {(DURAND, "P-01"), (NADIA, "T-05"), (YANIS, "T-05"), (SOPHIE, "G-21")}
    asked = letter_to(letters, DURAND, "P-01")
    assert asked.mail.subject == f"[{quote.number}] Demande de devis : Fuite évier cuisine"
    told = text_of(asked)
    for said in (
        "Votre devis, s’il vous plaît : plomberie, Lyon", "Bonjour, Nous vous remercions",
        "Lieu : 69003 Lyon, 3e étage", "Délai souhaité : 5 jours ouvrés", "Référence à rappeler : " + quote.number,
        "L'évier de la cuisine fuit depuis ce matin", "Sophie Lambert, Agence du Tilleul, mandataire du propriétaire",
        "Devis à établir au nom de : Bernard Vasseur, c/o Agence du Tilleul, 8 place du Marché, 69003 Lyon",
        "TVA : taux à confirmer par l’entreprise",
    ):  # fmt: skip
        assert said in told
    paper, shown = asked.mail.files
    assert paper.name == f"{quote.number}.pdf"
    assert shown.name == "IMG_2041.jpg"
    assert b"Telephone of Nadia" not in asked.raw
    assert b"Telephone of Nadia" not in shown.content
    for label in ("Déposer mon devis", "Proposer une visite", "Je ne peux pas répondre"):
        assert button(asked, label).startswith("mailto:r-")

    home = text_of(letter_to(letters, NADIA, "T-05"))
    assert "nous venons de demander un devis à Plomberie Durand (plomberie)" in home
    assert "Réponse souhaitée sous 5 jours ouvrés" in home
    assert "Statut : En cours — prochaine étape : réception du devis (l’entreprise)" in home
    assert "€" not in home.replace("50 000 €", "")
    receipt = text_of(letter_to(letters, SOPHIE, "G-21"))
    assert f"Demande de devis {quote.number} envoyée à Plomberie Durand" in receipt
    assert "Nadia Belkacem et Yanis Belkacem ont reçu l’information ; le signalement est « En cours »." in receipt
    assert (quote.state, quote.number) == (QuoteState.SENT, "DEV-2026-0092")
    assert report_of(house, "SIG-1046").status is ReportStatus.IN_PROGRESS
    with house.world.database.looking() as session:
        seat = session.query(Participant).filter(Participant.subject.startswith("[DEV")).one()
        assert seat.asked == {"question": "send_quote"}


CANARIES = {
    "the landlord's words": "vendrelappartement",
    "words to the agency alone": "resteentrenous",
    "another company's words": "confrereconcurrent",
    "an access code": "45B12",
    "a telephone": "06 39 98 10 77",
    "a mail address": "chezmoi@perso.example",
    "a street": "rue des Lilas",
    "a tenant's name": "Belkacem",
}


@pytest.mark.feature("S1-58", "S1-54")
def test_nothing_private_is_in_any_byte_for_the_company_or_the_home(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak = the_leak()
    body = leak.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    body.set_content(
        "Bonjour,\n\nL'évier fuit au 12 rue des Lilas, le code est le 45B12, mon numéro 06 39 98 10 77, "
        "chezmoi@perso.example.\n"
    )
    leak.replace_header("Subject", "Fuite chez Mme Belkacem, 12 rue des Lilas")
    first = house.told(leak, sender=NADIA, to=INTAKE)
    public = reply_to(letter_to(first, SOPHIE, "G-01"))
    says(house, "Bonjour Madame Belkacem, j'appelle Plomberie Durand.", who=SOPHIE, to=public)
    says(house, "Entre nous : resteentrenous.", who=SOPHIE, to=_agency_address(house, "SIG-1046"))
    says(house, "La bassine déborde, nous sommes au troisième.", who=NADIA, to=reply_to(first[0]))
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        thread, bernard = session.query(Comment).filter_by(report_id=report.id).limit(1).one().thread_id, BERNARD
        landlord = session.query(PersonAddress).filter_by(address=bernard).one().person_id
        company = session.query(PersonAddress).filter_by(address=MOREL).one().person_id
        for person, role, channel, words in (
            (landlord, "landlord", Channel.PRIVATE, "Je pense à vendrelappartement."),
            (landlord, "landlord", Channel.PUBLIC, "Je veux vendrelappartement."),
            (company, "provider", Channel.PUBLIC, "C'est confrereconcurrent qui chiffre."),
        ):
            session.add(
                Comment(
                    agency_id=report.agency_id, report_id=report.id, thread_id=thread, author_id=person, role=role,
                    channel=channel, text=words, mail_id=None, created_at=house.clock(),
                )
            )  # fmt: skip
    requested(house, "morel", ref="SIG-1046")

    _, letters = requested(house, "durand", ref="SIG-1046")

    asked, told = letter_to(letters, DURAND, "P-01"), letter_to(letters, YANIS, "T-05")
    assert "La bassine déborde" in text_of(asked)
    paper = asked.mail.files[0]
    assert "La bassine déborde" in all_of(paper.content)
    for what, canary in CANARIES.items():
        said = (asked.raw.decode("utf-8", "replace"), asked.mail.text, asked.mail.html, asked.mail.subject)
        for each in (*said, all_of(paper.content)):
            assert canary not in each, what
    for what in ("the landlord's words", "words to the agency alone", "another company's words", "an access code"):
        for each in (told.raw.decode("utf-8", "replace"), told.mail.text, told.mail.html):
            assert CANARIES[what] not in each, what
    assert "Morel" not in asked.mail.text + asked.mail.html + asked.mail.subject
    assert "Nadia" not in told.mail.text


def _agency_address(house: LivingHouse, ref: str) -> str:
    from mailbot.threads.addresses import reply_address

    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref=ref).one()
        seat = (
            session.query(Participant)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(PersonAddress.address == SOPHIE, Participant.subject.contains(report.ref))
            .first()
        )
        assert seat is not None
        domain = "suivi.agence-tilleul.example"
        return reply_address(house.world.keyring, seat.id, Channel.AGENCY, domain, today=house.world.today())


@pytest.mark.feature("S1-58")
def test_a_company_learns_once_where_its_address_came_from(sqlite_house: LivingHouse) -> None:
    _, first = requested(sqlite_house, ref="SIG-1042")
    assert "Premier contact : nous tenons votre adresse de notre fichier d’entreprises" in text_of(
        letter_to(first, DURAND, "P-01")
    )
    _, second = requested(sqlite_house, ref="SIG-1043")
    assert "Premier contact" not in text_of(letter_to(second, DURAND, "P-01"))


@pytest.mark.feature("S1-59", "S1-73")
def test_who_chose_the_daily_letter_reads_it_there_and_the_receipt_says_so(sqlite_house: LivingHouse) -> None:
    prefers(sqlite_house, YANIS, Alerts.DAILY)
    prefers(sqlite_house, BERNARD, Alerts.DAILY)
    _, letters = requested(sqlite_house)
    assert who_got_what(letters) == {(DURAND, "P-01"), (NADIA, "T-05"), (SOPHIE, "G-21")}
    receipt = text_of(letter_to(letters, SOPHIE, "G-21"))
    assert "Nadia Belkacem a reçu l’information" in receipt
    assert "Yanis Belkacem le lira dans le prochain récapitulatif." in receipt
    sqlite_house.clock.forward(hours=22)
    digests = sqlite_house.strike()
    assert "devis demandé" in text_of(letter_to(digests, YANIS, "T-26"))
    assert "En cours (SIG-1042)" in text_of(letter_to(digests, BERNARD, "B-07"))


@pytest.mark.feature("S1-53")
@pytest.mark.parametrize("sight", [QuoteSight.MANAGERS, QuoteSight.LANDLORD])
def test_a_request_that_the_home_is_not_to_know_leaves_no_trace_there(
    sqlite_house: LivingHouse, sight: QuoteSight
) -> None:
    house = sqlite_house
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    prefers(house, BERNARD, Alerts.DAILY)
    quote, letters = requested(house, ref="SIG-1046", sight=sight)
    assert who_got_what(letters) == {(DURAND, "P-01"), (SOPHIE, "G-21")}
    assert "a reçu l’information" not in text_of(letter_to(letters, SOPHIE, "G-21"))
    asked = letter_to(letters, DURAND, "P-01")
    # What he answers is for the agency alone, and his letter says so.
    assert text_of(asked).endswith("Votre réponse ne sera lue que par l’agence.")

    said = says(house, "Merci de me tenir au courant.", who=YANIS, to=reply_to(letter_to(first, YANIS, "T-01")))
    later = letter_to(said, NADIA, "T-04")
    assert "devis" not in text_of(later)
    assert "réception du devis" in text_of(letter_to(said, SOPHIE, "G-02"))
    told = says(house, "Où en est-on ?", who=NADIA, to=reply_to(later))
    assert "devis" not in text_of(letter_to(told, NADIA, "T-23"))
    house.clock.forward(hours=22)
    digests = house.strike()
    told_landlord = [each for each in digests if each.recipient == BERNARD]
    with house.world.database.looking() as session:
        lines = (
            session.query(DigestLine)
            .join(Event, Event.id == DigestLine.event_id)
            .filter(Event.kind == EventKind.QUOTE_REQUESTED, DigestLine.role == Role.LANDLORD)
            .count()
        )
    assert (bool(told_landlord), lines) == (True, 1 if sight is QuoteSight.LANDLORD else 0)
    assert quote.sight is sight


@pytest.mark.feature("S1-59", "S1-92")
def test_of_a_private_report_nobody_at_home_learns_anything(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak = mail(
        "Bonjour, la chaudière de L-A12 est vieille, faites chiffrer son remplacement.", sender=BERNARD, to=INTAKE,
        subject="L-A12 : chaudière", message_id="<private@orange.example>",
    )  # fmt: skip
    first = house.told(leak, sender=BERNARD, to=INTAKE)
    assert {code for _, code in who_got_what(first)} == {"B-10", "G-01"}
    _, letters = requested(house, "morel", ref="SIG-1046")
    assert who_got_what(letters) == {(MOREL, "P-01"), (SOPHIE, "G-21")}
    asked = letter_to(letters, MOREL, "P-01")
    assert "faites chiffrer" not in asked.mail.text  # his words are for managers alone
    assert text_of(asked).endswith("Votre réponse ne sera lue que par l’agence.")


@pytest.mark.feature("S1-48", "GAP-06")
def test_several_requests_stand_side_by_side(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    requested(house, "durand")
    _, letters = requested(house, "petit")
    assert who_got_what(letters) == {(PETIT, "P-01"), (NADIA, "T-05"), (YANIS, "T-05"), (SOPHIE, "G-21")}
    assert [(each.number, each.state) for each in quotes_in(house)] == [
        ("DEV-2026-0092", QuoteState.SENT), ("DEV-2026-0093", QuoteState.SENT),
    ]  # fmt: skip
    raw = letter_to(letters, PETIT, "P-01").mail
    assert "Durand" not in raw.text + raw.html + raw.subject


@pytest.mark.feature("S1-37", "S1-45", "S1-48", "S1-55")
def test_the_letter_of_a_new_report_names_the_favourites_whose_trade_fits(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    told = letter_to(letters, SOPHIE, "G-01")
    for label in ("Demander un devis à ★ Plomberie Durand", "Demander un devis"):
        assert button(told, label).startswith("https://pages.test.example/p/")
    assert "★ Élec Services Petit" not in told.mail.text.replace("\xa0", " ")
    with house.world.database.transaction() as session:
        session.query(Provider).filter_by(key="durand").one().retired_at = house.clock()
    said = says(house, "La bassine déborde.", who=NADIA, to=reply_to(letter_to(letters, NADIA, "T-01")))
    news = text_of(letter_to(said, SOPHIE, "G-02"))
    assert "Durand" not in news
    assert "→ Demander un devis " in news


# -- Words ------------------------------------------------------------------------------------------------------------


def the_leak_told(house: LivingHouse) -> str:
    """The address at which Sophie answers what she reads of the leak."""
    return reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01"))


@pytest.mark.feature("S1-22", "S1-23", "S1-48", "S1-57")
def test_a_managers_words_prepare_a_draft_each_and_nothing_leaves(sqlite_house: LivingHouse) -> None:
    address = the_leak_told(sqlite_house)
    letters = says(
        sqlite_house, "Bonjour,\ndevis à Durand et y.martin@plombier.example, 10 jours\nMerci", who=SOPHIE, to=address
    )
    assert [(each.recipient, each.mail.header("x-mailbot-letter")) for each in letters] == [(SOPHIE, "G-14")] * 2
    known, typed = sorted(letters, key=lambda each: "martin" in each.mail.text)
    assert "Prêt à partir : demande de devis à Plomberie Durand" in text_of(known)
    assert "Plomberie Durand, patrick@plomberie-durand.example" in text_of(known)
    assert "Réponse souhaitée, en jours ouvrés : 10" in text_of(known)
    assert "devis à Durand et y.martin@plombier.example, 10 jours" in text_of(known)
    assert "y.martin@plombier.example" in text_of(typed)
    assert quotes_in(sqlite_house) == []
    assert report_of(sqlite_house, "SIG-1046").status is ReportStatus.TODO
    with sqlite_house.world.database.looking() as session:
        assert session.query(Comment).filter(Comment.text.contains("devis à Durand")).one().channel is Channel.AGENCY


@pytest.mark.feature("S1-23")
def test_a_yes_by_mail_sends_nothing_and_a_no_throws_the_draft_away(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    [ready] = says(house, "Demandez un devis à Petit", who=SOPHIE, to=the_leak_told(house))
    answered = says(house, "oui, envoyez", who=SOPHIE, to=reply_to(ready))
    assert who_got_what(answered) == {(SOPHIE, "X-14")}
    told = letter_to(answered, SOPHIE, "X-14")
    assert "cela engage une dépense, et une réponse par mail n’y suffit pas" in text_of(told)
    assert button(told, "Valider et envoyer").startswith("https://")
    assert quotes_in(house) == []
    assert says(house, "non", who=SOPHIE, to=reply_to(ready)) == []
    [draft] = drafts_in(house)
    assert draft.cancelled_at is not None
    again = says(house, "oui", who=SOPHIE, to=reply_to(ready))
    assert "ce qui était prêt a été annulé" in text_of(letter_to(again, SOPHIE, "X-14"))
    assert quotes_in(house) == []


@pytest.mark.feature("S1-57")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Demandez un devis à Duront", "Plomberie Durand"),
        ("Demandez un devis", "Plomberie Durand"),
        ("devis à nadia.belkacem@gmail.example", "Plomberie Durand"),
    ],
)
def test_a_company_that_nobody_knows_is_asked_about(sqlite_house: LivingHouse, words: str, names: str) -> None:
    letters = says(sqlite_house, words, who=SOPHIE, to=the_leak_told(sqlite_house))
    assert who_got_what(letters) == {(SOPHIE, "X-13")}
    asked = letter_to(letters, SOPHIE, "X-13")
    assert "à quelle entreprise faut-il demander ce devis ?" in text_of(asked)
    assert names in text_of(asked)
    assert button(asked, f"Demander un devis à {names}").startswith("https://")
    assert drafts_in(sqlite_house) == []


@pytest.mark.feature("S1-57")
def test_a_name_of_two_companies_is_asked_about_and_a_retired_one_is_none(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        session.query(Provider).filter_by(key="morel").one().company = "Chauffage Durand"
        session.query(Provider).filter_by(key="azur").one().retired_at = house.clock()
    address = the_leak_told(house)
    [both] = says(house, "devis à Durand", who=SOPHIE, to=address)
    assert "Par exemple : Plomberie Durand et Chauffage Durand" in text_of(both)
    [gone] = says(house, "devis à Azur", who=SOPHIE, to=address)
    assert gone.mail.header("x-mailbot-letter") == "X-13"
    assert drafts_in(house) == []


@pytest.mark.feature("S1-48", "S1-50")
def test_what_is_said_to_the_home_beside_it_goes_there_and_a_closed_report_refuses(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    address = the_leak_told(house)
    words = "devis à Petit\n\nBonjour Madame Belkacem,\nje m'en occupe aujourd'hui."
    letters = says(house, words, who=SOPHIE, to=address)
    assert who_got_what(letters) == {(SOPHIE, "G-14"), (NADIA, "T-04"), (YANIS, "T-04")}
    assert "Petit" not in text_of(letter_to(letters, NADIA, "T-04"))
    assert "je m'en occupe aujourd'hui" in text_of(letter_to(letters, NADIA, "T-04"))
    closing = says(house, "Demandez un devis à Durand.\nClôturez ce signalement.", who=SOPHIE, to=address)
    assert (SOPHIE, "G-14") in who_got_what(closing)
    assert report_of(house, "SIG-1046").status is ReportStatus.CLOSED
    refused = says(house, "Demandez un devis à Durand.", who=SOPHIE, to=address)
    assert who_got_what(refused) == {(SOPHIE, "X-14")}
    assert "nous n’avons pas pu demander un devis : le dossier est clôturé" in text_of(refused[0])


@pytest.mark.feature("S1-48")
def test_a_line_of_the_digest_prepares_it_too(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    digest = the_morning(house)
    letters = says(house, "A2 demandez un devis à Petit", who=SOPHIE, to=reply_to(digest))
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    assert "Élec Services Petit" in text_of(letters[0])
    unknown = says(house, "A2 demandez un devis à Zorglub", who=SOPHIE, to=reply_to(digest))
    assert "nous ne savons pas de quelle entreprise il s’agit" in text_of(letter_to(unknown, SOPHIE, "X-14"))


@pytest.mark.feature("S1-22", "S1-23")
def test_words_of_a_tenant_or_a_landlord_create_nothing(house: LivingHouse) -> None:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    asked = says(house, "Envoyez-moi un plombier svp.", who=NADIA, to=reply_to(letter_to(first, NADIA, "T-01")))
    assert who_got_what(asked) == {(YANIS, "T-04"), (SOPHIE, "G-02")}
    for words in ("Envoyez un plombier.", "Demandez un second devis avant de décider."):
        letters = house.told(
            mail(f"[SIG-1046] {words}", sender=BERNARD, to=INTAKE, subject="SIG-1046",
                 message_id=f"<{len(words)}@orange.example>"),
            sender=BERNARD, to=INTAKE,
        )  # fmt: skip
        assert who_got_what(letters) == {(SOPHIE, "G-19")}
        private = letter_to(letters, SOPHIE, "G-19")
        assert "Rien n’est demandé à une entreprise : la décision vous revient." in text_of(private)
        assert button(private, "Préparer une demande de devis").startswith("https://")
        assert words.split()[0] not in private.mail.subject
    assert quotes_in(house) == []
    assert drafts_in(house) == []


def test_photos_of_what_is_private_stay_with_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    secret = mail("Entre nous.", sender=SOPHIE, to=INTAKE, subject="SIG-1046", message_id="<photo@agence.example>")
    secret.add_attachment(photo(), maintype="image", subtype="jpeg", filename="secret.jpg")
    house.told(secret, sender=SOPHIE, to=_agency_address(house, "SIG-1046"))
    _, letters = requested(house, ref="SIG-1046")
    assert [each.name for each in letter_to(letters, DURAND, "P-01").mail.files] == [
        "DEV-2026-0092.pdf",
        "IMG_2041.jpg",
    ]
