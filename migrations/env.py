"""Runs the migrations on the connection that `mailbot migrate` opened."""

from typing import Any

from alembic import context
from sqlalchemy import JSON

import mailbot.model  # its tables are those of Base
import mailbot.model_desk
import mailbot.model_gate
import mailbot.model_mails
import mailbot.model_orders  # noqa: F401 - and these
from mailbot.columns import Base, Moment, Word


def as_plain_type(kind: str, item: Any, rendering: Any) -> Any:
    """A migration keeps the shape of its day: it names database types, not ours, which go on changing."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word):
        return "sa.String(40)"
    if kind == "type" and isinstance(item, JSON):
        rendering.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=as_plain_type,
    compare_type=True,
    on_version_apply=context.config.attributes.get("on_version_apply"),
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
