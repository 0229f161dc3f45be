"""What README and ARCHITECTURE name as proof, or as a place, is there."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:tests|statusboard|ui|packaging|resources)/[\w/.]+)`")


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md"])
def test_every_file_and_folder_that_a_page_names_exists(page: str) -> None:
    named = set(NAMED.findall((CHECKOUT / page).read_text("utf-8")))

    gone = [
        path
        for path in sorted(named)
        if not (CHECKOUT / path).exists() and not (CHECKOUT / f"{path}.py").exists()
    ]

    assert gone == []
