"""What endpoints, monitors, sites, targets and addresses ask, in the words of our checks."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.importing.reading import Reading, read_source
from statusboard.domain.brought import FoundService
from statusboard.domain.manner import Manner
from statusboard.importers.conditions import codes_text, read_conditions
from tests.fixtures.peers import ADDRESSES, GATUS, KUMA_JSON, OPENAPI, SOURCES, folder_of


def named(reading: Reading) -> dict[str, FoundService]:
    return {one.name: one for one in reading.found.services}


def read(key: str, tmp_path: Path, **more: Any) -> dict[str, FoundService]:
    return named(read_source(SOURCES[key](tmp_path), **more))


def test_an_endpoint_of_gatus_keeps_its_conditions(tmp_path: Path) -> None:
    shop = read("gatus", tmp_path)["shop"]
    [check] = shop.checks

    assert (shop.key, shop.group) == ("web/shop", "web")
    assert check.manner is Manner.WEB
    assert check.config["expect_status"] == "200,204"
    assert str(check.config["down_unless"]).split("\n") == [
        "time < 800ms",
        "json $.status = UP",
        "json $.items length > 0",
        "json $.errors missing",
        "text contains ready",
        "certificate > 2 days",
    ]
    assert check.config["verify_tls"] is False
    assert (check.interval, check.deadline) == (timedelta(seconds=30), timedelta(seconds=5))
    assert (check.fail_after, check.recover_after) == (5, 3)
    assert [note for note in shop.notes if "[IP]" in note]


def test_a_configuration_in_a_map_of_a_cluster_is_read(tmp_path: Path) -> None:
    inner = GATUS.replace("\n", "\n    ")
    text = f"apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    {inner}\n"
    file = folder_of(tmp_path, {"map.yaml": text}) / "map.yaml"

    assert {"shop", "database", "names"} <= named(read_source(file)).keys()


def test_what_gatus_asks_otherwise_is_asked_so_here(tmp_path: Path) -> None:
    found = read("gatus", tmp_path)

    [port] = found["database"].checks
    assert (port.manner, port.config) == (Manner.PORT, {"host": "db.example", "port": 5432})
    assert (port.fail_after, port.recover_after) == (2, 2)
    [name] = found["names"].checks
    assert name.config == {
        "name": "shop.example",
        "type": "A",
        "server": "192.0.2.53",
        "expect": "192.0.2.10",
    }
    assert "udp" in found["game"].notes[0]
    assert not found["game"].checks


def test_a_variable_stays_one_unless_somebody_asked(tmp_path: Path) -> None:
    inside = read("gatus", tmp_path)["inside"]
    assert not inside.checks
    assert "needs INSIDE_HOST of the environment" in inside.notes[0]

    asked = read("gatus", tmp_path, environ={"INSIDE_HOST": "in.example"})["inside"]
    assert asked.checks[0].config["url"] == "https://in.example/up"


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        ("[BODY].data[0].id == 5", ["json $.data[0].id = 5"]),
        ("[BODY].a-b.c != x", ["json $['a-b'].c != x"]),
        ("[BODY].state == any(up, ok)", ["json $.state matches ^(up|ok)$"]),
        ("[BODY] != pat(*error*)", ["text lacks error"]),
        ("[BODY].name == pat(a*c?)", ["json $.name matches (?s)^a.*c.$"]),
        ("[RESPONSE_TIME] <= 2s", ["time <= 2000ms"]),
        ("500 > [RESPONSE_TIME]", ["time < 500ms"]),
        ("len([BODY]) > 3", ["size > 3"]),
    ],
)
def test_a_condition_becomes_a_line(condition: str, lines: list[str]) -> None:
    said = read_conditions([condition])

    assert said.lines == lines
    assert said.unsaid == []


@pytest.mark.parametrize(
    "condition",
    [
        "[STATUS] == abc",
        "[STATUS]==200",
        "[CONNECTED] == false",
        "[BODY].x < pat(a)",
        "",
        "x == 1",
    ],
)
def test_a_condition_that_cannot_be_said_is_listed(condition: str) -> None:
    said = read_conditions([condition])

    assert said.lines == []
    assert [text for text, _ in said.unsaid] == [condition]


def test_statuses_are_what_all_conditions_leave() -> None:
    said = read_conditions(["[STATUS] >= 200", "[STATUS] < 300", "[STATUS] != 204"])
    assert said.status is not None
    assert codes_text(said.status) == "200-203,205-299"


def test_a_monitor_of_kuma_is_asked_as_it_was(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"backup.json": KUMA_JSON}) / "backup.json"
    found = named(read_source(file))

    shop = found["shop"]
    [check] = shop.checks
    assert (shop.key, shop.group) == ("7 shop", "Web")
    assert check.config == {
        "url": "https://shop.example/",
        "expect_status": "200-299",
        "sign_in": "basic",
        "user": "me",
        "password": "secret-of-kuma",
    }
    assert (check.fail_after, check.interval) == (3, timedelta(seconds=60))
    assert found["word"].checks[0].config["expect_text"] == "ok"
    assert found["db"].checks[0].config == {"host": "db.example", "port": 5432}
    [beat] = found["push"].checks
    assert (beat.manner, beat.config) == (Manner.BEAT, {"every": "1m", "grace": "1m"})
    assert "new address" in found["push"].notes[0]
    assert "secret-of-push" not in f"{found['push']}{beat.config}"
    assert "upside down" in found["turned"].notes[0]


@pytest.mark.parametrize(
    ("said", "config"),
    [
        ({"interval": 3600, "maxretries": 2, "retry_interval": 300}, ("1h", "10m")),
        ({"interval": 20}, ("30s", "1m")),
        ({"interval": 86_400, "maxretries": 10**9, "retry_interval": 10**9}, ("1d", "366d")),
    ],
)
def test_what_kuma_forgives_is_the_grace(
    tmp_path: Path, said: dict[str, int], config: tuple[str, str]
) -> None:
    monitor = {"id": 9, "name": "push", "type": "push", "active": 0, **said}
    text = json.dumps({"version": "1.23", "monitorList": [monitor]})
    file = folder_of(tmp_path, {"backup.json": text}) / "backup.json"
    [check] = named(read_source(file))["push"].checks
    assert (check.config["every"], check.config["grace"]) == config
    assert not check.enabled


GATUS_TOLD = """\
external-endpoints:
  - name: nightly
    group: core
    token: secret-of-gatus
    heartbeat:
      interval: 30m
  - name: by hand
    token: secret-of-gatus
  - group: core
    token: secret-of-gatus
"""


def test_what_reports_to_gatus_by_itself_reports_here(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"config.yaml": GATUS_TOLD}) / "config.yaml"
    read = read_source(file)
    found = named(read)
    [check] = found["nightly"].checks
    assert (check.manner, check.config) == (Manner.BEAT, {"every": "30m", "grace": "1m"})
    assert found["nightly"].key == "core/nightly"
    assert "new address" in found["nightly"].notes[0]
    assert found["by hand"].checks == ()
    assert "how often" in found["by hand"].notes[0]
    assert any("without a name" in note.words for note in read.found.notes)
    assert "secret-of-gatus" not in repr(read.found)


def test_a_site_of_upptime_is_asked_as_it_was(tmp_path: Path) -> None:
    found = read("upptime", tmp_path)

    assert found["Shop"].checks[0].config == {
        "url": "https://shop.example",
        "expect_status": "200,201",
        "slow_after": "900ms",
    }
    assert found["Mail"].checks[0].config == {"host": "mail.example", "port": 25}
    assert not found["Secret"].checks[0].enabled  # it would be asked with $TOKEN
    assert not found["Nothing"].checks


def test_targets_of_the_blackbox_are_asked_by_their_module(tmp_path: Path) -> None:
    reading = read_source(SOURCES["blackbox"](tmp_path))
    found = named(reading)

    shop = found["shop.example/health"]
    assert shop.group == "web"
    assert shop.checks[0].config["expect_status"] == "200,204"
    assert shop.checks[0].deadline == timedelta(seconds=5)
    assert found["shop.example:8080"].checks[0].config["url"] == "http://shop.example:8080"
    assert found["gateway"].checks[0].manner is Manner.ECHO
    assert "unix" in found["/run/socket"].notes[0]
    assert "job node" in {note.where for note in reading.found.notes}


def test_a_line_of_a_list_is_what_it_looks_like(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"list.txt": ADDRESSES}) / "list.txt"
    found = named(read_source(file))

    manners = {name: one.checks[0].manner for name, one in found.items() if one.checks}
    assert manners == {
        "Shop": Manner.WEB,
        "db.example:5432": Manner.PORT,
        "Gateway": Manner.ECHO,
        "Search": Manner.WEB,
        "private.example": Manner.WEB,
        "shop.example:8080": Manner.WEB,
    }
    assert "ftp" in found["files.example"].notes[0]


def test_the_routes_that_tell_how_an_interface_is_are_proposed(tmp_path: Path) -> None:
    file = folder_of(tmp_path, {"openapi.json": OPENAPI}) / "openapi.json"
    urls = [one.checks[0].config["url"] for one in read_source(file).found.services]

    assert urls == ["https://api.example/v1/healthz", "https://api.example/v1/ready"]
