"""The addresses of doors/web/administration."""

from tests.addresses.row import Row

RECORD = "/people/{person}/record"
WHY = {"reason": "They asked for it."}
NOBODY = "/people/01a20190-ed91-76e8-bb95-9b75126786dd"
TAKE = RECORD + "/known/{known}/take"
TERM = RECORD + "/roles/{held}/term"
END = RECORD + "/roles/{held}/end"
CONTINUES = RECORD + "/roles/{held}/continues"
CALL_OFF = RECORD + "/to-come/{to_come}/call-off"
TAKE_NOTE = "/people/{person}/notes/{note}/take"

ROWS = [
    #                                                     stranger member insider author host owner
    Row("people_terms", "GET", "/people/terms", "404 404 404 404 200 200"),
    Row("record", "GET", RECORD, "404 404 404 404 200 200"),
    Row("record", "GET", NOBODY + "/record", "404 404 404 404 404 404"),
    Row("record_history", "GET", RECORD + "/history", "404 404 404 404 200 200"),
    Row("record_history", "GET", RECORD + "/history?after=nonsense", "404 404 404 404 404 404"),
    Row("record_name", "GET", RECORD + "/name", "404 404 404 404 403 200"),
    Row("record_name", "POST", RECORD + "/name", "404 404 404 404 403 303", {"name": "Anna", **WHY}),
    Row("record_name", "POST", RECORD + "/name", "404 404 404 404 403 422", {"name": "Anna", "reason": " "}),
    Row("record_known", "GET", RECORD + "/known", "404 404 404 404 403 200"),
    Row(
        "record_known", "POST", RECORD + "/known", "404 404 404 404 403 303",
        {"kind": "mail", "key": "new@example.org", **WHY},
    ),
    Row("record_known", "POST", RECORD + "/known", "404 404 404 404 403 422", {"kind": "mail", "key": "x", **WHY}),
    Row("record_known", "POST", RECORD + "/known", "404 404 404 404 403 422", {"kind": "handle", "key": "ann", **WHY}),
    Row("record_not_known", "GET", TAKE, "404 404 404 404 403 200"),
    Row("record_not_known", "POST", TAKE, "404 404 404 404 403 303", WHY),
    Row("record_not_known", "POST", RECORD + "/known/999999/take", "404 404 404 404 404 404", WHY),
    Row("record_staff", "GET", RECORD + "/staff", "404 404 404 404 403 200"),
    Row("record_staff", "POST", RECORD + "/staff", "404 404 404 404 403 303", {"staff": "yes", **WHY}),
    Row("record_staff", "POST", RECORD + "/staff", "404 404 404 404 403 422", WHY),
    Row("record_close", "GET", RECORD + "/close", "404 404 404 404 403 200"),
    Row("record_close", "POST", RECORD + "/close", "404 404 404 404 403 303", WHY),
    Row("record_close", "POST", RECORD + "/close", "404 404 404 404 403 422", {"reason": ""}),
    Row("record_reopen", "GET", RECORD + "/reopen", "404 404 404 404 404 404"),
    Row("record_reopen", "POST", RECORD + "/reopen", "404 404 404 404 404 303", WHY),
    Row("record_role", "GET", RECORD + "/roles", "404 404 404 404 200 200"),
    Row("record_role", "POST", RECORD + "/roles", "404 404 404 404 303 303", {"role": "Expert"}),
    Row("record_role", "POST", RECORD + "/roles", "404 404 404 404 403 303", {"role": "Host"}),
    Row("record_role", "POST", RECORD + "/roles", "404 404 404 404 422 422", {"role": "Expert", "until": "2001-01-01"}),
    Row("record_term", "GET", TERM, "404 404 404 404 200 200"),
    Row("record_term", "POST", TERM, "404 404 404 404 303 303", {"until": "2190-01-01"}),
    Row("record_term", "POST", TERM, "404 404 404 404 422 422", {"until": "soon"}),
    Row("record_role_end", "GET", END, "404 404 404 404 200 200"),
    Row("record_role_end", "POST", END, "404 404 404 404 303 303"),
    Row("record_role_end", "POST", RECORD + "/roles/999999/end", "404 404 404 404 404 404"),
    Row("record_continues", "POST", CONTINUES, "404 404 404 404 303 303", {"continues": "yes"}),
    Row("record_continues", "POST", CONTINUES, "404 404 404 404 422 422", {"continues": "perhaps"}),
    Row("record_call_off", "POST", CALL_OFF, "404 404 404 404 303 303"),
    Row("record_call_off", "POST", RECORD + "/to-come/999999/call-off", "404 404 404 404 404 404"),
    Row("record_notes", "GET", "/people/{person}/notes", "404 404 404 404 200 200"),
    Row("record_notes", "GET", "/people/{person}/notes?after=nonsense", "404 404 404 404 404 404"),
    Row("record_notes", "POST", "/people/{person}/notes", "404 404 404 404 303 303", {"body": "Prefers the phone."}),
    Row("record_notes", "POST", "/people/{person}/notes", "404 404 404 404 422 422", {"body": " "}),
    Row("record_note_take", "POST", TAKE_NOTE, "404 404 404 404 303 303"),
    Row("look_as", "GET", "/people/{person}/see-as", "404 404 404 404 403 200"),
    Row("look_as", "POST", "/people/{person}/see-as", "404 404 404 404 403 422", {"reason": ""}),
    Row("look_back", "POST", "/look-back", "404 404 404 404 404 404"),
]  # fmt: skip
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/people/terms", RECORD, RECORD + "/history", "/people/{person}/notes", RECORD + "/roles", TERM, END,
]  # fmt: skip
FOR_OWNERS = [RECORD, RECORD + "/roles"]
