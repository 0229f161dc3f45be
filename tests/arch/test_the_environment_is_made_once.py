"""The set-up of the two commands, on a copy of packaging/ with empty locks and so no network."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"
LEFTOVER = Path(".venv") / "half-made"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with nothing but packaging/, its environment made once for all tests here.

    Once before, making it was killed half way.
    """
    checkout = bare(tmp_path_factory.mktemp("checkout"))
    (checkout / LEFTOVER).parent.mkdir()
    (checkout / LEFTOVER).write_text("")
    said = ready(checkout, "test")
    assert "Making the environment" in said
    assert "The environment is ready" in said
    return checkout


def bare(checkout: Path) -> Path:
    """A checkout in that folder whose environment was not made yet."""
    shutil.copytree(PACKAGING, checkout / "packaging")
    for lock in (checkout / "packaging").glob("*.lock"):
        lock.write_text("")
    return checkout


def ready(checkout: Path, extent: str) -> str:
    """What is said while the environment is made."""
    done = subprocess.run(
        [sys.executable, "-c", f"import environment; environment.ready({extent!r})"],
        cwd=checkout / "packaging",
        env={**os.environ, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def load(path: Path, name: str) -> ModuleType:
    """A module of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, path / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(copy: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(copy / "packaging"))
    for name in ("system", "children"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return load(copy / "packaging", "environment")


def test_a_second_start_does_nothing(copy: Path) -> None:
    assert ready(copy, "test") == ""


def test_an_environment_for_tests_serves_the_program(copy: Path) -> None:
    assert ready(copy, "runtime") == ""


def test_the_command_of_the_environment_is_this_checkout(copy: Path, environment) -> None:
    found = subprocess.run(
        [environment.PYTHON, "-c", "import sys; print(*sys.path, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
        env=environment.surroundings(),
    )
    assert str(copy) in found.stdout.splitlines()
    assert (environment.SCRIPTS / "statusboard").exists() or os.name == "nt"


def test_a_changed_lock_asks_for_another_environment(environment) -> None:
    lock = environment.LOCKS / "runtime.lock"
    assert environment._stands_for("runtime")

    lock.write_text("# changed\n")
    try:
        assert not environment._stands_for("runtime")
        assert not environment._stands_for("test")
    finally:
        lock.write_text("")


def test_an_environment_that_was_moved_is_another_one(environment, monkeypatch) -> None:
    monkeypatch.setattr(environment, "CHECKOUT", environment.CHECKOUT / "elsewhere")

    assert not environment._stands_for("test")


def test_strange_variables_of_the_shell_do_not_get_in(environment, monkeypatch) -> None:
    for name in environment.STRANGERS:
        monkeypatch.setenv(name, "/elsewhere")

    around = environment.surroundings(QT_QPA_PLATFORM="offscreen")

    assert "/elsewhere" not in around.values()
    assert around["PATH"].startswith(str(environment.SCRIPTS))
    assert around["QT_QPA_PLATFORM"] == "offscreen"


def test_an_environment_that_was_killed_half_way_is_made_anew(copy: Path, environment) -> None:
    assert not (copy / LEFTOVER).exists()
    assert environment._stands_for("test")


def test_an_environment_for_the_program_does_not_serve_the_tests(environment) -> None:
    whole = environment.STAMP.read_text()
    environment.STAMP.write_text(json.dumps(environment._stamp("runtime")))
    try:
        assert environment._stands_for("runtime")
        assert not environment._stands_for("test")
    finally:
        environment.STAMP.write_text(whole)


def test_an_environment_without_its_stamp_is_half_made(environment) -> None:
    whole = environment.STAMP.read_text()
    environment.STAMP.unlink()
    try:
        assert not environment._stands_for("runtime")
    finally:
        environment.STAMP.write_text(whole)


def test_a_database_is_named_from_where_the_person_stands(copy: Path, tmp_path: Path) -> None:
    window = copy / "ui"
    window.mkdir()
    tells = "import os, sys; print(os.getcwd(), sys.argv[1:], os.environ['STATUSBOARD_DATABASE'])"
    (window / "__main__.py").write_text(tells)
    # A package of the same name where the person stands is not the one that was asked for.
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__main__.py").write_text("print('another program')")
    secret = "postgresql://desk:s3cret@h/d"

    for given in ([], ["--demo"], ["--database", "sqlite:///x.db"], ["--database", ""]):
        done = subprocess.run(
            [sys.executable, copy / "packaging" / "run.py", *given],
            cwd=tmp_path,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "STATUSBOARD_DATABASE": secret},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

        # Where everybody could read it stands no database: its URL may hold a password.
        arguments, named = ([], given[1]) if "--database" in given else (given, secret)
        assert done.stdout == f"{tmp_path} {arguments} {named}\n", done.stderr


def run_command(
    copy: Path, folder: Path, *given: str, **more: str
) -> "subprocess.CompletedProcess":
    """What the command says and does, without a display unless `more` names one."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    around = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, copy / "packaging" / "run.py", *given],
        cwd=folder,
        env=around | more,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without one")
def test_without_a_display_the_board_is_opened_as_text(copy: Path, tmp_path: Path) -> None:
    package = copy / "statusboard"
    (package / "cli").mkdir(parents=True)
    for folder in (package, package / "cli"):
        (folder / "__init__.py").write_text("")
    (package / "__main__.py").write_text("import sys; print('opened', *sys.argv[1:])")
    shutil.copy(CHECKOUT / "statusboard" / "cli" / "display.py", package / "cli")

    for given, said in (([], "opened board\n"), (["--demo"], "opened board --demo\n")):
        ran = run_command(copy, tmp_path, *given)
        assert (ran.stdout, ran.returncode) == (said, 0), ran.stderr


def test_preparing_makes_the_environment_and_ends(copy: Path, tmp_path: Path) -> None:
    ran = run_command(copy, tmp_path, "--prepare", "--demo")

    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_command_that_is_ended_while_it_makes_something_ends_that_too(name: str) -> None:
    lasting = "import sys; print('made', flush=True); sys.stdin.read()"
    makes = (
        "import children, sys; children.end_with_us();"
        f"children.run([sys.executable, '-c', {lasting!r}])"
    )
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", makes],
        cwd=PACKAGING,
        stdin=reading,
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "made\n"

        command.send_signal(getattr(signal, name))

        # The child holds the other end: that it comes to its end means that it has gone.
        assert command.stdout.read() == ""
        assert command.wait(60) == 128 + getattr(signal, name)
    os.close(reading)
    os.close(writing)


def test_a_python_without_venv_gets_one_clear_sentence(environment, monkeypatch, capsys) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(environment.system, "install", lambda _packages, _because: False)

    with pytest.raises(SystemExit) as ended:
        environment._need_venv()

    assert ended.value.code == 3
    said = capsys.readouterr().err
    assert (
        f"sudo apt-get install --no-install-recommends python3.{sys.version_info[1]}-venv" in said
    )


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.delitem(sys.modules, "children", raising=False)
    return load(PACKAGING, "system")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
def test_a_window_needs_more_of_the_system_than_a_picture(system, monkeypatch) -> None:
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")

    picture, window = system.needed(window=False), system.needed(window=True)

    assert picture.items() < window.items()
    assert "libxcb-cursor0" in window.values()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libwayland-client0" in system.needed(window=True).values()


def test_missing_libraries_are_found_by_loading_them(system) -> None:
    libraries = {"libno-such-thing.so.7": "libno-such-thing7"}

    assert system.missing(libraries) == libraries
    assert system.missing({}) == {}


def test_what_cannot_be_installed_is_a_command_to_copy(system, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "install", lambda _packages, _because: False)

    said = system.provide({"libno-such-thing.so.7": "libno-such-thing7"})

    assert said.endswith("sudo apt-get install --no-install-recommends libno-such-thing7")


def test_without_apt_the_libraries_are_named(system, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    assert "libno-such-thing.so.7" in system.provide({"libno-such-thing.so.7": "x"})


def test_nothing_is_installed_without_the_right_to(system, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    assert not system.install(["libno-such-thing7"], "it is needed")


def test_what_is_installed_from_the_system_is_said_in_one_line_with_the_reason(
    system, monkeypatch, capsys
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(system, "_right_to_install", lambda: ["as-root"])
    monkeypatch.setattr(system.children, "run", lambda call, **_: called.append(call) or 0)

    system.provide({"libno-such-thing.so.7": "libone7", "libno-such-thing.so.8": "libtwo8"})

    (line,) = capsys.readouterr().out.splitlines()
    assert line == "Installing libone7, libtwo8 from the system: Qt needs them to draw …"
    assert called[0][:3] == ["as-root", "apt-get", "install"]


@pytest.mark.slow  # an environment is made for it
@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    checkout = bare(tmp_path / "checkout")
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "of-somebody-else").write_text("")
    (checkout / ".venv").symlink_to(shared)
    ready(checkout, "test")
    assert [one.name for one in shared.iterdir()] == ["of-somebody-else"]
    assert not (checkout / ".venv").is_symlink()
