"""Which tests a run has, in which order, on which worker, and which of them are measured."""

from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

# They start programs and wait for them. Workers take files in turn: begun last, one would still
# be at it when the others have nothing left to do.
LONG = (
    *("tests/end2end/", "tests/arch/test_the_environment", "tests/arch/test_the_guards"),
    *("tests/cli/", "tests/app/programs/", "tests/demo/", "tests/app/watching/"),
)
MEASURED = (
    *("tests/app/", "tests/domain/", "tests/storage/", "tests/cli/", "tests/render/"),
    *("tests/server/", "tests/end2end/", "tests/packaging/"),
)
# Whose tests run on both engines to a part, unless all are asked for.
SAMPLED = "tests/app/"
SAMPLE = 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Gives a file to a worker, and to one what shares its costs: the rules, and the demo."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            is_rule = nodeid.startswith("tests/arch/") and not nodeid.startswith(LONG)
            if nodeid.startswith("tests/demo/test_"):
                return "tests/demo/"
            return "tests/arch/" if is_rule else super()._split_scope(nodeid)

    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Measures what has a floor by its own tests; the others would run twice as long for it."""
    measuring = coverage.Coverage.current()
    if measuring is None or item.nodeid.startswith(MEASURED):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.hookimpl(tryfirst=True)  # who asks for a random order gets one
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _sample_the_server(items)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def _sample_the_server(items: list[pytest.Item]) -> None:
    """Above storage, a file tries its first test on PostgreSQL, and with `-m postgres` all.

    There a second engine finds the same faults by the same statements, at a fifth of the time of
    the whole suite.
    """
    tried: dict[Path, int] = {}
    for item in items:
        if item.get_closest_marker("postgres") is None or not item.nodeid.startswith(SAMPLED):
            continue
        number = tried[item.path] = tried.get(item.path, 0) + 1
        if number > SAMPLE:
            item.add_marker("slow")
