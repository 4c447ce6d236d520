"""A request for a quote on its way: for stories that begin with one."""

from dataclasses import replace
from datetime import datetime

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person, PersonAddress, Provider, Report
from mailbot.model_desk import Quote
from mailbot.vocabulary import QuoteSight
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.quote_requests import request_quote, wish_for
from mailbot.workflow.scene import set_scene
from tests.living import SOPHIE, LivingHouse

DURAND = "patrick@plomberie-durand.example"
PETIT = "contact@elec-petit.example"
MOREL = "sav@chauffage-morel.example"


def requested(
    house: LivingHouse, company: str = "durand", *, ref: str = "SIG-1042", sight: QuoteSight = QuoteSight.OCCUPANTS
) -> tuple[Quote, list[Delivered]]:
    """Sophie asks a company of the cast for a quote: the request, and the letters that told of it."""
    before, now = len(house.boxes), house.clock()
    number = _ask(house, company, ref, sight, now)
    house.settle()
    with house.world.database.looking() as session:
        return session.get_one(Quote, number), list(house.boxes)[before:]


def _ask(house: LivingHouse, company: str, ref: str, sight: QuoteSight, now: datetime) -> int:
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref=ref).one(), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        provider = session.query(Provider).filter_by(key=company).one()
        wish = replace(wish_for(session, scene, provider, extract_of(session, scene)), sight=sight)
        return request_quote(session, scene, sophie, wish, now=now).id
