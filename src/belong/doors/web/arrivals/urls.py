from django.urls import path

from belong.doors.web.arrivals import inviting, joining, staying

urlpatterns = [
    path("stay-in-touch", staying.stay, name="stay_in_touch"),
    path("stay-in-touch/sent", staying.sent_out, name="stay_in_touch_sent"),
    path("stay-in-touch/leave", staying.leave_by_mail, name="stay_in_touch_leave"),
    path("stay-in-touch/<str:token>", staying.answer, name="stay_in_touch_answer"),
    path("leave/<uuid:person>/<slug:channel>/<slug:purpose>/<slug:signed>", staying.leave, name="leave"),
    path("join", joining.join, name="join"),
    path("join/<uuid:uid>", joining.code, name="join_code"),
    path("joining", joining.queue, name="joining"),
    path("joining/<uuid:uid>", joining.decide, name="joining_decide"),
    path("come-in/<str:token>", joining.come_in, name="come_in"),
    path("invite", inviting.invite, name="invite"),
    path("invite/<uuid:uid>/take-back", inviting.take_back, name="invite_take_back"),
    path("invitation/<str:token>", inviting.invitation, name="invitation"),
]
