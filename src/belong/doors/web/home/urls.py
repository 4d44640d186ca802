from django.urls import path

from belong.doors.web.home import views

urlpatterns = [path("", views.home, name="home"), path("waiting", views.waiting, name="waiting")]
