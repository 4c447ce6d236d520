"""A quote that a company hands in on its mission: its document is what counts, a price alone is an estimate (S2-16)."""

from collections.abc import Sequence

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.company_words import beside_quote, names_another_thing
from mailbot.inbound.hearing import Done, Heard
from mailbot.inbound.mission_slots import sorted_times
from mailbot.inbound.quote_papers import (
    Read,
    documents_of,
    is_unreadable,
    kept_papers,
    may_be_quote,
    price_in,
    quote_in,
    with_numbers,
)
from mailbot.inbound.reading.documents import Paper
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.standpoint import Question
from mailbot.vocabulary import Role
from mailbot.workflow import company_answers
from mailbot.workflow.mission_quotes import begin_quote, quote_in_hand
from mailbot.workflow.quote_figures import Delivered, needs_a_yes
from mailbot.workflow.refusals import refuse_late
from mailbot.workflow.sayings import Beside
from mailbot.workflow.scene import with_company
from mailbot.workflow.telling import OF_THE_HOME, Reader
from mailbot.workflow.withholding import says_more

_ASKS_FOR_ONE = frozenset({Question.SEND_QUOTE, Question.NEXT_STEP})


def take_quote(session: Session, heard: Heard) -> Done | None:
    """A document that is a quote, other figures for the one in hand, or a price that lacks its document."""
    company = heard.scene.company
    if heard.seat.participant.role is not Role.PROVIDER or company is None or company.order is None:
        return None
    hand = quote_in_hand(session, company.order)
    about = heard.scene if hand is None else with_company(session, heard.scene, hand, now=heard.now)
    papers = tuple(each for each in documents_of(heard.arrived.files) if may_be_quote(each))
    delivered = quote_in(about, heard.reading, papers, kept_papers(papers))
    submits = heard.intent(IntentType.SUBMIT_QUOTE) is not None
    is_done = heard.intent(IntentType.DECLARE_DONE) is not None
    if not papers and not submits and (is_done or names_another_thing(heard.reading.fresh_text)):
        return None  # what coming costs, or works that are done, is no other figure for the quote in hand
    if delivered is None or not (submits or hand is not None or _is_asked_for(heard, papers)):
        return None
    if papers or (hand is not None and not submits) or (hand is not None and delivered.options):
        return _receive(session, heard, delivered)
    return _ask_for_document(session, heard, delivered)


def _is_asked_for(heard: Heard, papers: Sequence[Read]) -> bool:
    """Whether what cannot be read is the quote that was asked for: by its name, or since nothing else is."""
    if heard.intent(IntentType.DECLARE_DONE) is not None or heard.intent(IntentType.SEND_INVOICE) is not None:
        return False
    unread = [each for each in papers if is_unreadable(each)]
    named = any(each.document.paper is Paper.QUOTE for each in unread)
    return named or (bool(unread) and heard.route.standpoint.question in _ASKS_FOR_ONE)


def _receive(session: Session, heard: Heard, delivered: Delivered) -> Done:
    words, submitted = heard.reading.fresh_text, heard.intent(IntentType.SUBMIT_QUOTE)
    covers = frozenset({IntentType.SUBMIT_QUOTE, IntentType.STATE_PRICE})
    try:
        about = begin_quote(session, heard.scene, now=heard.now)
    except Refused:
        refuse_late(session, heard.scene, heard.seat, "submit_quote", now=heard.now, mail_id=heard.arrived.mail_id)
        return Done(covers=covers, has_asked=True)
    company_answers.receive(
        session, about, heard.seat, with_numbers(session, heard.arrived.mail_id, delivered), words=words,
        now=heard.now, mail_id=heard.arrived.mail_id, because=place_of(submitted),
    )  # fmt: skip
    told = frozenset({Reader.MANAGERS})
    if not photos_in(heard.arrived.files) and not says_more(beside_quote(words)):
        told |= OF_THE_HOME  # the home is told of the quote by itself
    return Done(told, covers)


def _ask_for_document(session: Session, heard: Heard, delivered: Delivered) -> Done:
    """« Devis : 480 HT »: an estimate, and the document is asked for."""
    mail_id, words = heard.arrived.mail_id, heard.reading.fresh_text
    covers = frozenset({IntentType.SUBMIT_QUOTE, IntentType.STATE_PRICE})
    price = heard.intent(IntentType.STATE_PRICE)
    prices = delivered.options or (price_in(heard.reading, price) if price is not None else ())
    if not prices:
        company_answers.ask_one_point(
            session, heard.scene, heard.seat, "send_quote", now=heard.now, mail_id=mail_id,
            puts={"question": "send_quote"},
        )  # fmt: skip
        return Done(covers=covers, has_asked=True)
    company_answers.state_price(
        session, heard.scene, heard.seat, prices, words=words, photos=photos_in(heard.arrived.files), now=heard.now,
        mail_id=mail_id, because=place_of(heard.intent(IntentType.SUBMIT_QUOTE)),
        beside={Beside.SLOTS} if sorted_times(heard).good else frozenset(),
    )  # fmt: skip
    return Done(frozenset({Reader.MANAGERS}), covers, has_asked=needs_a_yes(session, heard.scene, prices))
