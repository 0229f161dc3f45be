"""The real program on a fresh directory: from a socket to a pixel, from a sentence to a page."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from statusboard.app.installation import data_folder
from statusboard.app.page.commands import choose_settings, save_target
from statusboard.app.page.inputs import ChooseSettings, TargetInput
from statusboard.demo.new_relic.control import Control
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic import Connect
from statusboard.storage.database import Database
from statusboard.storage.history.spans import read_spans
from tests.fixtures.application import delete_timers
from tests.fixtures.screens import dressed
from ui.screens.board.face import BoardFace
from ui.screens.destinations import BoardPlace, NoticesPlace
from ui.screens.notices.screen import NoticesScreen
from ui.screens.verify.screen import VerifyScreen
from ui.shell.window import Window
from ui.startup.options import Options
from ui.startup.screens import window_around
from ui.startup.session import Session

__all__ = ["dressed"]

BOUND_S = 120.0
CHECKOUT, PAYMENTS = 1, 2

FILE = """
[[group]]
name = "Shop"

[[service]]
name = "Checkout API"
group = "Shop"
promised = 99.95

  [[service.check]]
  kind = "http"
  url = "{url}"
  interval = "1s"
  deadline = "10s"
  expect_status = "200-299"

[[service]]
name = "Card payments"
group = "Shop"

  [[service.check]]
  kind = "new_relic_entity"
  guid = "{guid}"
  interval = "2s"
  deadline = "5s"
"""


@dataclass
class Shop:
    """A local HTTP server that is well until it is told to fail."""

    status: int = 200
    url: str = ""
    _talking: set[asyncio.StreamWriter] = field(default_factory=set)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talking.add(writer)
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                head = f"HTTP/1.1 {self.status} Told\r\nContent-Length: 2\r\n\r\n"
                writer.write(head.encode() + b"ok")
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._talking.discard(writer)
            writer.close()


@asynccontextmanager
async def shop_open() -> AsyncIterator[Shop]:
    shop = Shop()
    server = await asyncio.start_server(shop.answer, "127.0.0.1", 0)
    shop.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/health"
    try:
        yield shop
    finally:
        server.close()
        for writer in tuple(shop._talking):
            writer.close()
        await server.wait_closed()


@asynccontextmanager
async def new_relic_stood_in_for() -> AsyncIterator[str]:
    """The stand-in, in a process of its own: its address."""
    command = [sys.executable, "-m", "statusboard.demo.new_relic.program", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220 - brief
    assert process.stdout is not None
    try:
        line = await asyncio.get_running_loop().run_in_executor(None, process.stdout.readline)
        yield next(word for word in line.split() if word.startswith("http://"))
    finally:
        process.terminate()
        await asyncio.get_running_loop().run_in_executor(None, process.wait, BOUND_S)
        process.stdout.close()


async def until(wanted: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(BOUND_S):
            while not wanted():  # noqa: ASYNC110 - widgets have no events to wait for
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"did not happen in {BOUND_S:.0f} s: {what}")


async def command_line(*words: str) -> str:
    process = await asyncio.get_running_loop().run_in_executor(
        None,
        lambda: subprocess.run(
            [sys.executable, "-m", "statusboard", *words],
            capture_output=True,
            text=True,
            timeout=BOUND_S,
            check=False,
        ),
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


def button(within: QWidget, text: str) -> QAbstractButton:
    return next(b for b in within.findChildren(QAbstractButton) if b.text() == text)


def click(target: QWidget) -> None:
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def says(window: Window, name: str) -> bool:
    """Whether a tile of the board is called so, as a screen reader would read it."""
    tiles = window.face.findChildren(QAbstractButton)
    return any(tile.accessibleName().startswith(name) for tile in tiles)


def read_json(page: Path, name: str) -> dict:
    return json.loads((page / "api" / "v2" / name).read_text("utf-8"))


@dataclass
class Desk:
    """The window with everything behind it, and the folder the page is published to."""

    window: Window
    database: str
    page: Path
    running: "asyncio.Future[int]"

    async def publish(self, title: str | None, body: str, status: str | None) -> None:
        """Writes in the editor, reviews, publishes, and waits until it was read back."""
        screen = self.window.screen_of("notices")
        assert isinstance(screen, NoticesScreen)
        await until(lambda: screen.workplace.is_editing, "a notice is open in the editor")
        if title is not None:
            screen.editor.title.clear()
            QTest.keyClicks(screen.editor.title, title)
        if status is not None:
            click(screen.editor.state.button(status))
        screen.editor.body.text.selectAll()
        QTest.keyClicks(screen.editor.body.text, body)
        click(screen.editor.review_button)
        await until(lambda: screen.publishing.sheet is not None, "the review opens")
        sheet = screen.publishing.sheet
        assert sheet is not None
        await until(sheet.publish_button.isEnabled, "the review lets the notice be published")
        click(sheet.publish_button)
        await until(lambda: "read back" in sheet.outcome.sentence, "the page was read back")
        sheet.reject()


@asynccontextmanager
async def desk_open(tmp_path: Path) -> AsyncIterator[Desk]:
    page = tmp_path / "page"
    page.mkdir()
    database = str(tmp_path / "statusboard.db")
    options = Options(database, False, data_folder())
    window = window_around(BoardFace())
    window.resize(1440, 900)
    window.show()
    session = Session(window, options)
    running = asyncio.ensure_future(session.run())
    try:
        await until(lambda: window.screen_of("board") is not None, "the desk is ready")
        # The desk needs the first program alone, and a call has no time for a slow start.
        programs = session._supervisors.values()
        await until(lambda: all(one.is_connected for one in programs), "both programs are there")
        yield Desk(window, database, page, running)
    finally:
        window.close()
        async with asyncio.timeout(BOUND_S):
            assert await running == 0


async def the_straight_path(tmp_path: Path) -> None:
    began = datetime.now(UTC)
    async with (
        new_relic_stood_in_for() as new_relic_url,
        shop_open() as shop,
        desk_open(tmp_path) as desk,
    ):
        window = desk.window
        operations = window.screen_of("board").operations
        await operations.desk.do(
            choose_settings,
            ChooseSettings({"page.name": "Northwind", "page.zone": "UTC"}),
        )
        await operations.desk.do(save_target, TargetInput("folder", {"path": str(desk.page)}))
        await operations.desk.connect_new_relic(
            Connect(region="", url=new_relic_url, key=DEMO_KEY, allow_file=True)
        )
        file = tmp_path / "services.toml"
        file.write_text(FILE.format(url=shop.url, guid=WELL_KNOWN["Card payments"]))
        await command_line("apply", str(file), "--database", desk.database)
        await until(lambda: says(window, "Checkout API: Operational"), "the endpoint is well")
        await until(lambda: says(window, "Card payments: Operational"), "New Relic is well")

        shop.status = 503
        control = Control(new_relic_url.removesuffix("/graphql") + "/control")
        await control.set_entity(
            WELL_KNOWN["Card payments"], locationsFailing=3, alertSeverity="CRITICAL"
        )
        await until(lambda: says(window, "Checkout API: Major outage"), "the endpoint is down")
        await until(lambda: says(window, "Card payments: Major outage"), "New Relic says so")

        tile = next(
            tile
            for tile in window.face.findChildren(QAbstractButton)
            if tile.accessibleName().startswith("Checkout API")
        )
        click(tile)
        await until(lambda: window.current == "verify", "the tile leads to its service")
        verify = window.screen_of("verify")
        assert isinstance(verify, VerifyScreen)
        await until(
            lambda: verify.pane.detail is not None and verify.pane.detail.name == "Checkout API",
            "its state is explained",
        )
        click(button(verify.pane, "Draft notice"))
        await until(lambda: window.current == "notices", "a notice is begun")
        notices = window.screen_of("notices")
        assert isinstance(notices, NoticesScreen)
        await until(lambda: notices.editor.services.named != {}, "it names the service")
        # What began together is one suggestion: it may name the other service already.
        assert CHECKOUT in notices.editor.services.named
        notices.editor.services.name(PAYMENTS)
        await desk.publish(
            "Orders cannot be paid",
            "Orders cannot be paid at the moment. We are working on it.",
            None,
        )

        html = (desk.page / "index.html").read_text("utf-8")
        assert "Orders cannot be paid" in html
        summary = read_json(desk.page, "summary.json")
        assert [i["name"] for i in summary["incidents"]] == ["Orders cannot be paid"]
        shown = {c["name"]: c["status"] for c in summary["components"]}
        assert shown == {
            "Shop": "major_outage",
            "Checkout API": "major_outage",
            "Card payments": "major_outage",
        }
        assert read_json(desk.page, "status.json")["status"]["indicator"] == "critical"

        shop.status = 200
        await control.set_entity(
            WELL_KNOWN["Card payments"], locationsFailing=0, alertSeverity="NOT_ALERTING"
        )
        await control.aclose()
        window.go_to(BoardPlace())
        await until(lambda: says(window, "Checkout API: Operational"), "the endpoint is back")
        await until(lambda: says(window, "Card payments: Operational"), "New Relic is back")
        window.go_to(NoticesPlace())
        await desk.publish(None, "Orders can be paid again. We are sorry.", "resolved")
        assert read_json(desk.page, "summary.json")["incidents"] == []
        assert "Orders can be paid again" in (desk.page / "index.html").read_text("utf-8")

        until_now = datetime.now(UTC)
        printed = await command_line(
            "uptime",
            "--json",
            "--from",
            (began - timedelta(hours=5)).isoformat(),
            "--to",
            until_now.isoformat(),
            "--database",
            desk.database,
        )
    _compare(json.loads(printed), desk.database, to_us(began), to_us(until_now))


def _compare(printed: dict, database: str, began_us: int, until_us: int) -> None:
    """What was printed is, to the microsecond, what the spans say."""
    opened = Database.open(database, read_only=True)
    with opened.reading(datetime.now(UTC)) as unit:
        spans = read_spans(unit)
        names = {row["name"] for row in printed["services"]}
    opened.close()
    assert names == {"Checkout API", "Card payments"}
    for number, name in ((CHECKOUT, "Checkout API"), (PAYMENTS, "Card payments")):
        row = next(row for row in printed["services"] if row["name"] == name)
        mine = [s for s in spans if s.component_id == number]
        down = [s for s in mine if s.status.counts_as_down]
        assert len(down) == 1
        assert down[0].stop_us is not None
        assert down[0].start_us > began_us
        lasted_us = down[0].stop_us - down[0].start_us
        assert round(row["down_seconds"] * 1_000_000) == lasted_us
        assert len(row["outages"]) == 1
        assert to_us(datetime.fromisoformat(row["outages"][0]["start"])) == down[0].start_us
        assert to_us(datetime.fromisoformat(row["outages"][0]["end"])) == down[0].stop_us
        observed_us = sum(min(s.stop_us or until_us, until_us) - s.start_us for s in mine)
        assert round(row["observed_seconds"] * 1_000_000) == observed_us
        # Of five hours seconds were observed: exact as they are, they are no figure of the five.
        assert row["uptime_percent"] is None
        assert 0 < row["coverage_percent"] < 50


@pytest.mark.usefixtures("dressed")
def test_trouble_is_seen_told_published_resolved_and_counted_exactly(
    qapp: QApplication, tmp_path: Path, allow_logs: None
) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(qapp)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(the_straight_path(tmp_path))
    delete_timers(loop)
