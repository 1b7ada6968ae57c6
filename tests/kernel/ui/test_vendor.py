"""What others made is here unchanged, named, and licensed."""

import hashlib
import json

import pytest

from tests.kernel.ui.sources import STATIC

PACKAGES = json.loads((STATIC / "vendor.json").read_text())
FILES = [(name, digest) for package in PACKAGES for name, digest in package["files"].items()]


@pytest.mark.parametrize(("name", "digest"), FILES, ids=[name for name, _digest in FILES])
def test_a_vendored_file_is_the_one_in_the_manifest(name: str, digest: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_every_file_of_others_is_in_the_manifest() -> None:
    known = {name for name, _digest in FILES} | {package["licence_file"] for package in PACKAGES}

    found = {
        str(path.relative_to(STATIC))
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).iterdir()
    }

    assert found <= known


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_brings_version_and_licence(package: dict[str, str]) -> None:
    assert package["version"]
    assert package["licence"]
    assert (STATIC / package["licence_file"]).stat().st_size > 200
