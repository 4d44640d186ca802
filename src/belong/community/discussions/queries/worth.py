"""Of what a person wrote, what is worth reading first."""

from django.db.models import Case, F, Q, When

from belong.community.discussions.cards import ContributionCard
from belong.community.discussions.models import ANSWER, OPENING
from belong.community.discussions.policies import posts_listed_for
from belong.community.discussions.queries.lists import contribution_cards
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor

FIRST = 5


def worth_reading(actor: Actor, person: int, limit: int = FIRST) -> list[ContributionCard]:
    """What helped most of what a person wrote, as far as the actor may read it: answers that were accepted, then
    answers and beginnings that readers valued, the most valued first. What nobody valued is left out. Two statements.
    """
    accepted = Q(topic__accepted=F("pk"))
    posts = posts_listed_for(actor).filter(accepted | Q(score__gt=0), author__in=ids_of(person))
    valued = posts.filter(kind__in=[ANSWER, OPENING]).annotate(place=Case(When(accepted, then=0), default=1))
    return contribution_cards(actor, valued.order_by("place", "-score", "-created_at", "-id"), limit)
