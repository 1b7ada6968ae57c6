"""The OpenAPI document is whole, is the one in docs/reference, and a person can read it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from kernel.api import reading
from tests.kernel.api.conftest import Caller

SNAPSHOT = Path(settings.BASE_DIR) / "docs" / "reference" / "openapi.yaml"
COMMAND = (
    "python manage.py spectacular --validate --fail-on-warn --file docs/reference/openapi.yaml"
)
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def _operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, spec)
        for path, item in document["paths"].items()
        for method, spec in item.items()
        if method in METHODS
    ]


def test_the_document_is_valid_openapi_3_1_without_a_warning(tmp_path: Path) -> None:
    written = tmp_path / "openapi.yaml"

    call_command("spectacular", validate=True, fail_on_warn=True, file=str(written))

    assert yaml.safe_load(written.read_text())["openapi"].startswith("3.1")


def test_the_committed_document_is_the_one_the_code_makes(document: dict[str, Any]) -> None:
    validate_schema(document)

    committed = yaml.safe_load(SNAPSHOT.read_text())

    made = yaml.safe_load(yaml.safe_dump(_plain(document)))
    assert committed == made, f"The API has changed. If that is meant, run: {COMMAND}"


def test_every_operation_tells_its_refusals_as_problems(document: dict[str, Any]) -> None:
    for path, method, spec in _operations(document):
        for status in ("400", "401", "403", "404", "429", "503"):
            content = spec["responses"][status]["content"]
            assert "application/problem+json" in content, (path, method, status)


def test_every_post_but_sign_in_may_be_repeated_with_a_key(document: dict[str, Any]) -> None:
    for path, method, spec in _operations(document):
        names = {parameter["name"] for parameter in spec.get("parameters", ())}
        repeatable = method == "post" and not path.startswith("/api/v1/auth/")
        assert ("Idempotency-Key" in names) is repeatable, (path, method)


def test_every_operation_says_in_a_sentence_what_it_does(document: dict[str, Any]) -> None:
    silent = [
        (path, method) for path, method, spec in _operations(document) if not spec["description"]
    ]

    assert silent == []


@pytest.mark.django_db
def test_a_machine_and_a_person_get_the_same_document(caller: Caller) -> None:
    machine = yaml.safe_load(caller.get("/api/v1/schema/").content)
    page = caller.get("/api/v1/docs/").content.decode()

    for path in machine["paths"]:
        assert path in page
    for refusal in reading.refusals():
        assert f'id="{refusal.code}"' in page


def _plain(value: Any) -> Any:
    """Return dicts, lists and plain text, whatever kinds the generator made."""
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case bool() | int() | float() | None:
            return value
    return str(value)
