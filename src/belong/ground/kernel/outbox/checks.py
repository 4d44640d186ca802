"""The doctor's look at the mail: can it leave, does it leave, does what it says lead somewhere."""

from datetime import timedelta

from django.conf import settings

from belong.ground.kernel.clock import now
from belong.ground.kernel.community import community
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.troubles import Trouble
from belong.ground.kernel.outbox.ways import configured
from belong.ground.kernel.registry import Verdict

LATE = timedelta(minutes=15)
HOW = "See docs/operations.md, Mail."


def check_mail() -> Verdict:
    """Not configured; or whether the way out answers, how many wait and how many failed in the last week."""
    at = now()
    waiting = OutboxMessage.objects.filter(state__in=["waiting", "sending"])
    failed = OutboxMessage.objects.filter(state="failed", made_at__gte=at - timedelta(days=7)).count()
    counts = f"{waiting.count()} waiting, {failed} failed within a week"
    way = configured()
    if way is None:
        says = f"Not configured: mails are kept and shown at /mailbox ({counts})."
        return Verdict(settings.DEMO or not waiting.exists(), says, f"Name a way out. {HOW}")
    if not community().sender:
        return Verdict(False, f"No sender is set, so nothing leaves ({counts}).", "Set it at /settings.")
    try:
        way.check()
    except Trouble as shut:
        return Verdict(False, f"{shut} ({counts}).", f"Mails wait until it answers. {HOW}")
    says = f"{way.name[0].upper()}{way.name[1:]} is there; {counts}."
    if not settings.SITE_URL:
        return Verdict(False, f"{says} Links in mails lead to {settings.HERE_URL}.", "Set BELONG_URL.")
    if waiting.filter(due_at__lt=at - LATE, attempts=0).exists():
        return Verdict(False, f"{says} Some wait for more than 15 minutes.", "Start a worker: `belong worker`.")
    return Verdict(True, says)
