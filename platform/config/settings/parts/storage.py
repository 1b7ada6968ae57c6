"""Where files are: an S3 store, every key under the tenant's own prefix."""

from config.env import need, read_env

_env = read_env()

S3_ENDPOINT = need(_env, "S3_ENDPOINT")
S3_ACCESS_KEY = need(_env, "S3_ACCESS_KEY")
S3_SECRET_KEY = need(_env, "S3_SECRET_KEY")
S3_BUCKET = _env.str("S3_BUCKET", "thongthin")
S3_SECURE = _env.bool("S3_SECURE", False)
# Given, so that the client never has to ask the store for it.
S3_REGION = _env.str("S3_REGION", "us-east-1")
# The address at which browsers reach the store; without it, files stream through the app.
S3_PUBLIC_ENDPOINT = _env.str("S3_PUBLIC_ENDPOINT", "")
S3_PUBLIC_SECURE = _env.bool("S3_PUBLIC_SECURE", S3_SECURE)

# A dotted path to a callable(stream) -> Verdict; without a scanner nothing is scanned.
CLAMD_HOST = _env.str("CLAMD_HOST", "")
CLAMD_PORT = _env.int("CLAMD_PORT", 3310)
VIRUS_SCANNER = _env.str("VIRUS_SCANNER", "kernel.documents.scanning.clamd" if CLAMD_HOST else "")

# Larger bodies than this are refused before they are read; each kind of document has its own limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
