from django.urls import path

from belong.doors.web.people import claiming, contacts, merging, views

urlpatterns = [
    path("people/", views.everybody, name="people"),
    path("people/same", merging.proposed, name="people_same"),
    path("people/same/<int:proposal>/different", merging.told_apart, name="people_told_apart"),
    path("people/merged", merging.merged, name="people_merged"),
    path("people/merged/<uuid:merge>/part", merging.parted, name="people_part"),
    path("people/claims", claiming.claims, name="people_claims"),
    path("people/claims/<uuid:claim>", claiming.decided, name="people_claim"),
    path("people/<uuid:uid>/same", merging.looked_for, name="person_look_for"),
    path("people/<uuid:uid>/same/<uuid:other>", merging.compared, name="person_compare"),
    path("claim", claiming.claim, name="claim"),
    path("claim/<uuid:claim>/take-back", claiming.taken_back, name="claim_take_back"),
    path("people/<uuid:uid>", views.person, name="person"),
    path("people/<uuid:uid>/timeline", views.timeline, name="person_timeline"),
    path("people/<uuid:uid>/contact", contacts.record, name="person_contact"),
    path("people/<uuid:uid>/contact/<uuid:contact>/take-back", contacts.take_back, name="person_contact_take_back"),
]
