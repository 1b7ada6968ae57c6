"""Make the OpenAPI document, one thread at a time."""

import threading
from typing import Any

from drf_spectacular.views import SpectacularAPIView

# The generator loads its extensions on first use and is not made for several threads at once.
GENERATING = threading.Lock()


class SchemaDoor(SpectacularAPIView):
    """The OpenAPI document of this version."""

    def _get_schema_response(self, request: Any) -> Any:
        with GENERATING:
            return super()._get_schema_response(request)  # type: ignore[no-untyped-call]
