"""The session's own objects, out of the plain rows of prepared statements: what the ORM's loader does, in short."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, inspect
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import instance_state, set_committed_value

from mailbot.columns import Base
from mailbot.db import Session
from mailbot.prepared import Row

_Of = TypeVar("_Of", bound=Base)


def columns_of(*models: type[Base]) -> Iterator[Column[Any]]:
    """Every column of these tables, side by side, as `objects_in` reads them; the row's own number is their first."""
    for model in models:
        yield from model.__table__.c  # type: ignore[misc]


def width_of(model: type[Base]) -> int:
    """How many columns a table has."""
    return len(model.__table__.c)


def object_in(session: Session, model: type[_Of], row: Row, first: int = 0, *, again: bool = False) -> _Of:
    """The session's object whose columns begin at `first`. One that the session has already stays as it is, but for
    `again`: after a lock that was waited for it is read over, and what it leads to is looked up anew when it is asked
    for. What was changed of it has been flushed by then."""
    names, make = _shape(model)
    key = (model, (row[first],), None)
    known: _Of | None = session.identity_map.get(key)
    if known is None:
        made: _Of = make()
        made.__dict__.update(zip(names, row[first:], strict=False))
        state = instance_state(made)
        state.key, state.session_id = key, session.hash_key
        session.identity_map.add(state)
        return made
    if again:
        for name, value in zip(names, row[first:], strict=False):
            if known.__dict__.get(name, _ABSENT) != value:
                set_committed_value(known, name, value)
        if stale := [name for name in _led_to(model) if name in known.__dict__]:
            session.expire(known, stale)
    return known


def objects_in(session: Session, models: Sequence[type[Base]], row: Row, *, again: bool = False) -> list[Any]:
    """An object of each of these tables, whose columns stand side by side."""
    found, first = [], 0
    for model in models:
        found.append(object_in(session, model, row, first, again=again))
        first += len(_shape(model)[0])
    return found


def copy_of(model: type[_Of], **values: Any) -> _Of:
    """A row that was just written, for whoever reads it: the object is no session's, and changing it changes nothing.
    `values`: all that was written."""
    made: _Of = _shape(model)[1]()
    made.__dict__.update(values)
    return made


_ABSENT = object()


@cache
def _shape(model: type[_Of]) -> tuple[tuple[str, ...], Callable[[], _Of]]:
    mapper: Mapper[_Of] = inspect(model)
    names = tuple(mapper.attrs[column.key].key for column in model.__table__.c)
    return names, mapper.class_manager.new_instance


@cache
def _led_to(model: type[Base]) -> tuple[str, ...]:
    """The other rows that one of this table leads to, by what they are called."""
    return tuple(inspect(model).relationships.keys())
