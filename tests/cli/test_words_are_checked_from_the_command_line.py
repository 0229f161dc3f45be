"""`statusboard check-words` says what is wrong with a text, for people and for scripts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

BAD = """\
---
title: Payments
status: investigating
---
We believe that db-prod-03 broke payments for some of our customers at 14:30!
"""


def test_a_text_is_told_what_is_wrong_with_it(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "notice.md"
    file.write_text(BAD)
    said = statusboard("check-words", file)
    assert said.code == 0
    assert "internals (blocks): “db-prod-03” is known inside alone." in said.out
    assert "no_next_update (blocks): " in said.out
    assert "guess: " in said.out
    assert "zoneless_time: “14:30” " in said.out


def test_scripts_get_a_line_for_each_text(statusboard: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "notices.jsonl"
    good = "The next update on payments is at 14:30 UTC. We are looking for the cause."
    lines = [
        {"id": "a", "status": "investigating", "title": "Payments", "body": good},
        {"id": "b", "status": "resolved", "title": "", "body": "This incident has been resolved."},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    said = statusboard("check-words", file, "--lines", "--json")
    first, second = (json.loads(line) for line in said.out.splitlines())
    assert first == {"id": "a", "findings": []}
    assert second["id"] == "b"
    assert {"rule": "stock_only", "words": ["This incident has been resolved."]} in second[
        "findings"
    ]


def test_what_cannot_be_read_is_told_in_a_sentence(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    assert statusboard("check-words", tmp_path / "nowhere").code == 1
    file = tmp_path / "notices.jsonl"
    file.write_text("{\n")
    said = statusboard("check-words", file, "--lines")
    assert (said.code, "Line 1 is no text" in said.err) == (1, True)
