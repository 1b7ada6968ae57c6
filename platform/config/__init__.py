"""Wiring: settings, addresses, the door of the web server."""
