"""What an agency chose, by the number of the row that says it."""

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, select

from mailbot.agency import AgencyProfile, profile_from_json
from mailbot.model import AgencyProfileRow


def profile_numbered(connection: Connection, number: int) -> AgencyProfile:
    """The profile of this row. Such rows never change: each is read once a database."""
    known = _KNOWN.setdefault(connection.engine, {})
    if number not in known:
        content = connection.execute(_CONTENT, {"number": number}).scalar_one()
        if len(known) >= _MOST:
            known.clear()
        known[number] = profile_from_json(content)
    return known[number]


_CONTENT = select(AgencyProfileRow.content).where(AgencyProfileRow.id == bindparam("number"))
_MOST = 500
_KNOWN: WeakKeyDictionary[Engine, dict[int, AgencyProfile]] = WeakKeyDictionary()
