from django.urls import path

from belong.doors.web.design import views

urlpatterns = [path("_design", views.design, name="design")]
