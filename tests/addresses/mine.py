"""The addresses of doors/web/mine."""

from tests.addresses.row import Row

NONE = "01a20190-ed91-76e8-bb95-9b75126786dd"
ENTRY = "/me/ledger/{entry}"
TAKE_BACK = "/me/contested/{entry_contested}/take-back"
CHANGE = "/me/permissions/change"
DECIDE = "/contested/{entry_contested}"
CHOOSE = "/me/mails/choose"
ON = {"act": "on", "kind": "conversations.answered"}
GIVE = {"act": "give", "channel": "phone", "purpose": "news"}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("mine", "GET", "/me", "303 200 200 200 200 200"),
    Row("mine_ledger", "GET", "/me/ledger", "303 200 200 200 200 200"),
    Row("mine_ledger", "GET", "/me/ledger?side=did&kind=answered", "303 200 200 200 200 200"),
    Row("mine_ledger", "GET", "/me/ledger?side=received", "303 200 200 200 200 200"),
    Row("mine_ledger", "GET", "/me/ledger?kind=nonsense", "303 404 404 404 404 404"),
    Row("mine_ledger", "GET", "/me/ledger?side=nonsense", "303 404 404 404 404 404"),
    Row("mine_ledger", "GET", "/me/ledger?after=nonsense", "303 404 404 404 404 404"),
    Row("mine_contest", "GET", ENTRY, "303 404 404 200 404 404"),
    Row("mine_contest", "GET", "/me/ledger/99999999999999999999", "303 404 404 404 404 404"),
    Row("mine_contest", "POST", ENTRY, "403 404 404 303 404 404", {"words": "It was not me."}),
    Row("mine_contest", "POST", ENTRY, "403 404 404 422 404 404", {"words": " "}),
    Row("mine_contest_take_back", "POST", TAKE_BACK, "403 404 404 303 404 404"),
    Row("mine_permissions", "GET", "/me/permissions", "303 200 200 200 200 200"),
    Row("mine_permissions_change", "POST", CHANGE, "403 303 303 303 303 303", GIVE),
    Row("mine_permissions_change", "POST", CHANGE, "403 303 303 303 303 303", {**GIVE, "act": "withdraw"}),
    Row("mine_permissions_change", "POST", CHANGE, "403 404 404 404 404 404", {**GIVE, "channel": "pigeon"}),
    Row("mine_permissions_change", "POST", CHANGE, "403 404 404 404 404 404"),
    Row("mine_mails", "GET", "/me/mails", "303 200 200 200 200 200"),
    Row("mine_mails_choose", "POST", CHOOSE, "403 303 303 303 303 303", ON),
    Row("mine_mails_choose", "POST", CHOOSE, "403 303 303 303 303 303", {**ON, "act": "off"}),
    Row("mine_mails_choose", "POST", CHOOSE, "403 404 404 404 404 404", {**ON, "kind": "service.sign_in_code"}),
    Row("mine_mails_choose", "POST", CHOOSE, "403 404 404 404 404 404", {**ON, "act": "perhaps"}),
    Row("mine_data", "GET", "/me/data", "303 200 200 200 200 200"),
    Row("mine_data_ask", "POST", "/me/data/ask", "403 303 303 303 303 303"),
    Row("mine_data_fetch", "GET", "/me/data/{export}", "303 404 404 404 404 404"),
    Row("mine_erase", "GET", "/me/erase", "303 302 302 302 302 302"),
    Row("mine_erase", "POST", "/me/erase", "403 302 302 302 302 302", {"address": "member@example.org"}),
    Row("settings_section", "GET", "/settings/erasing", "404 404 404 404 200 200"),
    Row("settings_section", "POST", "/settings/erasing", "404 404 404 404 403 303", {"erasing": "keep"}),
    Row("settings_section", "POST", "/settings/erasing", "404 404 404 404 403 422", {"erasing": "burn"}),
    Row("set_up_step", "GET", "/set-up/erasing", "404 404 404 404 404 404"),
    Row("gone", "GET", f"/gone/{NONE}", "404 404 404 404 404 404"),
    Row("contested", "GET", "/contested", "404 404 404 404 200 200"),
    Row("contested", "GET", "/contested?after=nonsense", "404 404 404 404 404 404"),
    Row("contested_entry", "GET", DECIDE, "404 404 404 404 200 200"),
    Row("contested_entry", "POST", DECIDE, "404 404 404 404 303 303", {"decision": "withdraw"}),
    Row("contested_entry", "POST", DECIDE, "404 404 404 404 303 303", {"answer": "It was you who rang."}),
    Row("contested_entry", "POST", DECIDE, "404 404 404 404 422 422", {"answer": " "}),
    Row("contested_entry", "GET", f"/contested/{NONE}", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/me", "/me/ledger", "/me/ledger?side=received", "/me/mails", "/me/permissions", "/me/data", "/contested", DECIDE,
]  # fmt: skip
