"""`statusboard readers` chooses who may read the page, and tells each secret at most once."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_readers_are_given_ways_in_and_lose_them(
    statusboard: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk.toml"
    desk.write_text(
        '[access]\nprivate = true\nnetworks = "203.0.113.0/24"\n'
        '[server]\npublic_url = "https://status.example"\n'
    )
    assert statusboard("apply", desk).code == 0
    invited = statusboard("readers", "invite", "Contoso")
    assert invited.out.startswith("https://status.example/?key=")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"correct horse\n")))
    assert statusboard("readers", "password").code == 0

    listed = statusboard("readers", "list")
    assert "the page is private" in listed.out
    assert "1  Contoso, made" in listed.out
    assert invited.out.strip().partition("=")[2] not in listed.out
    assert statusboard("readers", "end", "1").out == "ended: the link of Contoso\n"
    found = json.loads(statusboard("readers", "list", "--json").out)
    assert (found["private"], found["password"], found["networks"]) == (
        True,
        True,
        ["203.0.113.0/24"],
    )
    assert found["links"][0]["ended_at"] is not None
    exported = statusboard("export").out
    assert 'networks = "203.0.113.0/24"' in exported
    assert "scrypt" not in exported
