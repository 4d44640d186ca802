from django.urls import path

from belong.doors.web.settings import views, walking

urlpatterns = [
    path("set-up", walking.overview, name="set_up"),
    path("set-up/<str:key>", walking.step, name="set_up_step"),
    path("settings", views.settings, name="settings"),
    path("settings/history", views.history, name="settings_history"),
    path("settings/texts/<str:key>", views.text, name="settings_text"),
    path("settings/<str:key>", views.section, name="settings_section"),
]
