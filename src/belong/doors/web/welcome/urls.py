from django.urls import path

from belong.doors.web.welcome import views

urlpatterns = [
    path("welcome", views.overview, name="welcome"),
    path("welcome/over", views.over, name="welcome_over"),
    path("welcome/<str:key>", views.step, name="welcome_step"),
    path("welcome/<str:key>/later", views.later, name="welcome_later"),
]
