"""Every address of a municipality."""
urlpatterns = []
