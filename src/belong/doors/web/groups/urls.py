from django.urls import path

from belong.doors.web.groups import settings, views

urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new", views.found, name="group_found"),
    path("groups/<slug:slug>/", views.group, name="group"),
    path("groups/<slug:slug>/members", views.members, name="group_members"),
    path("groups/<slug:slug>/members/<uuid:person>", views.member, name="group_member"),
    path("groups/<slug:slug>/join", views.join, name="group_join"),
    path("groups/<slug:slug>/leave", views.leave, name="group_leave"),
    path("groups/<slug:slug>/audience", settings.audience, name="group_audience"),
    path("groups/<slug:slug>/settings", settings.settings, name="group_settings"),
    path("groups/<slug:slug>/close", settings.close, name="group_close"),
    path("groups/<slug:slug>/reopen", settings.reopen, name="group_reopen"),
    path("groups/<slug:slug>/remove", settings.remove, name="group_remove"),
    path("groups/<slug:slug>/language", settings.language, name="group_language"),
]
