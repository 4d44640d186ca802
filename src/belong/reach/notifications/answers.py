"""Somebody answered or replied: whoever it was to hears of it by mail, where they want that."""

from datetime import timedelta

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import cards, now, post
from belong.ground.ledger.public import FactCard
from belong.ground.people.public import account_of
from belong.reach.gate.public import may_send

REACTION = "notifications.answers"
KINDS = {"answered": "conversations.answered", "replied": "conversations.replied"}
YOUNG = timedelta(days=1)


def tell_of_answer(fact: FactCard) -> None:
    """Post the mail, if what happened is no older than a day, and its reader may see it and wants to hear of it.

    The gate is asked here so that nothing is kept for people who want nothing, and again when the mail leaves.
    """
    reader, at = fact.counterpart, now()
    if reader is None or reader == fact.actor or at - fact.occurred_at > YOUNG:
        return
    account = account_of(reader)
    if account is None or not may_send(KINDS[fact.word], account.person_id, account.email, at):
        return
    if fact.about in cards(actor_for(account.pk), [fact.about]):
        parameters = {"about": fact.about, "who": fact.actor}
        post(kind=KINDS[fact.word], address=account.email, parameters=parameters, person=account.person_id)
