from django.urls import path

from belong.doors.web.health import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("health/", views.moved, name="health_moved"),
    path("health/newcomers", views.newcomers, name="health_newcomers"),
    path("health/week", views.week, name="health_week"),
    path("health/contributions", views.contributions, name="health_contributions"),
    path("health/contributions/list", views.evidence, {"figure": "contributions"}, name="health_contributions_list"),
    path("health/months", views.months, name="health_months"),
    path("health/<slug:figure>", views.evidence, name="health_evidence"),
]
