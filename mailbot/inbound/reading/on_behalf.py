"""A manager who tells what the tenant or the provider said (« la locataire prend le 2 »; READING, section 5, "M for T")."""

from __future__ import annotations

from dataclasses import replace

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.missions import declared_done
from mailbot.inbound.reading.moments import availability_of
from mailbot.inbound.reading.orders import is_letter
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.standpoint import OrderState
from mailbot.inbound.reading.wording import wording_of
from mailbot.inbound.reading.works import Sense, sense_of
from mailbot.vocabulary import Channel, Role

_TENANT = Sayings(("locataire*|occupant*|tenant|elle|dame|madame|mme|monsieur|il",))
_PROVIDER = Sayings(
    (
        "plombier|electricien|chauffagiste|serrurier|artisan|prestataire|technicien|entreprise|couvreur|provider|plumber|electrician|intervenant|depanneur|il",
    )
)
_SAYS = Sayings(
    (
        "confirme|confirment|dit|m|annonce|signale|indique|appele|telephone|prend|choisit|prefere|propose|peut|passe|passera|viendra|termine|fini|repare|venu|passe|absent*|says|said|confirmed|told|called|can|came|finished|done|absente|avait",
    )
)
_TAKES_BACK = Sayings(("decal*|report*|annul*|empech*|deplac*|changer|pas|peut plus|reschedul*|cancel*|postpon*|plus",))
_NOBODY = Sayings(
    (
        "personne|pas|jamais|lapin|nobody|absent*|close ~ venu|passe|came|present*|$",
        "pose un lapin",
        "absent*",
        "porte close",
        "did not come|show",
        "no show",
    )
)
_DONE = Sayings(("termine|fini|repare|fait|realise|effectue|done|finished|completed|fixed|remplace|change",))


def read_on_behalf(situation: Situation) -> Said:
    """What a manager passes on in somebody's name, when it is no letter and no order."""
    if situation.role is not Role.MANAGER or is_letter(situation) or situation.standpoint.channel is Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    for clause in situation.statements:
        who = _who(situation, clause)
        if who is None or _SAYS.find(clause.wording) is None:
            continue
        found += _for_provider(situation, clause) if who is Role.PROVIDER else _for_tenant(situation, clause)
    return Said(tuple(found))


def _who(situation: Situation, clause: Clause) -> Role | None:
    """The party that the clause is about, by name or by what they are."""
    words = clause.wording.words
    for role in (Role.PROVIDER, Role.TENANT):
        name = {w for w in wording_of(situation.standpoint.people.get(role, "")).tokens if len(w) > 2}
        if name & words:
            return role
    if _PROVIDER.find(clause.wording) is not None and "il" not in words:
        return Role.PROVIDER
    if _TENANT.find(clause.wording) is not None:
        return Role.TENANT
    return None


def _for_tenant(situation: Situation, clause: Clause) -> list[Intent]:
    sense = sense_of(clause)
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    senses = {sense_of(c) for c in sentence} | {sense}
    reported = replace(clause, wording=wording_of(_told(clause)))
    if Sense.UNSETTLED in senses or sense_of(reported) is Sense.UNSETTLED:
        return [intent_of(IntentType.CONTEST_WORKS, clause)]
    if Sense.SETTLED in senses or sense_of(reported) is Sense.SETTLED:
        return [intent_of(IntentType.CONFIRM_WORKS, clause)]
    if _NOBODY.find(clause.wording) is not None and situation.appointment is not None:
        return [intent_of(IntentType.MISSED_VISIT, clause, absent="occupant")]
    if situation.appointment is not None and _TAKES_BACK.find(clause.wording) is not None:
        slots = availability_of(m for c in sentence for m in situation.moments_of(c)).slots
        moved = [slot.to_json() for slot in slots if slot != situation.appointment]
        return [intent_of(IntentType.RESCHEDULE, clause, slots=moved)]
    found = availability_of(m for c in sentence for m in situation.moments_of(c))
    if (
        found.slots
        and situation.appointment is None
        and not (situation.standpoint.asked and situation.standpoint.asked.slots)
    ):
        return [intent_of(IntentType.OFFER_AVAILABILITY, clause, slots=[slot.to_json() for slot in found.slots])]
    return []


def _told(clause: Clause) -> str:
    """« me dit que c'est réparé »: what was told, without the telling."""
    for joint in (" que ", " qu'", " that "):
        before, found, after = clause.folded.partition(joint)
        if found:
            return after
    return clause.folded


def _for_provider(situation: Situation, clause: Clause) -> list[Intent]:
    sentence = [c for c in situation.statements if c.sentence == clause.sentence]
    slots = availability_of(m for c in sentence for m in situation.moments_of(c)).slots
    visit = situation.appointment
    if _NOBODY.find(clause.wording) is not None:
        return [intent_of(IntentType.MISSED_VISIT, clause, absent="provider")]
    if (
        visit is not None
        and situation.state in (OrderState.PLANNED, OrderState.SLOT_CHOSEN)
        and _TAKES_BACK.find(clause.wording)
    ):
        return [intent_of(IntentType.RESCHEDULE, clause, slots=[slot.to_json() for slot in slots if slot != visit])]
    if slots and visit is None:
        return [intent_of(IntentType.PROPOSE_SLOTS, clause, slots=[slot.to_json() for slot in slots])]
    reported = replace(clause, wording=wording_of(_told(clause)))
    if _DONE.find(clause.wording) is not None and not slots and "pas" not in reported.wording.words:
        return [declared_done(situation, clause)]
    return []
