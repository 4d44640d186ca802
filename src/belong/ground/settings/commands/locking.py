from django.db import connection

from belong.ground.kernel.public import forget_reading, lock_number


def lock_settings() -> None:
    """One writer of settings at a time, until the transaction ends; what it then reads is what stands."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("settings.change")])
    forget_reading()
