"""Every page there is. A new address needs a row in the permission table (tests/architecture)."""

from django.urls import include, path

from belong.doors.web.shared.style import style

urlpatterns = [
    path("", include("belong.doors.web.accounts.urls")),
    path("style/<slug:digest>.css", style, name="style"),
]
