"""Background work of the archives."""

from belong.care.archives.public import remove_old_rejects
from belong.ground.kernel.public import task


@task("archives.remove_old_rejects", cron="41 3 * * *")
def remove_old_rejects_daily() -> None:
    """What runs left out is not kept for ever."""
    remove_old_rejects()
