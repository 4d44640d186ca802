from django.urls import path

from belong.doors.web.about import views

urlpatterns = [
    path("about", views.about, name="about"),
    path("about/accept", views.accept, name="about_accept"),
    path("about/<str:key>", views.text, name="about_text"),
    path("mark/<uuid:name>.png", views.mark, name="mark"),
]
