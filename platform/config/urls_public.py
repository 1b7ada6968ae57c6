"""Every address of the portal."""
urlpatterns = []
