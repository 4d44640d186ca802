"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.touches.commands.load import load_touches
from belong.ground.touches.commands.load_deeds import DEEDS, load_deeds
from belong.ground.touches.commands.record import record_touch
from belong.ground.touches.commands.withdraw import withdraw_touch

__all__ = ["DEEDS", "load_deeds", "load_touches", "record_touch", "withdraw_touch"]
