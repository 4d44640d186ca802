from django.urls import path

from belong.doors.web.offline import views

urlpatterns = [
    path("offline", views.offline, name="offline"),
    path("worker.js", views.worker, name="worker"),
]
