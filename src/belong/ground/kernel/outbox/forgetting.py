"""Mails that name somebody who goes."""

from django.db.models import TextField
from django.db.models.functions import Cast

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.traces import Names

State = OutboxMessage.State
GONE = "It named somebody who has left; its words were forgotten."


def forget_words_naming(names: Names) -> None:
    """Messages to others whose parameters hold one of the names lose them; those that have not left yet never do.

    One that is being sent at this moment is left alone: it expires as all mails do.
    """
    if not names:
        return
    held = OutboxMessage.objects.annotate(said=Cast("parameters", TextField())).filter(said__iregex=names.expression)
    held.filter(state__in=[State.WAITING, State.FAILED]).update(parameters={}, state=State.STOPPED, last_error=GONE)
    held.filter(state__in=[State.SENT, State.STOPPED]).update(parameters={})
