from django.urls import path, register_converter
from django.urls.converters import IntConverter

from belong.doors.web.imports import looking, views


class RunNumber(IntConverter):
    """As many digits as a run's number can have: a longer one is no address."""

    regex = "[0-9]{1,18}"


register_converter(RunNumber, "run")

urlpatterns = [
    path("imports/", views.runs, name="imports"),
    path("imports/new/<slug:key>", views.new, name="import_new"),
    path("imports/look/<slug:key>/<uuid:upload>", looking.look, name="import_look"),
    path("imports/<run:number>", views.run, name="import_run"),
    path("imports/<run:number>/rejects", views.rejects, name="import_rejects"),
    path("imports/<run:number>/rejects.jsonl", views.rejects_file, name="import_rejects_file"),
    path("imports/<run:number>/undo", views.undo, name="import_undo"),
    path("imports/<run:number>/resume", views.resume, name="import_resume"),
]
