from django.urls import path

from belong.doors.web.health import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("health/<slug:figure>", views.evidence, name="health_evidence"),
]
