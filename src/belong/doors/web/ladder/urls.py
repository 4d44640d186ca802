from django.urls import path

from belong.doors.web.ladder import views

urlpatterns = [
    path("ladder", views.ladder, name="ladder"),
    path("ladder/<slug:key>", views.stage, name="ladder_stage"),
    path("people/<uuid:uid>/ladder", views.person, name="person_ladder"),
]
