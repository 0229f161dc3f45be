"""The name of the person at this desk, from what the operating system knows."""

import getpass
import os
import pwd
import sys

import pytest

from statusboard.app.identity import here, name_here, real_name_in


def entry(login: str, gecos: str) -> pwd.struct_passwd:
    return pwd.struct_passwd((login, "x", os.getuid(), 0, gecos, "/", "/bin/sh"))


def unknown(*_: object) -> str:
    raise KeyError("uid not found")


@pytest.mark.parametrize(
    ("gecos", "name"),
    [
        ("Ada Lovelace,Room 3,555,", "Ada Lovelace"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("& Lovelace", "Ada Lovelace"),
        (",,,", ""),
        ("", ""),
    ],
)
def test_the_real_name_stands_before_the_first_comma(gecos: str, name: str) -> None:
    assert real_name_in(gecos, login="ada") == name


def test_the_real_name_goes_before_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry("ada", "Ada Lovelace,,,"))
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")

    assert name_here() == "Ada Lovelace"


def test_without_a_real_name_it_is_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry("ada", ""))
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")

    assert name_here() == "ada"


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_where_the_system_knows_nobody_there_is_no_name(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(getpass, "getuser", nobody)

    assert name_here() == ""


def test_windows_knows_a_login_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")

    assert name_here() == "ada"


def test_a_variable_makes_nobody_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """What people may hangs on the login: whoever types a command sets its environment."""
    before = here()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "ada")

    assert here() == before
    assert here().login != "ada"
    assert here().device


def test_a_user_without_a_name_is_known_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 424_242)

    assert here().login == "424242"
