"""what waits

Revision ID: 7c1e5b20d9a4
After: d56714c7f097
"""

import sqlalchemy as sa
from alembic import op

revision = "7c1e5b20d9a4"
down_revision = "d56714c7f097"

_OF_FEW = (
    ("ix_inbound_mails_not_taken", "inbound_mails", ["fate", "agency_id", "received_at"], "fate <> 'taken'"),
    ("ix_inbound_mails_unreadable", "inbound_mails", ["id"], "trouble = 'unreadable'"),
    ("ix_outbound_mails_not_sent", "outbound_mails", ["fate", "settled_at"], "fate <> 'pending' AND fate <> 'sent'"),
    ("ix_reports_to_do", "reports", ["agency_id", "created_at"], "status = 'todo'"),
    ("ix_occupancies_to_come", "occupancies", ["starts_on"], "welcomed_at IS NULL"),
    ("ix_landlord_contacts_to_come", "landlord_contacts", ["landlord_id"], "welcomed_at IS NULL"),
    ("ix_person_addresses_refusing", "person_addresses", ["agency_id"], "refusals > 0 AND stopped_at IS NULL"),
)
_OF_ALL = (
    ("ix_landlord_asks_closed_at_agency_id", "landlord_asks", ["closed_at", "agency_id"]),
    ("ix_occupancies_ends_on", "occupancies", ["ends_on"]),
    ("ix_quotes_state_leaves_at", "quotes", ["state", "leaves_at"]),
    ("ix_work_orders_state_state_since", "work_orders", ["state", "state_since"]),
    ("ix_visits_state_starts_at", "visits", ["state", "starts_at"]),
)


def upgrade() -> None:
    for name, table, columns, where in _OF_FEW:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    for name, table, columns in _OF_ALL:
        op.create_index(op.f(name), table, columns)


def downgrade() -> None:
    for name, table, _ in reversed(_OF_ALL):
        op.drop_index(op.f(name), table_name=table)
    for name, table, *_ in reversed(_OF_FEW):
        op.drop_index(name, table_name=table)
