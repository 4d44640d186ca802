"""Every page there is. A new address needs a row in the permission table (tests/architecture)."""

from django.urls import include, path

from belong.doors.web.shared.style import style

AREAS = (
    "discussions",  # what is read most is found first
    "groups",
    "accounts",
    "arrivals",
    "home",
    "about",
    "settings",
    "languages",
    "administration",
    "people",
    "profiles",
    "mine",
    "welcome",
    "ladder",
    "health",
    "imports",
    "mailbox",
    "search",
    "feeds",
    "offline",
    "operations",
    "design",
)

urlpatterns = [
    *(path("", include(f"belong.doors.web.{area}.urls")) for area in AREAS),
    path("style/<slug:digest>.css", style, name="style"),
]
