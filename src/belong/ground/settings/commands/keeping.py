from belong.ground.kernel.public import now
from belong.ground.settings.keepers import keepers, retention


def keep_periods() -> dict[str, int]:
    """Take away whatever is older than its period; how many of each. What is to stay is left alone.

    A keeper that fails holds up no other; after all of them an `ExceptionGroup` tells of those that did.
    """
    at = now()
    gone: dict[str, int] = {}
    failed: list[Exception] = []
    for key, keeper in keepers().items():
        if (period := retention(key)) is None:
            continue
        try:
            gone[key] = keeper.forget(at - period)
        except Exception as wrong:
            wrong.add_note(f"while taking away old {key}")
            failed.append(wrong)
    if failed:
        raise ExceptionGroup("not everything that expired is gone", failed)
    return gone
