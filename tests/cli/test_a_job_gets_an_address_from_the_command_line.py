"""`statusboard signal`: what others report to, and where."""

from pathlib import Path

from statusboard.cli.failures import ExitCode

FILE = """\
[server]
public_url = "https://status.northwind.example"

[[service]]
name = "Nightly export"

  [[service.check]]
  kind = "heartbeat"
  due = "at"
  schedule = "30 2 * * *"
  zone = "Europe/Berlin"
  grace = "1h"
"""


def test_a_file_makes_the_check_and_a_command_its_address(statusboard, tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(FILE)
    assert statusboard("apply", file).code == ExitCode.OK
    assert "no address yet" in statusboard("signal", "list").out

    url, line = statusboard("signal", "address", "Nightly export").out.splitlines()
    assert url.startswith("https://status.northwind.example/beat/")
    assert line.endswith(url)
    assert "address since" in statusboard("signal", "list").out

    refused = statusboard("signal", "address", "Nightly export")
    assert refused.code == ExitCode.RULE_BROKEN
    assert "--new" in refused.err
    again = statusboard("signal", "address", "Nightly export", "--new", "--json").json
    assert again["url"] != url
    # The file changes nothing of it, and what is exported holds no token.
    assert statusboard("apply", file).out == "nothing to change\n"
    exported = statusboard("export").out
    assert 'schedule = "30 2 * * *"' in exported
    assert again["url"].rpartition("/")[2] not in exported


def test_a_service_to_which_nothing_reports_is_said(statusboard) -> None:
    statusboard("apply", "/dev/null")
    assert statusboard("signal", "list").out == "nothing reports by itself\n"
    refused = statusboard("signal", "address", "Shop")
    assert refused.code == ExitCode.RULE_BROKEN
    assert "signal list" in refused.err
