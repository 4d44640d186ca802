from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "belong.reach.gate"
    label = "gate"
