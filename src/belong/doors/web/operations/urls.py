from django.urls import path

from belong.doors.web.operations import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("metrics", views.metrics, name="metrics"),
    path("operation", views.operation, name="operation"),
    path("operation/tasks/<int:task>", views.retry, name="operation_retry"),
]
