"""Which tests are run with places whose every request is dear."""

import pytest

from tests.fixtures.dear_places import DEAR


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is proved with many requests is proved there with `-m slow` alone."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call is None or not getattr(getattr(item, "function", None), "asks_much", False):
            continue
        if DEAR & {value for value in call.params.values() if isinstance(value, str)}:
            item.add_marker(pytest.mark.slow)
