"""What no linter knows: lengths, names, and the calls that must not stand where they would hurt."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

BANNED = re.compile(r"util|helper|manager|misc|common|(?<!meta)data(?!base|class)|info")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
ROOT = Path(__file__).resolve().parents[2]
SOURCE_LIMIT, TEST_LIMIT = 400, 600

# Where tasks may be started without a TaskGroup around them, each for a reason.
TASK_HOMES = {
    "statusboard.app.processes.pipe": "a reply must not hold up the next call of the same caller",
    "statusboard.app.page.publisher": "waits for the first of two events, and cancels the other",
    "statusboard.probes.sockets.running": "a program that is being started is seen to its end",
    "statusboard.probes.web.names": "a name is looked up for all who ask, whoever of them gives up",
    "statusboard.app.programs.windowless": "the supervisors of a desk without a window",
    "statusboard.app.programs.page_server_supervisor": "a child is seen to its end",
    "ui.startup.demo_desk": "the supervisors of a picture's sample world, ended with it",
    "ui.runtime.operations": "tasks of a widget, cancelled when the widget dies",
    "ui.startup.session": "the session's own root tasks, ended in order when the window closes",
}


def calls(module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of what is called."""
    for node in module.walk():
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield node, name


def offences(modules: Iterable, offends: Callable[[object, ast.Call, str], bool]) -> list[str]:
    """Where a call offends."""
    return [
        f"{module.at(node)}: {ast.unparse(node)[:60]}"
        for module in modules
        for node, name in calls(module)
        if offends(module, node, name)
    ]


def said(node: ast.Call) -> str:
    """What is called, in full."""
    return ast.unparse(node.func)


def test_no_file_is_too_long(modules) -> None:
    lengths = {module: module.text.count("\n") for module in modules}
    too_long = {
        str(module.path): length
        for module, length in lengths.items()
        if length > (SOURCE_LIMIT if module.is_source else TEST_LIMIT)
    }

    assert too_long == {}


def test_nothing_is_left_over_from_a_merge() -> None:
    left = [
        str(path.relative_to(ROOT))
        for folder in ("statusboard", "ui", "resources", "tests", "packaging")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".orig", ".rej", ".bak", ".swp"}
    ]

    assert left == []


def test_every_module_says_what_it_is_for(sources) -> None:
    silent = [module.name for module in sources if not ast.get_docstring(module.tree)]

    assert silent == []


def test_no_name_says_nothing(sources) -> None:
    vague = [f"module {m.name}" for m in sources if BANNED.search(m.name.rpartition(".")[2])]
    vague += [
        f"{module.at(node)}: class {node.name}"
        for module in sources
        for node in module.walk()
        if isinstance(node, ast.ClassDef)
        and BANNED.search("_".join(CAMEL.split(node.name)).lower())
    ]

    assert vague == []


@pytest.mark.parametrize(
    "name", ["string_utils", "helpers", "job_manager", "misc", "common", "data", "user_info"]
)
def test_the_pattern_of_vague_names_knows_them(name: str) -> None:
    assert BANNED.search(name)


@pytest.mark.parametrize("name", ["database", "metadata", "dataclass_rows", "board"])
def test_the_pattern_of_vague_names_spares_others(name: str) -> None:
    assert not BANNED.search(name)


def test_only_the_application_runs_a_loop_of_its_own(sources) -> None:
    found = offences(
        [m for m in sources if m.name.startswith("ui")],
        lambda m, node, name: name in ("exec", "exec_") and isinstance(node.func, ast.Attribute),
    )

    assert [place for place in found if not place.startswith("ui/__main__.py")] == []
    assert len(found) == 1


def test_nothing_pumps_events_by_hand(sources) -> None:
    assert offences(sources, lambda m, node, name: name == "processEvents") == []


def test_nothing_sleeps_in_a_thread(sources) -> None:
    assert offences(sources, lambda m, node, name: said(node) in ("time.sleep", "sleep")) == []


# Beside the clock: what is stamped by the system's date, whatever a clock of tests would say.
CLOCKS = frozenset(
    {
        "statusboard.app.clock",
        "statusboard.probes.web.arrivals",
        "statusboard.targets.elsewhere.own_time",
        "statusboard.targets.repository.commit_time",
    }
)


def test_only_the_clock_asks_what_time_it_is(sources) -> None:
    asks = {"now", "utcnow", "today", "time", "time_ns"}

    def offends(module, node: ast.Call, name: str) -> bool:
        owner = said(node).rpartition(".")[0]
        return (
            name in asks
            and owner in {"datetime", "datetime.datetime", "date", "datetime.date", "time"}
            and module.name not in CLOCKS
        )

    # What the system stamps is told by the system's date: only that can say how long ago it was.
    assert offences(sources, offends) == []


def test_only_the_command_line_prints(sources) -> None:
    others = [m for m in sources if not m.name.startswith("statusboard.cli")]

    assert offences(others, lambda m, node, name: said(node) == "print") == []


def test_tasks_are_started_in_groups_or_where_somebody_ends_them(sources) -> None:
    def offends(module, node: ast.Call, name: str) -> bool:
        if name not in ("create_task", "ensure_future"):
            return False
        in_group = said(node).rpartition(".")[0] in ("group", "self.group", "tasks")
        return not in_group and module.name not in TASK_HOMES

    assert offences(sources, offends) == []


def test_the_list_of_task_homes_names_nothing_that_is_gone(sources) -> None:
    starting = {
        module.name
        for module in sources
        for _, name in calls(module)
        if name in ("create_task", "ensure_future")
    }

    assert set(TASK_HOMES) <= starting


def test_logs_say_an_event_and_its_fields_and_never_build_text(sources) -> None:
    levels = {"debug", "info", "warning", "error", "exception", "critical"}

    def offends(_module, node: ast.Call, name: str) -> bool:
        is_log = name in levels and said(node).rpartition(".")[0] in ("log", "logger", "logging")
        return is_log and not (node.args and isinstance(node.args[0], ast.Constant))

    assert offences(sources, offends) == []


def test_modules_hold_no_state_that_changes(sources) -> None:
    found = []
    for module in sources:
        for node in module.tree.body:
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            makes = isinstance(node.value, ast.Call) and said(node.value) in {
                *("list", "dict", "set", "deque", "defaultdict", "Queue", "Lock", "Event"),
                *("collections.deque", "threading.Lock", "asyncio.Event", "WeakSet", "Counter"),
            }
            empty = isinstance(node.value, ast.List | ast.Dict | ast.Set) and not ast.unparse(
                node.value
            ).strip("[]{}")
            if makes or empty:
                found.append(f"{module.at(node)}: {ast.unparse(node)[:60]}")
        found += [
            f"{module.at(node)}: global"
            for node in module.walk()
            if isinstance(node, ast.Global) and module.is_source
        ]

    assert found == []
