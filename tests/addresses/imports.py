"""The addresses of doors/web/imports."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("imports", "GET", "/imports/", "404 404 404 404 200 200"),
    Row("import_new", "GET", "/imports/new/stackexchange", "404 404 404 404 200 200"),
    Row("import_new", "GET", "/imports/new/nonsense", "404 404 404 404 404 404"),
    Row("import_new", "POST", "/imports/new/stackexchange", "404 404 404 404 422 422"),
    Row("import_look", "GET", "/imports/look/people/{upload}", "404 404 404 404 200 200"),
    Row("import_look", "GET", "/imports/look/people/01a20190-ed91-76e8-bb95-9b75126786dd", "404 404 404 404 404 404"),
    Row("import_look", "GET", "/imports/look/mbox/{upload}", "404 404 404 404 404 404"),
    Row("import_look", "POST", "/imports/look/people/{upload}", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/{run}", "404 404 404 404 200 200"),
    Row("import_run", "GET", "/imports/999999", "404 404 404 404 404 404"),
    Row("import_rejects", "GET", "/imports/{run}/rejects", "404 404 404 404 200 200"),
    Row("import_rejects", "GET", "/imports/{run}/rejects?after=12x", "404 404 404 404 200 200"),
    Row("import_rejects", "GET", "/imports/999999/rejects", "404 404 404 404 404 404"),
    Row("import_rejects_file", "GET", "/imports/{run}/rejects.jsonl", "404 404 404 404 404 404"),
    Row("import_undo", "GET", "/imports/{run}/undo", "404 404 404 404 200 200"),
    Row("import_undo", "POST", "/imports/{run}/undo", "404 404 404 404 303 303"),
    Row("import_undo", "POST", "/imports/999999/undo", "404 404 404 404 404 404"),
    Row("import_resume", "POST", "/imports/{run}/resume", "404 404 404 404 303 303"),
    Row("import_resume", "POST", "/imports/999999/resume", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/imports/",
    "/imports/new/stackexchange",
    "/imports/new/mbox",
    "/imports/look/people/{upload}",
    "/imports/{run}",
    "/imports/{run}/rejects",
    "/imports/{run}/undo",
]
