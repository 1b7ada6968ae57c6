"""Addresses under /desk/people/."""

from django.urls import path

from kernel.access.web import appointments, hats, officers, structure

app_name = "access"

urlpatterns = [
    path("", officers.people, name="people"),
    path("new/", officers.new, name="officer_new"),
    path("hat/", hats.wear, name="wear"),
    path("structure/", structure.chart, name="structure"),
    path("rights/", structure.rights, name="rights"),
    path("positions/<int:position_id>/", structure.position, name="position"),
    path("<int:officer_id>/", officers.officer, name="officer"),
    path("<int:officer_id>/edit/", officers.edit, name="officer_edit"),
    path("<int:officer_id>/invite/", officers.invite, name="officer_invite"),
    path("<int:officer_id>/close/", officers.close, name="officer_close"),
    path("<int:officer_id>/open/", officers.reopen, name="officer_open"),
    path("<int:officer_id>/appoint/<str:kind>/", appointments.new, name="appoint"),
    path("appointments/<int:appointment_id>/end/", appointments.end, name="appointment_end"),
]
