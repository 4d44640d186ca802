"""The addresses of doors/web/accounts."""

from belong.doors.web.tests.cast import PASSWORD
from tests.addresses.row import Row

NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": "four words and a chair", "password2": "four words and a chair"}
SIGN_UP = {"name": "New", "email": "new@example.org", "password1": PASSWORD}
SIGN_IN = {"login": "member@example.org", "password": PASSWORD}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("account", "GET", "/account", "303 200 200 200 200 200"),
    Row("account_login", "GET", "/sign-in", "200 302 302 302 302 302"),
    Row("account_login", "POST", "/sign-in", "302 302 302 302 302 302", SIGN_IN),
    Row("account_signup", "GET", "/sign-up", "200 302 302 302 302 302"),
    Row("account_signup", "POST", "/sign-up", "302 302 302 302 302 302", SIGN_UP),
    Row("account_inactive", "GET", "/sign-in/closed", "200 200 200 200 200 200"),
    Row("account_logout", "GET", "/sign-out", "302 200 200 200 200 200"),
    Row("account_logout", "POST", "/sign-out", "302 302 302 302 302 302"),
    Row("account_change_password", "GET", "/account/password", "303 200 200 200 200 200"),
    Row("account_change_password", "POST", "/account/password", "403 302 302 302 302 302", NEW_PASSWORD),
]
FOR_STRANGERS: list[str] = ["/sign-in", "/sign-up"]
FOR_HOSTS: list[str] = ["/account", "/account/password", "/sign-out"]
