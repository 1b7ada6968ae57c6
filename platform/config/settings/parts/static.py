"""Static files: hashed names that may be kept for ever, compressed at set-up."""

# No "default": files of people live in the object store only (kernel.documents), and Django's own
# file fields fail loudly.
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
