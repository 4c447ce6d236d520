"""django-helpdesk takes replies from a folder: run by the interpreter of its own environment.

    helpdesk_folder.py HOME SINK_PORT     # then, on standard input, a folder of mails; seconds and letters come back

A ticket, whose submitter and owner are both told of every reply of somebody else, through Django's SMTP backend. Its
database is SQLite, as its own demonstration has it, in WAL mode, which is the faster.
"""

import os
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

TICKETS = 20


class Counting(EmailBackend):  # type: ignore[misc]
    """The SMTP backend as it is; it only counts."""

    sent = 0

    def send_messages(self, email_messages: Sequence[object]) -> int:
        sent: int = super().send_messages(email_messages) or 0
        Counting.sent += sent
        return sent


def set_up(home: Path, port: int) -> None:
    """A Django project with helpdesk alone in it."""
    settings.configure(
        SECRET_KEY=secrets.token_hex(), DEBUG=False, ROOT_URLCONF=__name__, USE_TZ=True, ALLOWED_HOSTS=["*"], SITE_ID=1,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3", "NAME": home / "helpdesk.db",
                "OPTIONS": {"init_command": "PRAGMA journal_mode=wal; PRAGMA synchronous=full;"},
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
            "django.contrib.humanize", "django.contrib.messages", "django.contrib.admin", "rest_framework", "helpdesk",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.contrib.auth.context_processors.auth"]},
            }
        ],
        EMAIL_BACKEND=f"{__name__}.Counting", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, MEDIA_ROOT=str(home / "media"),
        DEFAULT_FROM_EMAIL="helpdesk@agence.example", DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        LOGGING_CONFIG=None, HELPDESK_TEAMS_MODE_ENABLED=False, LOGIN_URL="/login/",
    )  # fmt: skip
    django.setup()


def open_tickets(home: Path) -> Any:
    """A queue that is fed from a folder, with tickets of one whom somebody else looks after."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from helpdesk.models import Queue, Ticket

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    owner = get_user_model().objects.create_user("sophie", "sophie@agence.example", "x", is_staff=True)
    queue = Queue.objects.create(
        title="Signalements", slug="bench", email_address="helpdesk@agence.example", allow_email_submission=True,
        email_box_type="local", email_box_local_dir=str(home), email_box_interval=0, logging_type="none",
        enable_notifications_on_email_events=False,  # else whoever is in To is told as well, and it is ourselves
    )  # fmt: skip
    for number in range(TICKETS):
        Ticket.objects.create(
            title=f"Fuite {number}", queue=queue, submitter_email="bernard@example.org", assigned_to=owner,
            description="L'évier fuit.",
        )  # fmt: skip
    return queue


urlpatterns: list[Any] = []


def main() -> None:
    home = Path(sys.argv[1])
    sys.modules["helpdesk_folder"] = sys.modules[__name__]
    set_up(home, int(sys.argv[2]))
    from django.urls import include, path
    from django.utils import timezone

    urlpatterns.append(path("", include("helpdesk.urls", namespace="helpdesk")))
    queue = open_tickets(home)
    from helpdesk.email import process_email
    from helpdesk.models import FollowUp

    print("ready", flush=True)
    for line in sys.stdin:
        folder, before, sent = line.strip(), FollowUp.objects.count(), Counting.sent
        mails = len(os.listdir(folder))
        queue.email_box_local_dir, queue.email_box_last_check = folder, timezone.now() - timezone.timedelta(hours=1)
        queue.save()
        began = time.perf_counter()
        process_email(quiet=True)
        seconds = time.perf_counter() - began
        assert FollowUp.objects.count() - before == mails, "replies were left behind"
        print(seconds, Counting.sent - sent, flush=True)


if __name__ == "__main__":
    main()
