"""The face of touches: contact moments outside the site."""

from belong.ground.touches.cards import LoadedDeed, LoadedTouch, TouchCard
from belong.ground.touches.commands import DEEDS, load_deeds, load_touches, record_touch, withdraw_touch
from belong.ground.touches.queries import touch, touch_cards, touches_with
from belong.ground.touches.relations import touch_rows

__all__ = [
    "DEEDS",
    "LoadedDeed",
    "LoadedTouch",
    "TouchCard",
    "load_deeds",
    "load_touches",
    "record_touch",
    "touch",
    "touch_cards",
    "touch_rows",
    "touches_with",
    "withdraw_touch",
]
