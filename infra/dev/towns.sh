#!/usr/bin/env bash
# The two municipalities of a demonstration: Mae Hia, and Suthep made from Mae Hia's configuration. May be run again.
# The code is that of its subdistrict (500109 Mae Hia, 500108 Suthep), as open lists of Thai subdistricts have it.
# The department's own eight-digit code of a local government is the setting office.code, not checked against its register.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON=$([ -x .venv/bin/python ] && echo .venv/bin/python || echo python)      # an image has no .venv
"$PYTHON" manage.py ensure_bucket
"$PYTHON" manage.py tenant create maehia --name "เทศบาลเมืองแม่เหียะ" --name-en "Mae Hia Town Municipality" --code 500109 --demo
"$PYTHON" manage.py tenant create suthep --name "เทศบาลตำบลสุเทพ" --name-en "Suthep Subdistrict Municipality" --code 500108 --from suthep --demo
[ "${DEMO:-1}" = 1 ] || exit 0
"$PYTHON" manage.py demo load maehia
"$PYTHON" manage.py demo load suthep
