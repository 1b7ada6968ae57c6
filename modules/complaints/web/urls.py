"""Addresses of the complaint desk on a municipality's site."""

from django.urls import path

from modules.complaints.web import (
    boards,
    counter,
    crew,
    dashboard,
    desk,
    export,
    nearby,
    public,
    publishing,
    relations,
    reporting,
    routing,
    slips,
    tracking,
)

app_name = "complaints"

urlpatterns = [
    path("report/", reporting.report, name="report"),
    path("report/sent/<str:code>/", reporting.sent, name="sent"),
    path("track/", tracking.ask_code, name="track-form"),
    path("track/<str:code>/", tracking.track, name="track"),
    path("report/near/", nearby.near, name="report-near"),
    path("cases/<uuid:public_id>/follow/", nearby.follow, name="follow"),
    path("cases/unfollow/<str:token>/", nearby.unfollow, name="unfollow"),
    path("track/<str:code>/information/", tracking.add_information, name="track-information"),
    path("track/<str:code>/rate/", tracking.rate, name="track-rate"),
    path("track/<str:code>/moves/<slug:move>/", tracking.make_move, name="track-move"),
    path("cases/", public.cases, name="cases"),
    path("cases/map.geojson", public.map_feed, name="cases-map"),
    path("cases/embed/", public.embed, name="cases-embed"),
    path("cases/<uuid:public_id>/", public.case, name="case"),
    path(
        "desk/complaints/<uuid:public_id>/publication/",
        publishing.publication,
        name="desk-publication",
    ),
    path("desk/complaints/dashboard/", dashboard.dashboard, name="dashboard"),
    path("desk/complaints/dashboard/heat.geojson", dashboard.heat_feed, name="dashboard-heat"),
    path("desk/complaints/export/", export.export, name="desk-export"),
    path("desk/complaints/", desk.listing, name="desk-list"),
    path("desk/complaints/routing/", routing.rules, name="routing"),
    path("desk/complaints/new/", counter.new, name="desk-new"),
    path("desk/complaints/new/similar/", counter.similar, name="desk-similar"),
    path("desk/complaints/board/", boards.board, name="board"),
    path("desk/complaints/jobs/", crew.jobs, name="jobs"),
    path("desk/complaints/jobs.geojson", crew.jobs_map, name="jobs-map"),
    path("desk/complaints/jobs/<uuid:public_id>/", crew.job, name="job"),
    path("desk/complaints/jobs/<uuid:public_id>/before/", crew.before, name="job-before"),
    path("desk/complaints/jobs/<uuid:public_id>/parts/", crew.use_part, name="job-part"),
    path(
        "desk/complaints/jobs/<uuid:public_id>/parts/<int:row_id>/back/",
        crew.put_back_part,
        name="job-part-back",
    ),
    path("desk/complaints/jobs/<uuid:public_id>/done/", crew.done, name="job-done"),
    path("desk/complaints/<uuid:public_id>/slip/", slips.slip, name="desk-slip"),
    path("desk/complaints/<uuid:public_id>/", desk.detail, name="desk-detail"),
    path("desk/complaints/<uuid:public_id>/split/", relations.split, name="desk-split"),
    path("desk/complaints/<uuid:public_id>/contact/", desk.contact, name="desk-contact"),
    path("desk/complaints/<uuid:public_id>/moves/<slug:move>/", desk.make_move, name="desk-move"),
]
