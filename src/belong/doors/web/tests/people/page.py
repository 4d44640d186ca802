"""What the tests of a person's page share."""

from datetime import datetime

from django.db import connection, transaction

from belong.doors.web.tests.cast import Cast
from belong.ground.ledger.public import PostEdited, ThanksGiven, record


def page(cast: Cast, role: str, more: str = "") -> str:
    return cast.client(role).get(f"/people/{cast.names['person']}{more}").content.decode()


def thanks(cast: Cast, at: datetime, times: int = 1) -> None:
    author, host = cast.accounts["author"].person_id, cast.accounts["host"].person_id
    with transaction.atomic():
        for _ in range(times):
            record(ThanksGiven(actor=host, counterpart=author, about=f"people.person:{author}", occurred_at=at))


def edited(cast: Cast, post: str, at: datetime, *, by: int | None = None) -> None:
    author = cast.accounts["author"].person_id
    with connection.cursor() as cursor:
        cursor.execute("select id, topic_id from discussions_post where uid = %s", [cast.names[post]])
        number, topic = cursor.fetchone()
    with transaction.atomic():
        record(
            PostEdited(
                actor=by, counterpart=author, about=f"discussions.post:{number}", occurred_at=at, topic=topic,
                backfill=True,
            )
        )  # fmt: skip
