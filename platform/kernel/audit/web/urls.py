"""Addresses below /desk/audit/."""

app_name = "audit"
urlpatterns = []
