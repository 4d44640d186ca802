"""The addresses of doors/web/profiles."""

from tests.addresses.row import Row

ALL = {
    "name": "Mia Lee", "visible-picture": "members",
    "words": "I *brew*.", "visible-words": "everyone", "listed": "members", "interests": "hosts",
    "field-place": "Köln, Germany", "visible-field-place": "members",
    "link-0": "example.org/me", "label-0": "Me", "visible-link-0": "members",
    "link-1": "", "label-1": "", "visible-link-1": "members",
}  # fmt: skip
WORKS = {
    "organisation": "Ada Works", "kind": "employer", "title": "Brewer", "from_on": "2020-01-01", "until_on": "",
    "visibility": "members",
}  # fmt: skip
BELONGING = "/me/profile/organisations/{belonging}"
ASKED = {"label": "Favourite style", "kind": "choice", "options": "Stout\nPorter", "help": "", "visibility": "members"}

JOINED = "/me/profile/organisations"
PLACE = "/profiles/fields/place"

ROWS = [
    #                                                        stranger member insider author host owner
    Row("profile", "GET", "/me/profile", "303 200 200 200 200 200"),
    Row("profile", "POST", "/me/profile", "403 303 303 303 303 303", ALL),
    Row("profile", "POST", "/me/profile", "403 422 422 422 422 422", {**ALL, "link-0": "nowhere"}),
    Row("profile", "POST", "/me/profile", "403 422 422 422 422 422", {**ALL, "words": "Write to me@example.org."}),
    Row("profile", "POST", "/me/profile", "403 422 422 422 422 422", {**ALL, "name": "me@example.org"}),
    Row("profile", "POST", "/me/profile", "403 422 422 422 422 422", {**ALL, "visible-picture": "x"}),
    Row("profile_picture", "POST", "/me/profile/picture", "403 422 422 422 422 422", ALL),
    Row("profile_picture_remove", "POST", "/me/profile/picture/remove", "403 303 303 303 303 303"),
    Row("profile_picture_remove", "POST", "/me/profile/picture/remove", "403 200 200 200 200 200", ALL),
    Row("profile_organisations", "GET", JOINED, "303 200 200 200 200 200"),
    Row("profile_organisations", "POST", JOINED, "403 303 303 303 303 303", WORKS),
    Row("profile_organisations", "POST", JOINED, "403 422 422 422 422 422", {**WORKS, "organisation": " "}),
    Row("profile_organisation", "GET", BELONGING, "303 404 200 404 404 404"),
    Row("profile_organisation", "POST", BELONGING, "403 404 303 404 404 404", WORKS),
    Row("profile_organisation", "POST", BELONGING, "403 404 422 404 404 404", {**WORKS, "until_on": "2019-01-01"}),
    Row("profile_organisation_remove", "POST", f"{BELONGING}/remove", "403 404 303 404 303 303"),
    Row("picture", "GET", "/pictures/{picture}/96", "404 200 200 200 200 200"),
    Row("picture", "GET", "/pictures/{picture}/97", "404 404 404 404 404 404"),
    Row("picture", "GET", "/pictures/{person}/96", "404 404 404 404 404 404"),
    Row("members", "GET", "/members", "303 200 200 200 200 200"),
    Row("members", "GET", "/members?name=doe&place=ber&organisation=ada&interest=doors", "303 200 200 200 200 200"),
    Row("members", "GET", "/members?group={vault}", "303 422 200 200 422 422"),
    Row("members", "GET", "/members?name=%00", "303 422 422 422 422 422"),
    Row("members", "GET", "/members?after=nonsense", "303 404 404 404 404 404"),
    Row("profile_fields", "GET", "/profiles/fields", "404 404 404 404 200 200"),
    Row("profile_fields", "POST", "/profiles/fields", "404 404 404 404 303 303", ASKED),
    Row("profile_fields", "POST", "/profiles/fields", "404 404 404 404 422 422", {**ASKED, "options": "Stout"}),
    Row("profile_field", "GET", PLACE, "404 404 404 404 200 200"),
    Row("profile_field", "GET", "/profiles/fields/nothing", "404 404 404 404 404 404"),
    Row("profile_field", "POST", PLACE, "404 404 404 404 303 303", {"label": "Town", "visibility": "hosts"}),
    Row("profile_field", "POST", PLACE, "404 404 404 404 422 422", {"label": "", "visibility": "hosts"}),
    Row("profile_field_move", "POST", "/profiles/fields/place/move", "404 404 404 404 303 303", {"way": "up"}),
    Row("profile_field_retire", "POST", "/profiles/fields/place/retire", "404 404 404 404 303 303"),
    Row("profile_field_restore", "POST", "/profiles/fields/place/restore", "404 404 404 404 303 303"),
    Row("profile_directory", "POST", "/profiles/directory", "404 404 404 404 303 303", {"open": "yes"}),
]  # fmt: skip
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/me/profile", JOINED, "/members", "/members?name=nobody", "/profiles/fields", PLACE]
