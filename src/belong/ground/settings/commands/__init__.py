"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.settings.commands.change import change
from belong.ground.settings.commands.keeping import keep_periods
from belong.ground.settings.commands.mark import set_mark
from belong.ground.settings.commands.texts import accept, publish_text

__all__ = ["accept", "change", "keep_periods", "publish_text", "set_mark"]
