from belong.ground.kernel.public import task
from belong.ground.settings.commands.keeping import keep_periods


@task("settings.keep_periods", cron="41 3 * * *")
def keep() -> None:
    keep_periods()
