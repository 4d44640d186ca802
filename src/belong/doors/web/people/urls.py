from django.urls import path

from belong.doors.web.people import views

urlpatterns = [
    path("people/<uuid:uid>", views.person, name="person"),
    path("people/<uuid:uid>/timeline", views.timeline, name="person_timeline"),
]
