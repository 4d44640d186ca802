"""Background work of the archives."""

from belong.care.archives.public import remove_old_rejects, sweep_uploads
from belong.ground.kernel.public import task


@task("archives.remove_old_rejects", cron="41 3 * * *")
def remove_old_rejects_daily() -> None:
    """What runs left out is not kept for ever."""
    remove_old_rejects()


@task("archives.sweep_uploads", cron="17 * * * *")
def sweep_uploads_hourly() -> None:
    """What was sent to a page and no run needs is not kept."""
    sweep_uploads()
