"""side by side

Revision ID: 4d1f0a8e63c7
After: c6c6f18a69aa
"""

import sqlalchemy as sa
from alembic import op

revision = '4d1f0a8e63c7'
down_revision = 'c6c6f18a69aa'


def upgrade() -> None:
    op.create_table('duties',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('holder', sa.String(length=32), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_duties'))
    )
    with op.batch_alter_table('scheduled_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scheduled_runs_day_task_agency_id'), ['day', 'task', 'agency_id'])
    with op.batch_alter_table('inbound_mails', schema=None) as batch_op:
        batch_op.create_index('ix_inbound_mails_line', ['recipient', 'mail_from', 'id'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))


def downgrade() -> None:
    with op.batch_alter_table('inbound_mails', schema=None) as batch_op:
        batch_op.drop_index('ix_inbound_mails_line')
    with op.batch_alter_table('scheduled_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_scheduled_runs_day_task_agency_id'))
    op.drop_table('duties')
