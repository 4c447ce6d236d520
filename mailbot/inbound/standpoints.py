"""What is known of somebody who writes about a report: everything that the reader may go by."""

from datetime import datetime

from mailbot.inbound.reading.standpoint import Asked, KnownOrder, KnownReport, Standpoint
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Role
from mailbot.workflow.scene import Scene


def standpoint_in(
    scene: Scene, seat: Seat, received_at: datetime, *, order: KnownOrder | None = None, company: str = ""
) -> Standpoint:
    """What is known of somebody who writes about a report from their seat. `order` and `company`: the mission that they
    speak of, and whose it is."""
    report, participant = scene.report, seat.participant
    zone = scene.profile.zone
    author = next((p for p in scene.home.occupants if p.id == report.author_id), None)
    landlord = next(iter(scene.home.landlords), None)
    people = {
        Role.TENANT: seat.person.name if participant.role is Role.TENANT else author.name if author else "",
        Role.LANDLORD: seat.person.name if participant.role is Role.LANDLORD else landlord.name if landlord else "",
        Role.MANAGER: seat.person.name if participant.role is Role.MANAGER else scene.home.managers[0].name,
        Role.PROVIDER: scene.company.provider.company if scene.company is not None else company,
    }
    return Standpoint(
        received=received_at.astimezone(zone),
        role=participant.role,
        channel=seat.channel,
        sender_name=seat.person.name,
        people={role: name for role, name in people.items() if name},
        report=KnownReport(
            status=report.status,
            is_author=scene.is_author(seat.person.id),
            closed_on=report.closed_at.astimezone(zone).date() if report.closed_at is not None else None,
        ),
        work_order=order,
        asked=Asked.from_json(participant.asked) if participant.asked else None,
        quote_threshold=scene.profile.rules.quote_threshold,
    )
