"""The doctor's look at the mail: can it leave, does it leave, does what it says lead somewhere."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.clock import now
from belong.ground.kernel.community import community
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.troubles import Trouble
from belong.ground.kernel.outbox.ways import configured
from belong.ground.kernel.registry import Verdict

LATE = timedelta(minutes=15)
HOW = gettext_lazy("See docs/operations.md, Mail.")


def check_mail() -> Verdict:
    """Not configured; or whether the way out answers, how many wait and how many failed in the last week."""
    at = now()
    waiting = OutboxMessage.objects.filter(state__in=["waiting", "sending"])
    failed = OutboxMessage.objects.filter(state="failed", made_at__gte=at - timedelta(days=7)).count()
    counts = _("%(count)s waiting, %(failed)s failed within a week") % {"count": waiting.count(), "failed": failed}
    way = configured()
    if way is None:
        says = _("Not configured: mails are kept and shown at /mailbox (%(counts)s).") % {"counts": counts}
        return Verdict(settings.DEMO or not waiting.exists(), says, _("Name a way out. %(how)s") % {"how": HOW})
    if not community().sender:
        return Verdict(
            False,
            _("No sender is set, so nothing leaves (%(counts)s).") % {"counts": counts},
            _("Set it at /settings."),
        )
    try:
        way.check()
    except Trouble as shut:
        return Verdict(False, f"{shut} ({counts}).", _("Mails wait until it answers. %(how)s") % {"how": HOW})
    says = _("%(way)s is there; %(counts)s.") % {"way": f"{way.name[0].upper()}{way.name[1:]}", "counts": counts}
    if not settings.SITE_URL:
        return Verdict(
            False,
            _("%(says)s Links in mails lead to %(address)s.") % {"says": says, "address": settings.HERE_URL},
            _("Set BELONG_URL."),
        )
    if waiting.filter(due_at__lt=at - LATE, attempts=0).exists():
        return Verdict(
            False,
            _("%(says)s Some wait for more than 15 minutes.") % {"says": says},
            _("Start a worker: `belong worker`."),
        )
    return Verdict(True, says)
