from django.urls import include, path

urlpatterns = [path("", include("belong.doors.web.urls"))]
