"""Addresses of the outbox."""

from django.urls import path

from kernel.notifications.web import views

app_name = "outbox"
urlpatterns = [
    path("", views.outbox, name="list"),
    path("<int:message_id>/again/", views.send_again, name="send_again"),
    path("jobs/<int:job_id>/again/", views.run_again, name="run_again"),
]
