"""The face of opportunities: what people hope for, what they offer, and how a newcomer is received.

Commands take `actor` first, by keyword; they raise Refused or Invalid.

    say_hopes(actor, hopes)     say_offers(actor, offers)     all that the actor hopes for, or offers, from now on
    put_off(actor, step)        end_reception(actor)

Queries: `said_of(actor, person)` for a person's page, `own_hopes(actor)`, `own_offers(actor)`, `reception(actor)`,
`arrivals(actor, people)` for hosts. `motivation_rows()` and `offer_rows()` are for joins inside SQL, never for doors:
they hold what nobody is told.
"""

from belong.community.opportunities.cards import ArrivalCard, HopeCard, OfferCard, ReceptionCard, SaidCard
from belong.community.opportunities.commands.receiving import end_reception, put_off
from belong.community.opportunities.commands.saying import say_hopes, say_offers
from belong.community.opportunities.models import STRENGTHS, WORDS_LENGTH, Hope, Offered, Step, Visibility
from belong.community.opportunities.queries.newcomers import arrivals
from belong.community.opportunities.queries.reception import open_steps, reception
from belong.community.opportunities.queries.said import own_hopes, own_offers, said_of
from belong.community.opportunities.relations import motivation_rows, offer_rows

__all__ = [
    "STRENGTHS",
    "WORDS_LENGTH",
    "ArrivalCard",
    "Hope",
    "HopeCard",
    "OfferCard",
    "Offered",
    "ReceptionCard",
    "SaidCard",
    "Step",
    "Visibility",
    "arrivals",
    "end_reception",
    "motivation_rows",
    "offer_rows",
    "open_steps",
    "own_hopes",
    "own_offers",
    "put_off",
    "reception",
    "said_of",
    "say_hopes",
    "say_offers",
]
