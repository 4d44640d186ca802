from django.urls import include, path

handler404 = "belong.doors.web.middleware.not_found"

urlpatterns = [path("", include("belong.doors.web.urls"))]
