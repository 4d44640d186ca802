from django.urls import path, register_converter
from django.urls.converters import IntConverter

from belong.doors.web.imports import views


class RunNumber(IntConverter):
    """As many digits as a run's number can have: a longer one is no address."""

    regex = "[0-9]{1,18}"


register_converter(RunNumber, "run")

urlpatterns = [
    path("imports/", views.runs, name="imports"),
    path("imports/<run:number>", views.run, name="import_run"),
]
