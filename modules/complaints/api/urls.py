"""Addresses below /api/v1/complaints/."""

from django.urls import path

from modules.complaints.api.views import Categories, Complaints, Moves, OneComplaint

urlpatterns = [
    path("", Complaints.as_view(), name="complaint-list"),
    path("categories/", Categories.as_view(), name="complaint-categories"),
    path("<uuid:public_id>/", OneComplaint.as_view(), name="complaint-detail"),
    path("<uuid:public_id>/moves/", Moves.as_view(), name="complaint-moves"),
]
