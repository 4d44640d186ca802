from django.urls import path

from belong.doors.web.administration import changing, looking, noting, terms, views

urlpatterns = [
    path("people/terms", terms.soon, name="people_terms"),
    path("people/<uuid:uid>/record", views.record, name="record"),
    path("people/<uuid:uid>/record/history", views.history, name="record_history"),
    path("people/<uuid:uid>/record/name", changing.name, name="record_name"),
    path("people/<uuid:uid>/record/known", changing.known, name="record_known"),
    path("people/<uuid:uid>/record/known/<int:identity>/take", changing.not_known, name="record_not_known"),
    path("people/<uuid:uid>/record/staff", changing.staff, name="record_staff"),
    path("people/<uuid:uid>/record/close", changing.close, name="record_close"),
    path("people/<uuid:uid>/record/reopen", changing.reopen, name="record_reopen"),
    path("people/<uuid:uid>/record/roles", terms.appoint, name="record_role"),
    path("people/<uuid:uid>/record/roles/<int:held>/term", terms.term, name="record_term"),
    path("people/<uuid:uid>/record/roles/<int:held>/end", terms.end, name="record_role_end"),
    path("people/<uuid:uid>/record/roles/<int:held>/continues", terms.continues, name="record_continues"),
    path("people/<uuid:uid>/record/to-come/<int:appointment>/call-off", terms.call_off, name="record_call_off"),
    path("people/<uuid:uid>/notes", noting.notes, name="record_notes"),
    path("people/<uuid:uid>/notes/<uuid:note>/take", noting.take, name="record_note_take"),
    path("people/<uuid:uid>/see-as", looking.begin, name="look_as"),
    path("look-back", looking.back, name="look_back"),
]
