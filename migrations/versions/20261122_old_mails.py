"""old mails

Revision ID: d56714c7f097
After: 4d1f0a8e63c7
"""

import sqlalchemy as sa
from alembic import op

revision = "d56714c7f097"
down_revision = "4d1f0a8e63c7"


def upgrade() -> None:
    op.create_table(
        "moving_bytes",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_moving_bytes")),
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_comment_id"), ["comment_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachments_comment_id"))

    op.drop_table("moving_bytes")
