"""People who do whatever they like with missions, in any order: managers, companies, whoever lives there, the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.model import Person, PersonAddress, Provider, Report
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import Channel, LandlordSays, MissionState, Role
from mailbot.workflow.confirmations import confirm_by_manager
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.landlord_answers import Answer, take_answer
from mailbot.workflow.landlord_asks import AskForm, ask_landlord, open_ask, quotes_in
from mailbot.workflow.mission_quotes import AfterNo
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.order_reissuing import reissue_order
from mailbot.workflow.order_sending import send_order, wish_for
from mailbot.workflow.quote_decisions import approve, refuse
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene, set_scene, with_order
from tests.answering import MOREL, QUOTE_PDF, pdf
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse
from tests.ordering import DURAND
from tests.visiting import instructs
from tests.working import company_says, home_says

REF = "SIG-1042"
COMPANIES: Mapping[str, str] = {"durand": DURAND, "morel": MOREL}
AT_HOME = (NADIA, YANIS)
_M = MissionState
_PARIS = ZoneInfo("Europe/Paris")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip

# What companies write. {0}, {1}, {2} are days to come, each with its hours.
COMPANY_WORDS: Sequence[str] = (
    "Je prends.",
    "Pas disponible avant le printemps, voyez un confrère.",
    "{0}",
    "{0} ou {1}",
    "{0}, {1} ou {2}",
    "ok",
    "C'est noté, je confirme le rendez-vous.",
    "Je dois décaler : {0}",
    "Je dois décaler : {0} ou {1}",
    "J'annule le rendez-vous.",
    "Bonjour, 30 min de retard, désolé.",
    "Je ne peux plus assurer cette mission, voyez un confrère.",
    "Réparé sur place, 85 €.",
    "C'est terminé.",
    "Réparé sur place, 320 € TTC.",
    "Ce n’est pas terminé.",
    "Il faut que je repasse.",
    "Il faut que je repasse avec une pièce. Comptez 40 €.",
    "Il faut un groupe neuf, 320 € TTC.",
    "Locataire absent, personne n'a ouvert. Déplacement facturé 45 € TTC.",
    "Où en est-on ?",
    "Quel est le code de la porte ?",
    "merci",
)
HOME_WORDS: Sequence[str] = (
    "le 1",
    "le 2",
    "Le 3 plutôt",
    "oui",
    "non",
    "aucun",
    "Aucun, plutôt {0}.",
    "Désolée, je ne peux pas au rendez-vous : plutôt {0} ?",
    "J'annule le rendez-vous.",
    "Personne n'est venu.",
    "c’est parfait, réparé",
    "Ça goutte encore !",
    "merci",
    "Le code est 45B12, mon téléphone le 06 39 98 10 12.",
    "Je suis là {0}.",
)
MANAGER_WORDS: Sequence[str] = (
    "Durand peut passer {0} ou {1}",
    "La locataire prend le 1",
    "Durand confirme le rendez-vous",
    "Plomberie Durand annule le rendez-vous.",
    "Durand a terminé.",
    "Le locataire confirme par téléphone que c'est réparé.",
)
ONWARD: Mapping[MissionState, Sequence[str]] = {
    _M.NEW: ("Je prends.", "{0} ou {1}"),
    _M.NO_ANSWER: ("{0} ou {1}",),
    _M.ACCEPTED: ("{0}", "{0} ou {1}"),
    _M.SLOT_CHOSEN: ("ok",),
    _M.PLANNED: ("C'est terminé.", "Il faut que je repasse."),
    _M.DIAGNOSED: ("{0} ou {1}", "C'est terminé."),
    _M.QUOTE_APPROVED: ("{0} ou {1}",),
    _M.QUOTE_REFUSED: ("{0}",),
    _M.CONTESTED: ("{0} ou {1}",),
}
HOME_ONWARD: Mapping[MissionState, Sequence[str]] = {
    _M.SLOTS_PROPOSED: ("le 1", "aucun"),
    _M.DONE_TO_CONFIRM: ("oui", "Ça goutte encore !"),
    _M.DONE: ("Finalement ça goutte encore.",),
}
"""What takes a mission one step further."""
UP_TO = """<h1>Devis n° D2026-9</h1><p>Date : 23/11/2026</p><p>Chantier : 12 rue des Lilas</p>
<p>Total HT : 100,00 €</p><p>TVA 20 % : 20,00 €</p><p>Total TTC : 120,00 €</p>"""


@cache
def paper(*, above: bool) -> bytes:
    """A quote above the threshold, or below it."""
    return pdf(QUOTE_PDF if above else UP_TO)


@dataclass
class Wanderer:
    """A house, and what was done in it, as one would tell it."""

    house: LivingHouse
    told: list[str] = field(default_factory=list)

    # -- What stands --------------------------------------------------------------------------------------------------

    def orders(self) -> list[WorkOrder]:
        with self.house.world.database.looking() as session:
            return list(session.scalars(select(WorkOrder).order_by(WorkOrder.id)))

    def quotes(self) -> list[Quote]:
        with self.house.world.database.looking() as session:
            return list(session.scalars(select(Quote).where(Quote.order_id.is_not(None)).order_by(Quote.id)))

    # -- A manager ----------------------------------------------------------------------------------------------------

    def send(self, company: str, *, instead_of: WorkOrder | None = None) -> None:
        """« Valider » of an order, or of another company's."""

        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            provider = session.scalars(select(Provider).where(Provider.key == company)).one()
            wish = wish_for(session, scene, provider, extract_of(session, scene), now=now)
            if instead_of is not None:
                wish = replace(wish, replaces=session.get_one(WorkOrder, instead_of.id))
            send_order(session, scene, sophie, wish, now=now)

        self._manages(f"order to {company}{' instead of ' + instead_of.number if instead_of else ''}", act)

    def reissue(self, order: WorkOrder) -> None:
        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            row = session.get_one(WorkOrder, order.id)
            provider = session.get_one(Provider, row.provider_id)
            wish = wish_for(session, scene, provider, extract_of(session, scene), now=now)
            reissue_order(session, scene, row, sophie, replace(wish, motif="réparer la fuite, et le joint"), now=now)

        self._manages(f"{order.number} anew", act)

    def cancel(self, order: WorkOrder) -> None:
        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            cancel_order(session, scene, session.get_one(WorkOrder, order.id), sophie, "plus utile", now=now)

        self._manages(f"{order.number} cancelled", act)

    def confirm(self, order: WorkOrder) -> None:
        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            about = with_order(session, scene, session.get_one(WorkOrder, order.id), now=now)
            confirm_by_manager(session, about, Saying(sophie, Role.MANAGER), now=now)

        self._manages(f"{order.number} confirmed by telephone", act)

    def decide(self, quote: Quote, after: AfterNo | None) -> None:
        """Approve a quote, or refuse it with what follows."""

        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            row = session.get_one(Quote, quote.id)
            if after is None:
                approve(session, scene, row, sophie, now=now)
            else:
                refuse(session, scene, row, sophie, "trop cher", after=after, now=now)
                if after is AfterNo.CANCEL:
                    assert row.order_id is not None
                    cancel_order(session, scene, session.get_one(WorkOrder, row.order_id), sophie, now=now)

        self._manages(
            f"{quote.number} {'approved' if after is None else 'refused, then ' + after} ({quote.amount_incl_tax})", act
        )

    def ask_landlord(self, quote: Quote) -> None:
        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            day = (now + timedelta(days=20)).date()
            ask_landlord(
                session, scene, [session.get_one(Quote, quote.id)], sophie, AskForm("Le prix est juste", day), now=now
            )

        self._manages(f"landlord asked about {quote.number}", act)

    def landlord(self, says: LandlordSays) -> None:
        def act(session: Session, scene: Scene, sophie: Person, now: datetime) -> None:
            ask = open_ask(session, scene.report.id)
            if ask is None:
                raise _Nothing
            bernard = _person(session, BERNARD)
            take_answer(
                session,
                scene,
                ask,
                bernard,
                Answer(says, quote=quotes_in(session, ask)[0] if says is LandlordSays.YES else None),
                now=now,
            )

        self._manages(f"landlord says {says}", act)

    def instruct(self, words: str) -> None:
        words = self._dated(words)
        self.told.append(f"Sophie: {words}")
        instructs(self.house, words, ref=REF)

    def _manages(self, name: str, act: Callable[[Session, Scene, Person, datetime], None]) -> None:
        now = self.house.clock()
        try:
            with self.house.world.database.transaction() as session:
                report = session.scalars(select(Report).where(Report.ref == REF)).one()
                act(session, set_scene(session, report, now=now), _person(session, SOPHIE), now)
        except (Refused, _Nothing) as no:
            self.told.append(f"({name}: {no!r})")
            return
        self.told.append(name)
        self.house.settle()

    # -- A company, whoever lives there, time -------------------------------------------------------------------------

    def company(
        self, order: WorkOrder, words: str, *, to_agency: bool = False, files: tuple[tuple[str, bytes], ...] = ()
    ) -> None:
        words = self._dated(words)
        sender = next(a for k, a in COMPANIES.items() if self._key(order) == k)
        self.told.append(f"{order.number} company{' (agency)' if to_agency else ''}: {words} {[n for n, _ in files]}")
        channel = Channel.AGENCY if to_agency else Channel.PUBLIC
        company_says(self.house, order.number, words, files=files, sender=sender, channel=channel)

    def home(self, who: str, words: str) -> None:
        words = self._dated(words)
        self.told.append(f"{who.partition('@')[0]}: {words}")
        home_says(self.house, words, sender=who, ref=REF)

    def wait(self, hours: float) -> None:
        self.house.clock.forward(hours=hours)
        self.told.append(f"{hours} h later: {self.house.clock.now:%a %d/%m %H:%M}")
        self.house.strike()

    def until_over(self, order: WorkOrder) -> None:
        """After the visit that is planned."""
        with self.house.world.database.looking() as session:
            ends = session.scalars(
                select(Visit.ends_at).where(Visit.order_id == order.id).order_by(Visit.number.desc())
            ).first()
        if ends is not None and ends > self.house.clock.now:
            self.wait((ends - self.house.clock.now).total_seconds() / 3600 + 1)

    def _key(self, order: WorkOrder) -> str:
        with self.house.world.database.looking() as session:
            return session.get_one(Provider, order.provider_id).key

    def _dated(self, words: str) -> str:
        today = self.house.clock.now.astimezone(_PARIS).date()
        return words.format(*(_hours(today, number) for number in range(3)))


def _hours(today: date, number: int) -> str:
    """« mardi 24 novembre entre 9h et 11h »: of three working days to come, none too near."""
    day, left = today + timedelta(days=2), number
    while day.weekday() > 4 or left:
        left -= day.weekday() <= 4
        day += timedelta(days=1)
    start = 9 + 2 * number
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} entre {start}h et {start + 2}h"


class _Nothing(Exception):
    """There is nothing to answer to."""


def _person(session: Session, address: str) -> Person:
    return session.scalars(select(Person).join(PersonAddress).where(PersonAddress.address == address)).one()
