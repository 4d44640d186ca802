from belong.ground.kernel.public import now
from belong.ground.settings.keepers import keepers, retention


def keep_periods() -> dict[str, int]:
    """Take away whatever is older than its period; how many of each. What is to stay is left alone."""
    at = now()
    return {
        key: keeper.forget(at - period) for key, keeper in keepers().items() if (period := retention(key)) is not None
    }
