from django.urls import path

from belong.doors.web.search import views

urlpatterns = [path("search", views.search, name="search")]
