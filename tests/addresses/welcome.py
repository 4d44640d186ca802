"""The addresses of doors/web/welcome."""

from tests.addresses.row import Row

HOPE = {"is-clients": "on", "words-clients": "Two a year", "strength-clients": "3", "visible-clients": "hosts"}
OFFER = {"is-mentor": "on", "words-mentor": "On Tuesdays", "visible-mentor": "members"}

ROWS = [
    #                                                        stranger member insider author host owner
    Row("welcome", "GET", "/welcome", "303 200 200 200 200 200"),
    Row("welcome", "POST", "/welcome", "403 405 405 405 405 405"),
    Row("welcome_over", "GET", "/welcome/over", "303 405 405 405 405 405"),
    Row("welcome_over", "POST", "/welcome/over", "403 303 303 303 303 303"),
    Row("welcome_step", "GET", "/welcome/values", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/values", "403 422 422 422 422 422", {"values_version": "1"}),
    Row("welcome_step", "POST", "/welcome/values", "403 303 303 303 303 303", {"values": "on", "values_version": "1"}),
    Row("welcome_step", "GET", "/welcome/interests", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/interests", "403 303 303 303 303 303", {"ticked": "doors"}),
    Row("welcome_step", "POST", "/welcome/interests", "403 422 422 422 422 422", {"ticked": "nonsense"}),
    Row("welcome_step", "GET", "/welcome/groups", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/groups", "403 303 422 422 303 303", {"ticked": "{club}"}),
    Row("welcome_step", "POST", "/welcome/groups", "403 422 422 422 422 422", {"ticked": "{vault}"}),
    Row("welcome_step", "GET", "/welcome/hopes", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/hopes", "403 303 303 303 303 303", HOPE),
    Row("welcome_step", "POST", "/welcome/hopes", "403 422 422 422 422 422", {**HOPE, "visible-clients": "everyone"}),
    Row("welcome_step", "POST", "/welcome/hopes", "403 422 422 422 422 422", {**HOPE, "words-clients": "me@x.org"}),
    Row("welcome_step", "GET", "/welcome/offers", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/offers", "403 303 303 303 303 303", OFFER),
    Row("welcome_step", "GET", "/welcome/first", "303 200 200 200 200 200"),
    Row("welcome_step", "POST", "/welcome/first", "403 303 303 303 303 303"),
    Row("welcome_step", "GET", "/welcome/nothing", "303 404 404 404 404 404"),
    Row("welcome_later", "POST", "/welcome/hopes/later", "403 303 303 303 303 303"),
    Row("welcome_later", "POST", "/welcome/nothing/later", "403 404 404 404 404 404"),
]  # fmt: skip
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/welcome", "/welcome/values", "/welcome/interests", "/welcome/groups", "/welcome/hopes", "/welcome/offers",
    "/welcome/first",
]  # fmt: skip
