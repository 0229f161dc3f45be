"""`statusboard statement`: what may be said, judged and recorded without a window."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from PySide6.QtGui import QImage

from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import Newsroom
from ui import statement_picture

FILE = """
[page]
name = "Northwind"
[statement]
claims = "major-free"
[[service]]
name = "Checkout API"
"""


def _applied(statusboard, tmp_path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(FILE)
    assert statusboard("apply", path).code == 0


def test_what_nobody_measured_is_refused_and_ends_with_1(statusboard, tmp_path) -> None:
    _applied(statusboard, tmp_path)

    judged = statusboard("statement", "judge", "100 % this quarter", "--json")
    assert judged.code == 1
    assert (judged.json["true"], judged.json["nearest"]) == (False, None)
    assert statusboard("statement", "text").code == 1
    assert 'claims = "major-free"' in statusboard("export").out


def test_what_is_true_is_listed_drawn_and_watched(statusboard, tmp_path, monkeypatch) -> None:
    _applied(statusboard, tmp_path)
    now = datetime.now(UTC)
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        desk = Newsroom(database, ManualClock(now))
        desk.measures(1, (now - timedelta(days=400), ComponentStatus.OPERATIONAL))
        desk.watched()

    found = statusboard("statement", "list", "--service", "checkout api", "--json").json
    assert found["claims"][0]["headline"] == "100 % available over the last 12 months"
    assert found["claims"][0]["until"]
    assert statusboard("statement", "judge", "99.9 % in the last 90 days").code == 0
    german = statusboard("statement", "text", "--language", "de").out
    assert german.startswith("Unsere Dienste waren in den letzten 12 Monaten zu 100 % der Zeit")
    assert statusboard("statement", "use", "home page").out == "1  home page\n"
    assert "home page  “100 % available over the last 12 months”  true" in (
        statusboard("statement", "uses").out
    )
    assert statusboard("statement", "stop", "1").code == 0
    assert statusboard("statement", "uses", "--json").json == {"uses": []}
    assert statusboard("statement", "list", "--service", "Nothing").code == 1

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    drawn = tmp_path / "claim.png"
    assert statement_picture.main(["--out", str(drawn), "--size", "1920x1080"]) == 0
    assert QImage(str(drawn)).width() == 1920
    unreadable = ["--out", str(drawn), "--background", "#777777", "--text", "#888888"]
    assert statement_picture.main(unreadable) == 1
