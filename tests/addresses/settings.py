"""The addresses of doors/web/settings."""

from tests.addresses.row import Row

NAME = {"name": "The mill", "purpose": "An oven."}

ROWS = [
    #                                                                      stranger member insider author host owner
    Row("set_up", "GET", "/set-up", "404 404 404 404 200 200"),
    Row("set_up", "POST", "/set-up", "404 404 404 404 403 303"),
    Row("set_up_step", "GET", "/set-up/name", "404 404 404 404 200 200"),
    Row("set_up_step", "GET", "/set-up/nothing", "404 404 404 404 404 404"),
    Row("set_up_step", "POST", "/set-up/name", "404 404 404 404 403 303", NAME),
    Row("settings", "GET", "/settings", "404 404 404 404 200 200"),
    Row("settings_history", "GET", "/settings/history", "404 404 404 404 200 200"),
    Row("settings_text", "GET", "/settings/texts/terms", "404 404 404 404 200 200"),
    Row("settings_text", "GET", "/settings/texts/nothing", "404 404 404 404 404 404"),
    Row("settings_text", "POST", "/settings/texts/terms", "404 404 404 404 403 303", {"source": "Be kind."}),
    Row("settings_section", "GET", "/settings/look", "404 404 404 404 200 200"),
    Row("settings_section", "GET", "/settings/nothing", "404 404 404 404 404 404"),
    Row("settings_section", "POST", "/settings/name", "404 404 404 404 403 303", NAME),
    Row("settings_section", "POST", "/settings/name", "404 404 404 404 403 422", {"name": ""}),
    Row("settings_section", "GET", "/settings/mails", "404 404 404 404 200 200"),
    Row("settings_section", "POST", "/settings/mails", "404 404 404 404 403 303", {"mails_a_day": "3"}),
    Row("settings_section", "POST", "/settings/mails", "404 404 404 404 403 422", {"mails_a_day": "0"}),
    Row("settings_section", "POST", "/settings/mails", "404 404 404 404 403 422", {"mails_a_day": "many"}),
    Row("settings_section", "POST", "/settings/keeping", "404 404 404 404 403 422", {"logs": "-1"}),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS = FOR_OWNERS = [
    "/set-up",
    *(f"/set-up/{key}" for key in ("name", "place", "mail", "look", "joining", "strangers", "ladder", "values")),
    "/set-up/groups",
    "/settings",
    "/settings/history",
    "/settings/texts/terms",
    "/settings/look",
    "/settings/keeping",
    "/settings/mails",
]
