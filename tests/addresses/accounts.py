"""The addresses of doors/web/accounts.

What is sensitive asks once more who it is: 302 leads there. What is reached in the middle of signing in only leads back
to its beginning. No provider is named here, so theirs are not there.
"""

from belong.doors.web.tests.cast import PASSWORD
from tests.addresses.row import Row

NEW_PASSWORD = {"oldpassword": PASSWORD, "password1": "four words and a chair", "password2": "four words and a chair"}
SIGN_UP = {"name": "New", "email": "new@example.org", "password1": PASSWORD}
BY_PASSKEY = {"name": "New", "email": "new@example.org"}
SIGN_IN = {"login": "member@example.org", "password": PASSWORD}
WRONG = {"login": "member@example.org", "password": "not the right one"}
MAIL = {"email": "member@example.org"}
OTHER = {"email": "other@example.org"}
CODE = {"code": "BCDF-GHJK"}
KEY = {"credential": "{{}}"}
NO_KEY = "/sign-in/forgotten/1/not-a-key"

ROWS = [
    #                                                     stranger member insider author host owner
    Row("account", "GET", "/account", "303 200 200 200 200 200"),
    Row("account_login", "GET", "/sign-in", "200 302 302 302 302 302"),
    Row("account_login", "POST", "/sign-in", "302 302 302 302 302 302", SIGN_IN),
    Row("account_login", "POST", "/sign-in", "422 302 302 302 302 302", WRONG),
    Row("mfa_login_webauthn", "GET", "/sign-in/passkey", "200 302 302 302 302 302"),
    Row("mfa_login_webauthn", "POST", "/sign-in/passkey", "422 302 302 302 302 302", KEY),
    Row("account_request_login_code", "GET", "/sign-in/code", "200 302 302 302 302 302"),
    Row("account_request_login_code", "POST", "/sign-in/code", "302 302 302 302 302 302", MAIL),
    Row("account_request_login_code", "POST", "/sign-in/code", "422 302 302 302 302 302", {"email": "nobody"}),
    Row("account_confirm_login_code", "GET", "/sign-in/code/typed", "302 302 302 302 302 302"),
    Row("account_confirm_login_code", "POST", "/sign-in/code/typed", "302 302 302 302 302 302", CODE),
    Row("account_email_verification_sent", "GET", "/sign-in/address", "302 302 302 302 302 302"),
    Row("account_email_verification_sent", "POST", "/sign-in/address", "302 302 302 302 302 302", CODE),
    Row("account_address_elsewhere", "GET", "/sign-in/address/elsewhere", "200 303 303 303 303 303"),
    Row("mfa_authenticate", "GET", "/sign-in/second-step", "302 302 302 302 302 302"),
    Row("mfa_authenticate", "POST", "/sign-in/second-step", "302 302 302 302 302 302", CODE),
    Row("account_inactive", "GET", "/sign-in/closed", "200 200 200 200 200 200"),
    Row("account_reset_password", "GET", "/sign-in/forgotten", "200 200 200 200 200 200"),
    Row("account_reset_password", "POST", "/sign-in/forgotten", "302 302 302 302 302 302", MAIL),
    Row("account_reset_password", "POST", "/sign-in/forgotten", "422 422 422 422 422 422", {"email": ""}),
    Row("account_reset_password_done", "GET", "/sign-in/forgotten/sent", "200 200 200 200 200 200"),
    Row("account_reset_password_from_key", "GET", NO_KEY, "410 410 410 410 410 410"),
    Row("account_reset_password_from_key", "POST", NO_KEY, "410 410 410 410 410 410", NEW_PASSWORD),
    Row("account_reset_password_from_key_done", "GET", "/sign-in/forgotten/done", "200 200 200 200 200 200"),
    Row("socialaccount_login_cancelled", "GET", "/sign-in/with/cancelled", "200 200 200 200 200 200"),
    Row("openid_connect_login", "GET", "/sign-in/with/openid/city", "405 405 405 405 405 405"),
    Row("openid_connect_login", "POST", "/sign-in/with/openid/city", "404 404 404 404 404 404"),
    Row("openid_connect_callback", "GET", "/sign-in/with/openid/city/back", "404 404 404 404 404 404"),
    Row("saml_login", "POST", "/sign-in/with/saml/uni", "404 404 404 404 404 404"),
    Row("saml_acs", "GET", "/sign-in/with/saml/uni/back", "405 405 405 405 405 405"),
    Row("saml_finish_acs", "GET", "/sign-in/with/saml/uni/finish", "404 404 404 404 404 404"),
    Row("saml_sls", "GET", "/sign-in/with/saml/uni/leave", "404 404 404 404 404 404"),
    Row("saml_metadata", "GET", "/sign-in/with/saml/uni/metadata", "404 404 404 404 404 404"),
    Row("account_signup", "GET", "/sign-up", "200 302 302 302 302 302"),
    Row("account_signup", "POST", "/sign-up", "302 302 302 302 302 302", SIGN_UP),
    Row("account_signup", "POST", "/sign-up", "422 302 302 302 302 302", BY_PASSKEY),
    Row("account_signup_by_passkey", "GET", "/sign-up/passkey", "200 302 302 302 302 302"),
    Row("account_signup_by_passkey", "POST", "/sign-up/passkey", "302 302 302 302 302 302", BY_PASSKEY),
    Row("mfa_signup_webauthn", "GET", "/sign-up/passkey/kept", "302 302 302 302 302 302"),
    Row("socialaccount_signup", "GET", "/sign-up/with", "302 302 302 302 302 302"),
    Row("socialaccount_signup", "POST", "/sign-up/with", "302 302 302 302 302 302", BY_PASSKEY),
    Row("account_logout", "GET", "/sign-out", "302 200 200 200 200 200"),
    Row("account_logout", "POST", "/sign-out", "302 302 302 302 302 302"),
    Row("account_change_password", "GET", "/account/password", "303 200 200 200 200 200"),
    Row("account_change_password", "POST", "/account/password", "403 302 302 302 302 302", NEW_PASSWORD),
    Row("account_set_password", "GET", "/account/password/first", "303 302 302 302 302 302"),
    Row("account_set_password", "POST", "/account/password/first", "403 302 302 302 302 302", NEW_PASSWORD),
    Row("account_email", "GET", "/account/address", "303 302 302 302 302 302"),
    Row("account_email", "POST", "/account/address", "403 302 302 302 302 302", OTHER),
    Row("account_sessions", "GET", "/account/sessions", "303 200 200 200 200 200"),
    Row("account_sessions_end", "POST", "/account/sessions/end", "403 303 303 303 303 303"),
    Row("account_session_end", "POST", "/account/sessions/1/end", "403 404 404 404 404 404"),
    Row("mfa_index", "GET", "/account/signing-in", "303 200 200 200 200 200"),
    Row("mfa_add_webauthn", "GET", "/account/passkeys/new", "303 302 302 302 302 302"),
    Row("mfa_add_webauthn", "POST", "/account/passkeys/new", "403 302 302 302 302 302", KEY),
    Row("mfa_edit_webauthn", "GET", "/account/passkeys/1/name", "303 302 302 302 302 302"),
    Row("mfa_edit_webauthn", "POST", "/account/passkeys/1/name", "403 302 302 302 302 302", {"name": "Phone"}),
    Row("mfa_remove_webauthn", "GET", "/account/passkeys/1/remove", "303 302 302 302 302 302"),
    Row("mfa_remove_webauthn", "POST", "/account/passkeys/1/remove", "403 302 302 302 302 302"),
    Row("mfa_activate_totp", "GET", "/account/second-step", "303 302 302 302 302 302"),
    Row("mfa_activate_totp", "POST", "/account/second-step", "403 302 302 302 302 302", CODE),
    Row("mfa_deactivate_totp", "GET", "/account/second-step/off", "303 404 404 404 404 404"),
    Row("mfa_deactivate_totp", "POST", "/account/second-step/off", "403 404 404 404 404 404"),
    Row("mfa_view_recovery_codes", "GET", "/account/recovery-codes", "303 404 404 404 404 404"),
    Row("mfa_generate_recovery_codes", "GET", "/account/recovery-codes/new", "303 302 302 302 302 302"),
    Row("mfa_generate_recovery_codes", "POST", "/account/recovery-codes/new", "403 302 302 302 302 302"),
    Row("account_disconnect", "POST", "/account/outside/1/remove", "403 302 302 302 302 302"),
    Row("account_reauthenticate", "GET", "/account/prove", "303 200 200 200 200 200"),
    Row("account_reauthenticate", "POST", "/account/prove", "403 302 302 302 302 302", {"password": PASSWORD}),
    Row("account_reauthenticate", "POST", "/account/prove", "403 422 422 422 422 422", {"password": "another"}),
    Row("mfa_reauthenticate", "GET", "/account/prove/code", "303 302 302 302 302 302"),
    Row("mfa_reauthenticate", "POST", "/account/prove/code", "403 302 302 302 302 302", CODE),
    Row("mfa_reauthenticate_webauthn", "GET", "/account/prove/passkey", "303 302 302 302 302 302"),
    Row("mfa_reauthenticate_webauthn", "POST", "/account/prove/passkey", "403 302 302 302 302 302", KEY),
    Row("account_prove_by_mail", "GET", "/account/prove/mail", "303 200 200 200 200 200"),
    Row("account_prove_by_mail", "POST", "/account/prove/mail", "403 303 303 303 303 303", {"action": "send"}),
    Row("account_prove_by_mail", "POST", "/account/prove/mail", "403 422 422 422 422 422", CODE),
]
FOR_STRANGERS: list[str] = [
    "/sign-in",
    "/sign-in/passkey",
    "/sign-in/code",
    "/sign-in/forgotten",
    "/sign-in/forgotten/sent",
    "/sign-in/address/elsewhere",
    "/sign-up",
    "/sign-up/passkey",
]
FOR_HOSTS: list[str] = [
    "/account",
    "/account/password",
    "/account/sessions",
    "/account/signing-in",
    "/account/prove",
    "/account/prove/mail",
    "/account/passkeys/new",
    "/sign-out",
]
