"""Background work of signing in."""

from belong.doors.web.accounts.half_way import forget_run_out
from belong.ground.kernel.public import task


@task("accounts.forget_run_out", cron="29 3 * * *")
def forget_sessions() -> None:
    """Each night: sessions that ran out, which nobody can use."""
    forget_run_out()
