"""Addresses below /api/v1/complaints/."""

from django.urls import path

from modules.complaints.api.cases import Cases, CasesNear, Followers, Following, OneCase
from modules.complaints.api.reporter import History, Information, Parts, Rating
from modules.complaints.api.views import Categories, Complaints, Moves, OneComplaint

urlpatterns = [
    path("", Complaints.as_view(), name="complaint-list"),
    path("categories/", Categories.as_view(), name="complaint-categories"),
    path("cases/", Cases.as_view(), name="case-list"),
    path("cases/near/", CasesNear.as_view(), name="case-near"),
    path("cases/<uuid:public_id>/", OneCase.as_view(), name="case-detail"),
    path("cases/<uuid:public_id>/followers/", Followers.as_view(), name="case-followers"),
    path("cases/followers/<str:token>/", Following.as_view(), name="case-following"),
    path("<uuid:public_id>/", OneComplaint.as_view(), name="complaint-detail"),
    path("<uuid:public_id>/moves/", Moves.as_view(), name="complaint-moves"),
    path("<uuid:public_id>/history/", History.as_view(), name="complaint-history"),
    path("<uuid:public_id>/rating/", Rating.as_view(), name="complaint-rating"),
    path("<uuid:public_id>/information/", Information.as_view(), name="complaint-information"),
    path("<uuid:public_id>/parts/", Parts.as_view(), name="complaint-parts"),
]
