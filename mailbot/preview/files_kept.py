"""The papers that a manager keeps, made in the house of the tour: a whole report, and a person's file."""

from mailbot.pictures import PRINTS
from mailbot.preview.guide import Guide
from mailbot.preview.papers import Paper
from mailbot.threads.pages import Page, brief
from mailbot.web.dossier import dossier_of
from mailbot.web.kinds import OFFERED
from mailbot.web.person_page import dossier_asked
from mailbot.web.visits import CaseVisit, enter


def report_paper(guide: Guide, state: str, who: str, ref: str) -> Paper:
    """A report with its photos and its journal."""
    world, sealed = guide.house.world, guide.case(Page.REPORT, who, ref).rpartition("/")[2]
    with world.database.looking() as session:
        visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        assert isinstance(visit, CaseVisit)
        dossier = dossier_of(visit)
    pictures = tuple(PRINTS.of(each.fingerprint, world.blobs.get(each.fingerprint)) for each in dossier.photos)
    listed = [{"name": each.name, "erased": False} for each in dossier.documents]
    facts = {
        **dossier.facts,
        "documents": listed,
        "shown": set(range(1, len(pictures) + 1)),
        "photos_in_all": len(pictures),
    }
    return Paper("report", state, facts, pictures)


def person_paper(guide: Guide, state: str, who: str, about: str) -> Paper:
    """What is on file about somebody, which a manager asked for just now."""
    world, sealed = guide.house.world, guide.own(Page.PERSON, who, brief(guide.person(about))).rpartition("/")[2]
    with world.database.looking() as session:
        visit = enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)
        dossier = dossier_asked(visit)
    return Paper("person", state, {**dossier.facts, "files": [name for name, _, _ in dossier.files]})
