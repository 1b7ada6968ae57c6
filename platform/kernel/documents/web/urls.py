"""Addresses of files."""

from django.urls import path

from kernel.documents.web import views

app_name = "documents"
urlpatterns = [path("<uuid:public_id>/<slug:variant>/", views.file, name="file")]
