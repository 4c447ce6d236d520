"""From a raw mail and a standpoint to a reading, on the mails of the cast."""

import random
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage

from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.languages import language_of
from mailbot.inbound.reading.outcome import SPEAKERS, Ask, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import EMPTY, Asked, KnownReport, Question, Slot, Standpoint
from mailbot.vocabulary import Category, Channel, MailKind, ReportStatus, Role, Urgency
from tests.cases import every
from tests.inbound.reading.clients import MAILS

INTAKE = Standpoint(role=Role.TENANT, channel=Channel.INTAKE, sender_name="Nadia Belkacem")
THREAD = Standpoint(role=Role.TENANT, report=KnownReport(ReportStatus.IN_PROGRESS), sender_name="Nadia Belkacem")
PICTURE = b"\xff\xd8\xff\xe0" + bytes(20_000)


def mail(words: str = "", *, subject: str = "Fuite", photos: int = 0, logo: bool = False, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Nadia Belkacem <nadia.belkacem@gmail.example>"
    message["To"] = "signaler@suivi.agence-tilleul.example"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    for number in range(photos):
        message.add_attachment(PICTURE, maintype="image", subtype="jpeg", filename=f"IMG_{number}.jpg")
    if logo:
        message.add_attachment(
            bytes(900), maintype="image", subtype="png", filename="image001.png", disposition="inline", cid="<image001>"
        )
    return message.as_bytes()


def reading(words: str = "", standpoint: Standpoint = INTAKE, **about: object) -> Reading:
    return read(parse_mail(mail(words, **about)), standpoint)  # type: ignore[arg-type]


def problems(words: str) -> list[tuple[str, str]]:
    found = [intent for intent in reading(words).intents if intent.type is IntentType.REPORT_NEW]
    return [(intent.values["category"], intent.values["urgency"]) for intent in found]


@every(
    ("words", "category", "urgency"),
    [
        ("Bonjour, il y a une fuite sous l'évier", Category.PLUMBING, Urgency.NORMAL),
        ("ça sent le gaz dans la cuisine", Category.GAS, Urgency.VITAL),
        ("plus de chauffage depuis hier", Category.HEATING, Urgency.URGENT),
        ("jai plu deau chaude depui ce matin", Category.HOT_WATER, Urgency.NORMAL),
        ("le volet ne remonte plus", Category.SHUTTERS, Urgency.NORMAL),
        ("the lock is broken", Category.LOCKS, Urgency.NORMAL),
        ("la prise fait des étincelles", Category.ELECTRICITY, Urgency.VITAL),
        ("il y a des cafards dans la cuisine", Category.PESTS, Urgency.NORMAL),
        ("moisissures au plafond de la chambre", Category.DAMP, Urgency.NORMAL),
        ("l'ascenseur est encore bloqué", Category.COMMON_PARTS, Urgency.NORMAL),
        ("il manque des tuiles", Category.ROOF, Urgency.NORMAL),
        ("il y a un souci avec la cave", Category.OTHER, Urgency.NORMAL),
    ],
)
def test_a_mail_to_the_intake_reports_a_problem_of_a_trade(words: str, category: Category, urgency: Urgency) -> None:
    assert problems(words) == [(category.value, urgency.value)]


def test_two_numbered_problems_are_two_reports() -> None:
    words = "Bonjour, deux choses :\n\n1/ le volet est coincé\n2/ l'interphone ne marche plus"
    assert [category for category, _ in problems(words)] == ["shutters", "intercom"]


def test_one_problem_told_at_length_is_one_report() -> None:
    assert len(problems("Le ballon fait un bruit bizarre. Ça coule un peu en dessous. Le joint est vieux.")) == 1


def test_a_receipt_is_no_problem() -> None:
    assert problems("Bonjour, pouvez-vous m'envoyer ma quittance de novembre ?") == []
    assert problems("Il me manque la quittance de novembre") == []


def test_a_provider_reports_nothing_new_whatever_he_writes_to_the_intake() -> None:
    found = reading("Fuite sous l'évier", Standpoint(role=Role.PROVIDER, channel=Channel.INTAKE))
    assert [intent.type for intent in found.intents] == [IntentType.COMMENT]


def test_a_smell_that_is_denied_is_no_danger() -> None:
    assert problems("La chaudière est en panne, pas d'odeur de gaz") != []
    assert all(urgency != Urgency.VITAL.value for _, urgency in problems("Chaudière en panne, pas d'odeur de gaz"))


def test_a_new_mail_without_a_body_is_read_from_its_subject() -> None:
    found = reading("", subject="Volet bloqué")
    assert found.fresh_text == ""
    assert [intent.type for intent in found.intents] == [IntentType.REPORT_NEW]


def test_the_subject_of_an_answer_is_never_read() -> None:
    found = reading("", THREAD, subject="Re: c'est réglé", In_Reply_To="<1042@suivi.agence-tilleul.example>")
    assert (found.intents, found.ask) == ((), Ask.WHAT_DO_YOU_MEAN)


def test_what_is_forwarded_to_the_intake_is_the_report_and_the_note_is_the_fresh_text() -> None:
    block = "De : odette.perrin@orange.example\nEnvoyé : lundi 23 novembre 2026 10:02\nÀ : Karim\nObjet : volet"
    words = f"Sophie, pour toi.\n\n{block}\n\nMon volet est bloqué"
    found = reading(words, Standpoint(role=Role.MANAGER, channel=Channel.INTAKE), subject="TR: volet")
    assert found.fresh_text == "Sophie, pour toi."
    assert found.intents[0].values["category"] == "shutters"


def test_photos_are_counted_and_logos_are_not() -> None:
    found = reading("Voici les photos", THREAD, photos=2, logo=True)
    assert {"type": "photos", "count": 2} in [intent.to_json() for intent in found.intents]


def test_two_photos_without_a_word_are_understood() -> None:
    found = reading("", THREAD, photos=2, subject="Re: fuite")
    assert ([intent.type for intent in found.intents], found.ask) == ([IntentType.PHOTOS], None)


def test_nothing_new_is_asked_about() -> None:
    found = reading("> vieux\n", THREAD, subject="Re: fuite")
    assert (found.fresh_text, found.ask) == ("", Ask.WHAT_DO_YOU_MEAN)


def test_an_automatic_reply_wants_nothing_whatever_it_says() -> None:
    found = reading("C'est réglé pour les urgences : voyez avec ma collègue.", THREAD, Auto_Submitted="auto-replied")
    assert (found.kind, found.intents) == (MailKind.AUTO_REPLY, ())


def test_thanks_and_an_order_are_told_apart() -> None:
    assert IntentType.THANKS in {intent.type for intent in reading("Merci pour votre aide", THREAD).intents}
    assert IntentType.THANKS not in {
        intent.type for intent in reading("Merci de prévenir le locataire", THREAD).intents
    }


def test_a_secret_and_a_promise_are_marked_on_the_remark() -> None:
    secret = reading("Entre nous, ne vous pressez pas", THREAD).intent(IntentType.COMMENT)
    promise = reading("Fait. Facture suit", Standpoint(role=Role.PROVIDER)).intent(IntentType.COMMENT)
    assert secret is not None
    assert promise is not None
    assert secret.values == {"confidential": True}
    assert promise.values == {"announces": "invoice"}


def test_a_mail_with_no_standpoint_is_read_all_the_same() -> None:
    assert read(parse_mail(b"\xff\xfe rubbish"), EMPTY).to_json()["kind"] == "human"


def test_no_damage_to_a_mail_stops_the_reader() -> None:
    dice = random.Random(1042)  # noqa: S311 - the same damage at each run
    raws = [path.read_bytes() for path in sorted(MAILS.glob("*.eml"))]
    for _ in range(150):
        raw = bytearray(dice.choice(raws))
        for _ in range(dice.randint(1, 20)):
            at = dice.randrange(len(raw))
            raw[at : at + dice.randint(0, 60)] = bytes(
                dice.choices(b'<>\n:"@-= /div\xe9\x00\xff', k=dice.randint(0, 30))
            )
        assert isinstance(read(parse_mail(bytes(raw)), THREAD), Reading)


def test_the_reading_is_written_as_the_specification_says() -> None:
    assert reading("C'est réglé merci", THREAD, subject="Re: fuite").to_json() == {
        "kind": "human",
        "fresh_text": "C'est réglé merci",
        "language": "fr",
        "intents": [{"type": "close_report"}, {"type": "thanks"}],
        "ask": None,
        "details": None,
    }


def test_every_type_has_the_roles_in_whose_mouth_it_exists() -> None:
    assert set(SPEAKERS) == set(IntentType)
    assert len([type_ for type_ in IntentType if type_ is not IntentType.ANSWER]) == 40


def test_a_standpoint_is_read_back_as_it_was_written() -> None:
    written = {
        "received": "2026-11-21T10:00:12+01:00",
        "role": "tenant",
        "channel": "public",
        "sender_name": "Nadia Belkacem",
        "people": {
            "tenant": "Nadia Belkacem",
            "landlord": None,
            "provider": "Plomberie Durand",
            "manager": "Sophie Lambert",
        },
        "report": {"status": "closed", "is_author": True, "closed_on": "2026-11-16"},
        "work_order": {
            "state": "planned",
            "appointment": {"number": 2, "start": "2026-11-24T09:00:00+01:00", "end": "2026-11-24T11:00:00+01:00"},
        },
        "asked": {
            "question": "approve_quote",
            "quotes": [{"label": "A", "amount_incl_tax": "320.00", "provider": "Morel"}],
        },
        "quote_threshold": "150.00",
        "digest_items": [{"code": "A1", "about": "close", "title": "fuite", "report": "SIG-1042"}],
    }
    assert Standpoint.from_json(written).to_json() == written


def test_a_missing_standpoint_is_the_empty_one() -> None:
    assert Standpoint.from_json({}) == EMPTY
    assert Standpoint.from_json(EMPTY.to_json()) == EMPTY


@every(
    ("words", "language"),
    [
        ("Bonjour, il y a une fuite", "fr"), ("ok", "fr"), ("👍", None), ("12", None), ("", None),
        ("Not fixed, I still can't lock it", "en"), ("Hola, la ducha no funciona desde ayer", "es"),
        ("Olá, a fechadura não funciona desde ontem", "pt"), ("Вода не тече, що робити? Її немає", "uk"),
        ("الباب لا يغلق", "ar"), ("热水器坏了", "zh"), ("Merhaba, kalorifer çalışmıyor ve çok soğuk", "tr"),
    ],
)  # fmt: skip
def test_the_language_is_told_by_small_words_and_script(words: str, language: str | None) -> None:
    assert language_of(words) == language


SLOTS = (
    Slot(datetime.fromisoformat("2026-11-24T09:00:00+01:00"), datetime.fromisoformat("2026-11-24T11:00:00+01:00")),
    Slot(datetime.fromisoformat("2026-11-26T14:00:00+01:00"), datetime.fromisoformat("2026-11-26T18:00:00+01:00")),
    Slot(datetime.fromisoformat("2026-11-27T08:00:00+01:00"), datetime.fromisoformat("2026-11-27T10:00:00+01:00")),
)
OFFERED = (
    "1. mardi 24 novembre, de 9 h à 11 h",
    "2. jeudi 26 novembre, de 14 h à 18 h",
    "3. vendredi 27 novembre, de 8 h à 10 h",
)


@every("index", [1, 2, 3])
@every("words", ["celui-ci svp", "ok", "ça me va", "this one please"])
def test_an_answer_under_a_quoted_slot_takes_that_slot(words: str, index: int) -> None:
    choosing = replace(
        THREAD,
        received=datetime.fromisoformat("2026-11-22T21:00:00+01:00"),
        asked=Asked(Question.CHOOSE_SLOT, slots=SLOTS),
    )
    quoted = ["> Bonjour, l'entreprise propose :", *(f"> {line}" for line in OFFERED), "> Répondez par un numéro."]
    quoted.insert(index + 1, words)
    answer = read(parse_mail(mail("\n".join(quoted), subject="Re: x", In_Reply_To="<x@y>")), choosing)
    assert answer.fresh_text == words
    assert [(intent.type, intent.values["index"]) for intent in answer.intents if intent.values] == [
        (IntentType.CHOOSE_SLOT, index)
    ]


def test_a_yes_under_no_slot_in_particular_takes_none() -> None:
    choosing = replace(THREAD, asked=Asked(Question.CHOOSE_SLOT, slots=SLOTS))
    quoted = ["> Bonjour, l'entreprise propose :", "ok", *(f"> {line}" for line in OFFERED)]
    answer = read(parse_mail(mail("\n".join(quoted), subject="Re: x", In_Reply_To="<x@y>")), choosing)
    assert answer.ask is Ask.WHICH_SLOT
