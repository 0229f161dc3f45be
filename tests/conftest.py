"""What every test stands on; the guards and the order of a run are plug-ins beside it."""

import gc
import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt
# No key store, not even that of whoever runs the tests; nor one that a test defines for itself,
# which the library would find. The programs that tests start have none either.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

pytest_plugins = (
    "tests.plugins.own_home",
    "tests.plugins.nothing_left",
    "tests.plugins.clones",
    "tests.plugins.runs",
)

# Two shared cores: a deadline per example would measure the machine, not the code. The same
# examples in every run: what a change did not break does not fail. To search for others, with
# luck, run `pytest --hypothesis-profile=search`.
_ANY_MACHINE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
# Half as many as usual, for the time of all tests together; `search` looks further.
hypothesis.settings.register_profile("house", derandomize=True, max_examples=50, **_ANY_MACHINE)
hypothesis.settings.register_profile(
    "search", derandomize=False, max_examples=1_000, print_blob=True, **_ANY_MACHINE
)
hypothesis.settings.load_profile("house")


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, as the program does."""
    return "asyncio"


# A full collection looks at all ten thousand tests, and there was one every two seconds. The young
# are looked at seldom, too: with Python's own 700 that is a twelfth of the time of a screen's test.
_COLLECTIONS_AFTER = (7_000, 10, 30)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--hypothesis-profile", None) in (None, "house"):
        # Examples would hold constants of every module of ours that happens to be loaded: other
        # ones with another order of files, and each worker would parse all source for them.
        providers._get_local_constants = lambda: providers._local_constants
    gc.set_threshold(*_COLLECTIONS_AFTER)


def pytest_sessionstart(session: pytest.Session) -> None:
    worker = getattr(session.config, "workerinput", {"workercount": 1})
    is_whole = all(Path(path).name == "tests" for path in session.config.args)
    if worker["workercount"] > 1 and is_whole:
        from tests.fixtures.compiled_together import compile_part

        number = int(worker["workerid"].removeprefix("gw"))
        compile_part(session.config, number, worker["workercount"])
