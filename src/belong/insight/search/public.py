"""The face of search: topics, posts, people and tags by the words in them.

`search(actor, text, filters, sort, page)` finds; it raises nothing on odd input, and shows only what the actor may see
at this moment.
"""

from belong.insight.search.cards import ANSWERED, BEST, NEWEST, WAITS, Filters, Found, Hit, Piece
from belong.insight.search.queries import MOST, search
from belong.insight.search.rules import LANGUAGES

__all__ = ["ANSWERED", "BEST", "LANGUAGES", "MOST", "NEWEST", "WAITS", "Filters", "Found", "Hit", "Piece", "search"]
