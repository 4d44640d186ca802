"""The addresses of doors/web/people."""

from tests.addresses.row import Row

CONTACT = "/people/{person}/contact"
TAKE_BACK = "/people/{person}/contact/{contact}/take-back"
CALL = {"channel": "phone", "direction": "out", "turf": "theirs", "purpose": "help"}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("people", "GET", "/people/", "404 404 404 404 200 200"),
    Row("people", "GET", "/people/?q=doe", "404 404 404 404 200 200"),
    Row("people", "GET", "/people/?show=known", "404 404 404 404 200 200"),
    Row("people", "GET", "/people/?show=nonsense", "404 404 404 404 404 404"),
    Row("people", "GET", "/people/?after=nonsense", "404 404 404 404 404 404"),
    Row("person", "GET", "/people/{person}", "303 200 200 200 200 200"),
    Row("person", "GET", "/people/{person}?after=nonsense", "303 404 404 404 404 404"),
    Row("person_timeline", "GET", "/people/{person}/timeline", "303 404 404 200 200 200"),
    Row("person_timeline", "GET", "/people/{person}/timeline?kind=talk&channel=site", "303 404 404 200 200 200"),
    Row("person_timeline", "GET", "/people/{person}/timeline?kind=nonsense", "303 404 404 404 404 404"),
    Row("person_timeline", "GET", "/people/{person}/timeline?channel=%00", "303 404 404 200 200 200"),
    Row("person_timeline", "GET", "/people/{person}/timeline?after=nonsense", "303 404 404 404 404 404"),
    Row("person_contact", "GET", CONTACT, "404 404 404 404 200 200"),
    Row("person_contact", "POST", CONTACT, "404 404 404 404 303 303", CALL),
    Row("person_contact", "POST", CONTACT, "404 404 404 404 422 422", {"channel": "pigeon"}),
    Row("person_contact_take_back", "GET", TAKE_BACK, "404 404 404 404 200 200"),
    Row("person_contact_take_back", "POST", TAKE_BACK, "404 404 404 404 303 303", {"reason": "Another person."}),
    Row("person_contact_take_back", "POST", TAKE_BACK, "404 404 404 404 422 422", {"reason": " "}),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/people/", "/people/?q=doe", "/people/?q=nobody", "/people/?show=known", "/people/{person}",
    "/people/{person}/timeline", "/people/{person}/timeline?kind=thanks", CONTACT, TAKE_BACK,
]  # fmt: skip
