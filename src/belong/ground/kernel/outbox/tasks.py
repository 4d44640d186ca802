from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.tasks import task


@task("kernel.deliver")
def deliver_now() -> None:
    """Right after a message was posted, and again while there is more."""
    if deliver():
        deliver_now.enqueue(once="kernel.deliver")


@task("kernel.deliver_due", cron="* * * * *")
def deliver_due() -> None:
    """What waits for its next try, for its domain's pace, or for a server that was away."""
    deliver_now.run()
