"""All the homes of an agency, found by name, by code, by street or by who lives there; for managers alone."""

import unicodedata

from mailbot.threads.pages import Page, brief
from mailbot.web.visits import Sheet, Typed, Visit
from mailbot.workflow.households import KnownHome, all_homes

_MOST_ROWS = 200


def listed(visit: Visit, typed: Typed) -> Sheet:
    """Those that hold every word of what is looked for."""
    wanted = typed.text("q")[:100]
    homes = all_homes(visit.session, visit.agency.id, today=visit.today)
    found = [home for home in homes if _holds(home, wanted)]
    return visit.sheet(
        "households", q=wanted, in_all=len(homes), found=len(found),
        rows=[
            {
                "key": home.key, "name": home.name, "street": f"{home.street}, {home.town}",
                "url": visit.link(Page.HOUSEHOLD, visit.person.id, brief(home.dwelling_id)),
            }
            for home in found[:_MOST_ROWS]
        ],
    )  # fmt: skip


def _holds(home: KnownHome, wanted: str) -> bool:
    known = _plain(" ".join((home.key, home.name, home.street, home.town, *home.occupants)))
    return all(word in known for word in _plain(wanted).split())


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
