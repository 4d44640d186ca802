from django.urls import path

from belong.doors.web.mailbox import views

urlpatterns = [
    path("mailbox", views.mailbox, name="mailbox"),
    path("mailbox/<uuid:uid>", views.mail, name="mail"),
    path("mailbox/<uuid:uid>/as-sent", views.as_sent, name="mail_as_sent"),
    path("mailbox/<uuid:uid>/send", views.send, name="mail_send"),
    path("mailbox/<uuid:uid>/hold", views.hold, name="mail_hold"),
    path("mailbox/<uuid:uid>/free", views.free, name="mail_free"),
]
