"""Programs that tests start begin as clones, but for a few files that prove how they begin."""

from collections.abc import Iterator

import pytest

# Whose programs begin as clones of one that has imported them (tests/fixtures/quick_starts.py) …
QUICK = ("tests/cli/", "tests/app/programs/", "tests/app/processes/", "tests/demo/")
# … and whose begin as they do for people: what is proved there is how a program begins or ends,
# and each of them does so in one of these or in tests/end2end.
FRESH = (
    "tests/app/programs/test_each_program_loads",
    "tests/app/programs/test_switches_are_set",
    "tests/app/programs/test_programs_come_back.py::test_a_killed_program",
    "tests/app/programs/test_programs_come_back.py::test_a_window_that_leaves_at_once",
    "tests/app/processes/test_arguments_give_nothing_away",
    "tests/app/processes/test_a_window_looks_for_its_program",
    "tests/cli/test_the_page_is_served_from_the_command_line",
    "tests/cli/test_the_board_is_read_without_a_window",
)


@pytest.fixture(autouse=True)
def quick_programs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where many are started, they begin as clones; a few files of each program start afresh."""
    name = request.node.nodeid
    if not name.startswith(QUICK) or name.startswith(FRESH):
        yield
        return
    from tests.fixtures.quick_starts import quick_starts

    with quick_starts():
        yield
