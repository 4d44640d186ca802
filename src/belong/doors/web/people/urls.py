from django.urls import path

from belong.doors.web.people import contacts, views

urlpatterns = [
    path("people/", views.everybody, name="people"),
    path("people/<uuid:uid>", views.person, name="person"),
    path("people/<uuid:uid>/timeline", views.timeline, name="person_timeline"),
    path("people/<uuid:uid>/contact", contacts.record, name="person_contact"),
    path("people/<uuid:uid>/contact/<uuid:contact>/take-back", contacts.take_back, name="person_contact_take_back"),
]
