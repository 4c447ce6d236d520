"""The agencies' logos, at addresses of their own: nothing of them stands inside a page."""

from sqlalchemy import select

from mailbot.model import Agency
from mailbot.web.sheets import mark_of_logo
from mailbot.workflow.agencies import profile_of
from mailbot.world import World


class Logos:
    """Those that agencies have now, each looked up once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[str, bytes] = {}

    def named(self, name: str) -> bytes | None:
        """The PNG of this name below /look; None for a name that is no logo's, or that of no agency any more."""
        mark = mark_of_logo(name)
        if not mark:
            return None
        if mark not in self._known:
            with self._world.database.looking() as session:
                profiles = [profile_of(session, agency) for agency in session.scalars(select(Agency))]
            self._known = {each.logo.mark: each.logo.picture for each in profiles if each.logo is not None}
        return self._known.get(mark)
