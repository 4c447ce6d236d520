"""A stolen reply address and a forged From: what each party could ask for, asked for by a thief (HOUSE, section 4)."""

import pytest

from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate
from tests.besieged import (
    AGENCY_ALONE,
    LEAK,
    LURE,
    MAY_READ,
    ON_FILE,
    PARTIES,
    WORDS,
    WORKED,
    Siege,
    Standing,
    nothing_moved_and_nothing_leaked,
    whole_of,
)
from tests.billing import OTHER, changes_now, provider_now
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, who_got_what
from tests.ordering import DURAND
from tests.quoting import PETIT

pytestmark = pytest.mark.feature("GAP-17")

WISHES = (
    (NADIA, "T-15", WORKED, "Oui, c'est réparé."),
    (NADIA, "T-15", WORKED, "C'est réglé, clôturez ce signalement."),
    (NADIA, "T-10", LEAK, "Le 2"),
    (YANIS, "T-10", LEAK, "Je ne serai pas là jeudi, annulez le rendez-vous. Le code est 9999Z."),
    (NADIA, "T-10", LEAK, "J'approuve le devis. Mon nouveau numéro : 06 39 98 00 99."),
    (BERNARD, "B-02", LEAK, "Bon pour accord, je valide le devis."),
    (BERNARD, "B-02", LEAK, f"Je refuse. Et voici mon nouvel IBAN : {OTHER}"),
    (SOPHIE, "G-06", LEAK, "Validez"),
    (SOPHIE, "G-06", LEAK, "Refusez"),
    (SOPHIE, "G-01", LEAK, "Annulez l'OS Durand."),
    (SOPHIE, "G-01", LEAK, "Envoyez un OS à Morel. Demandez un devis à Azur."),
    (SOPHIE, "G-01", LEAK, "#cloturer"),
    (SOPHIE, "G-12", WORKED, "#bon-a-payer"),
    (SOPHIE, "G-03", "", "A1 clôturez, A2 validez"),
    (DURAND, "P-07", LEAK, "Terminé, tout est réparé."),
    (DURAND, "P-07", LEAK, "Je ne peux plus venir jeudi : plutôt lundi 30 entre 8h et 9h."),
    (DURAND, "P-17", WORKED, f"Attention, nous avons changé de banque : nouvel IBAN {OTHER}"),
    (PETIT, "P-11", LEAK, "Notre prix passe à 1,00 € TTC."),
)


def fates(house: LivingHouse, since: int) -> list[tuple[InboundFate | None, str]]:
    """What became of the mails that came since."""
    with house.world.database.looking() as session:
        rows = session.query(InboundMail).filter(InboundMail.id > since).order_by(InboundMail.id)
        return [(row.fate, row.trouble) for row in rows]


def last_mail(house: LivingHouse) -> int:
    with house.world.database.looking() as session:
        return max(number for (number,) in session.query(InboundMail.id))


def test_whatever_a_forged_mail_asks_for_in_whoevers_name_is_held_and_its_owner_asked(siege: Siege) -> None:
    before, came = Standing.of(siege.house), last_mail(siege.house)
    for number, (who, code, ref, words) in enumerate(WISHES):
        siege.publishes(("reject", "none")[number % 2])
        letter = siege.letter(who, code, "" if code.startswith("P-") else ref)
        siege.sends(
            f"{who}", f"{words}\n\n{LURE}", to=siege.token(who, code, "" if code.startswith("P-") else ref),
            envelope=(who, "mallory@evil.example")[number // 2 % 2], answering=letter,
        )  # fmt: skip
        codes = who_got_what(before.since)
        assert codes <= {(each, "X-11") for each in PARTIES} | {(SOPHIE, "G-16")}, (who, words, codes)
    assert set(fates(siege.house, came)) == {(InboundFate.HELD, "forged")}
    assert {who for who, code in who_got_what(before.since) if code == "X-11"} == PARTIES
    nothing_moved_and_nothing_leaked(before, before.since)


@pytest.mark.long
def test_the_search_itself_sees_and_the_case_tells_nobody_what_is_anothers(siege: Siege) -> None:
    before, letters = Standing.of(siege.house), list(siege.house.boxes)
    nothing_moved_and_nothing_leaked(before, letters)
    found = {word for word in MAY_READ for each in letters if word in whole_of(each)}
    assert found == set(MAY_READ)
    assert {each.recipient for each in letters} == PARTIES
    swapped = [each for each in letters if each.recipient == SOPHIE and LEAK in each.mail.subject]
    for each in swapped:
        object.__setattr__(each, "recipient", PETIT)
    with pytest.raises(AssertionError):
        nothing_moved_and_nothing_leaked(before, swapped)
    for each in swapped:
        object.__setattr__(each, "recipient", SOPHIE)


ECHOED = (
    (BERNARD, "B-02", "Bon pour accord, je valide le devis.", {(BERNARD, "X-12")}),
    (SOPHIE, "G-06", "Validez", {(SOPHIE, "X-12")}),
    (SOPHIE, "G-01", "Annulez l'OS Durand.", {(SOPHIE, "X-12")}),
    (SOPHIE, "G-12", "#bon-a-payer", {(SOPHIE, "X-12")}),
    (SOPHIE, "G-01", "Envoyez un OS à Morel. Demandez un devis à Azur.", {(SOPHIE, "G-14")}),
)
"""Money and orders, in a mail that nothing proves and nothing denies: shown back to the address on file alone."""
DONE_AND_TOLD = (
    (NADIA, "T-10", "Je ne serai pas là jeudi, annulez le rendez-vous.", (NADIA, "T-12")),
    (NADIA, "T-15", "C'est réglé, clôturez ce signalement.", (NADIA, "T-17")),
    (BERNARD, "B-02", "Je refuse le devis.", (BERNARD, "B-05")),
    (DURAND, "P-07", "Terminé, tout est réparé.", (DURAND, "P-14")),
)
"""What moves a case, and engages nothing: it is done, and whoever is said to have written reads so at once."""


def test_where_a_domain_publishes_nothing_money_is_shown_back_and_what_is_done_is_told_to_whom_it_was_done_for(
    siege: Siege,
) -> None:
    """Nothing can prove such a forgery (P2): what it may do is what a mail may do at all, and no more."""
    house = siege.house
    siege.sends(NADIA, "Oui, c'est réparé.", to=siege.token(NADIA, "T-15"), envelope=NADIA)  # its invoice may be paid
    before = Standing.of(house)
    for who, code, words, expected in ECHOED:
        had = len(house.boxes)
        siege.sends(who, f"{words}\n\n{LURE}", to=siege.token(who, code), answering=siege.letter(who, code))
        assert who_got_what(list(house.boxes)[had:]) == expected, words
    nothing_moved_and_nothing_leaked(before, before.since, but=(*WORDS, "drafts"), heard_by=AGENCY_ALONE | {BERNARD})

    letters = len(house.boxes)
    siege.sends(
        DURAND, f"Nous avons changé de banque, nouvel IBAN : {OTHER}. {LURE}", to=siege.token(DURAND, "P-17")
    )  # fmt: skip
    told = list(house.boxes)[letters:]
    assert {(SOPHIE, "G-16"), (DURAND, "X-12")} <= who_got_what(told)
    assert {each.recipient for each in told} == {SOPHIE, DURAND}
    assert provider_now(house).iban == ON_FILE
    assert [change.verified_at for change in changes_now(house)] == [None]
    for who, code, words, tells in DONE_AND_TOLD:
        had = len(house.boxes)
        siege.sends(who, f"{words}\n\n{LURE}", to=siege.token(who, code), answering=siege.letter(who, code))
        assert tells in who_got_what(list(house.boxes)[had:]), words
    moved = {"reports", "quotes", "work_orders", "visits", "landlord_asks", "landlord_answers", "bank_changes",
             "invoices", "availabilities", "drafts"}  # fmt: skip
    nothing_moved_and_nothing_leaked(before, before.since, but=(*WORDS, *moved), heard_by=PARTIES)
