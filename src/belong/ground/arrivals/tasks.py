from belong.ground.arrivals.public import forget_overdue
from belong.ground.kernel.public import task


@task("arrivals.forget_overdue", cron="23 3 * * *")
def forget() -> None:
    """Each night: addresses that nobody confirmed, and whatever else ran out."""
    forget_overdue()
