"""A file names its secrets `env:NAME`, so that it can be kept where others read it."""

import pytest

from statusboard.app.desk.read_file import parse_desk
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.errors import RuleBroken

MAIL = """[[channel]]
kind = "email"
name = "mail"
host = "mail.example"
user = "status"
password = "env:MAIL_PASSWORD"
sender = "env:SENDER <a@b.example>"
"""
LONG_TAIL = """[[channel]]
kind = "apprise"
name = "more"
addresses = { On-call = "env:ON_CALL" }
"""


def configured(text: str, environ: dict[str, str]) -> dict[str, object]:
    read = parse_desk(text, check_kinds(), target_kinds(), environ=environ)
    return dict(read.channels.channels[0].config)


def test_a_secret_is_what_the_environment_holds_and_nothing_else_is() -> None:
    config = configured(MAIL, {"MAIL_PASSWORD": "hunter2", "SENDER": "other"})
    assert config["password"] == "hunter2"
    assert config["sender"] == "env:SENDER <a@b.example>"


def test_each_secret_of_a_table_may_be_left_to_it() -> None:
    config = configured(LONG_TAIL, {"ON_CALL": "gotifys://push.example/Ab1cd2ef3"})
    assert config["addresses"] == {"On-call": "gotifys://push.example/Ab1cd2ef3"}


@pytest.mark.parametrize("environ", [{}, {"MAIL_PASSWORD": ""}])
def test_what_the_environment_lacks_is_said_with_its_line(environ: dict[str, str]) -> None:
    with pytest.raises(RuleBroken, match="line 6: password: The environment has no MAIL_PASSWORD"):
        configured(MAIL, environ)
