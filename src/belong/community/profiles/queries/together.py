"""What two people share."""

from belong.community.profiles.cards import Together
from belong.community.profiles.making import organisation_card
from belong.community.profiles.models import Affiliation, Organisation
from belong.community.profiles.policies import shown_to
from belong.community.profiles.queries.looking import shows_interests
from belong.ground.kernel.public import in_order_of_names
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor
from belong.ground.tags.public import TagCard, follow_rows, tag_rows

MOST = 12


def together(actor: Actor, person: int) -> Together:
    """Subjects that the actor and the person both follow, and organisations where both are or were, as far as the
    person shows it to them. Nothing between somebody and themselves. A fixed number of statements.
    """
    if actor.person is None or actor.person == person:
        return Together()
    mine, theirs = ids_of(actor.person), ids_of(person)
    follows = follow_rows().filter(until_at__isnull=True)
    both = (
        tag_rows()
        .filter(
            id__in=follows.filter(person_id__in=mine).values("tag_id"),
        )
        .filter(id__in=follows.filter(person_id__in=theirs).values("tag_id"))
    )
    shared = Organisation.objects.filter(
        pk__in=Affiliation.objects.filter(person__in=mine).values("organisation")
    ).filter(pk__in=shown_to(actor, Affiliation).filter(person__in=theirs).values("organisation"))
    follow = both.order_by(in_order_of_names("name"))[:MOST] if shows_interests(actor, person) else ()
    return Together(
        tuple(TagCard(row["id"], row["uid"], row["slug"], row["name"]) for row in follow),
        tuple(organisation_card(row) for row in shared.order_by(in_order_of_names("name"), "pk")[:MOST]),
    )
