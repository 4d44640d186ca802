"""The library's way to sign in; whose session it is, is found by a statement that PostgreSQL plans once."""

from allauth.account.auth_backends import AuthenticationBackend

from belong.ground.kernel.public import prepared_cursor
from belong.ground.people.public import Account

COLUMNS = [field.attname for field in Account._meta.concrete_fields]
FIND = f"select {', '.join(COLUMNS)} from people_account where id = %s::bigint and is_active"  # noqa: S608 - our names


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Wired in by the setting `AUTHENTICATION_BACKENDS`: every signed-in page begins with `get_user`."""

    def get_user(self, user_id: int) -> Account | None:
        with prepared_cursor() as cursor:
            cursor.execute(FIND, [int(user_id)])
            row = cursor.fetchone()
        return None if row is None else Account.from_db("default", COLUMNS, row)
