"""A file has the same type at a place elsewhere as from the page server."""

import pytest

from statusboard.server import media
from statusboard.targets.remote import serving


@pytest.mark.parametrize("path", ["metrics.txt", "none", *(f"a/b{end}" for end in media._TYPES)])
def test_its_type_is_that_of_the_page_server(path: str) -> None:
    assert serving.media_type(path) == media.media_type(path).decode()
