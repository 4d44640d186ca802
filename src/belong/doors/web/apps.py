from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "belong.doors.web"
    label = "web"
