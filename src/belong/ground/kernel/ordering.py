"""Names in the order in which a reader of the page's language looks them up, wherever the database stands.

A server's own order may be that of bytes ("Ärzte" after "Zoo"), so it is named each time.
"""

from django.db.models.functions import Collate
from django.utils.translation import get_language

ORDERS = {"en": "kernel_names_en", "de": "kernel_names_de", "es": "kernel_names_es"}
"""The collations that the migrations made: one for each language that pages are in."""


def in_order_of_names(column: str) -> Collate:
    """What a list is ordered by, and what a place in it is compared with: the same names, in the reader's order.

    Numbers in them count as numbers. Names that differ in anything are never equal in it.
    """
    return Collate(column, name_of_order())


def name_of_order() -> str:
    """The collation of the page's language."""
    language = (get_language() or "").partition("-")[0]
    return ORDERS.get(language, ORDERS["en"])
