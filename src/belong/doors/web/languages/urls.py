from django.urls import path

from belong.doors.web.languages import views

urlpatterns = [path("language", views.language, name="language")]
