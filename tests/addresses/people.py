"""The addresses of doors/web/people."""

from tests.addresses.row import Row

CONTACT = "/people/{person}/contact"
TAKE_BACK = "/people/{person}/contact/{contact}/take-back"
CALL = {"channel": "phone", "direction": "out", "turf": "theirs", "purpose": "help"}

COMPARE = "/people/{twin}/same/{double}"
DECIDE = "/people/claims/{claim}"
PART = "/people/merged/{merge}/part"
WORDS = {"place": "The old list", "called": "Mia", "reason": "I asked about beans."}

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
    Row("people_same", "GET", "/people/same", "404 404 404 404 200 200"),
    Row("people_same", "GET", "/people/same?after=nonsense", "404 404 404 404 404 404"),
    Row("people_told_apart", "POST", "/people/same/{proposal}/different", "404 404 404 404 303 303"),
    Row("people_told_apart", "POST", "/people/same/999999/different", "404 404 404 404 404 404"),
    Row("person_look_for", "GET", "/people/{twin}/same", "404 404 404 404 200 200"),
    Row("person_look_for", "GET", "/people/{twin}/same?q=twin", "404 404 404 404 200 200"),
    Row("person_compare", "GET", COMPARE, "404 404 404 404 200 200"),
    Row("person_compare", "GET", COMPARE + "?proposal=nonsense", "404 404 404 404 404 404"),
    Row("person_compare", "GET", "/people/{twin}/same/{twin}", "404 404 404 404 404 404"),
    Row("person_compare", "POST", COMPARE, "404 404 404 404 303 303", {"name": "other"}),
    Row("person_compare", "POST", COMPARE + "?proposal={proposal}", "404 404 404 404 303 303", {"name": "keep"}),
    Row("people_merged", "GET", "/people/merged", "404 404 404 404 200 200"),
    Row("people_merged", "GET", "/people/merged?after=nonsense", "404 404 404 404 404 404"),
    Row("people_part", "GET", PART, "404 404 404 404 200 200"),
    Row("people_part", "POST", PART, "404 404 404 404 303 303", {"different": "on"}),
    Row("people_claims", "GET", "/people/claims", "404 404 404 404 200 200"),
    Row("people_claims", "GET", "/people/claims?after=nonsense", "404 404 404 404 404 404"),
    Row("people_claim", "GET", DECIDE, "404 404 404 404 200 200"),
    Row("people_claim", "GET", DECIDE + "?person={twin}", "404 404 404 404 200 200"),
    Row("people_claim", "GET", DECIDE + "?person=nonsense", "404 404 404 404 404 404"),
    Row("people_claim", "POST", DECIDE, "404 404 404 404 422 422", {"answer": " ", "is_theirs": "no"}),
    Row("people_claim", "POST", DECIDE, "404 404 404 404 303 303", {"answer": "Another one.", "is_theirs": "no"}),
    Row("people_claim", "POST", DECIDE + "?person={twin}", "404 404 404 404 303 303", {"is_theirs": "yes"}),
    Row("claim", "GET", "/claim", "303 200 200 200 200 200"),
    Row("claim", "POST", "/claim", "403 403 303 303 303 303", WORDS),
    Row("claim", "POST", "/claim", "403 422 422 422 422 422", {**WORDS, "reason": " "}),
    Row("claim_take_back", "POST", "/claim/{claim}/take-back", "403 303 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = [
    "/people/", "/people/?q=doe", "/people/?q=nobody", "/people/?show=known", "/people/{person}",
    "/people/{person}/timeline", "/people/{person}/timeline?kind=thanks", CONTACT, TAKE_BACK,
    "/people/same", "/people/{twin}/same?q=twin", COMPARE, "/people/merged", PART, "/people/claims", DECIDE,
    DECIDE + "?person={twin}", "/claim",
]  # fmt: skip
