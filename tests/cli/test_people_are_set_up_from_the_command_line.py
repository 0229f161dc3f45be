"""People by command: set up, told apart, ended; and a device that is lost."""

import json
import re

from statusboard.app.identity import here


def test_the_first_is_administrator_by_the_login_of_whoever_types(statusboard) -> None:
    statusboard("people", "add", "Ada", "--role", "viewer")
    (ada,) = statusboard("people", "list", "--json").json["people"]

    assert (ada["name"], ada["role"], ada["login"]) == ("Ada", "administrator", here().login)
    assert statusboard("people", "add", "Ben", "--role", "publisher").code == 0


def test_a_code_is_told_once_and_a_new_one_is_another(statusboard) -> None:
    statusboard("people", "add", "Ada")
    told = statusboard("people", "add", "Ben", "--role", "author").out
    code = re.search(r"code: (\S+)", told)
    newer = re.search(r"code: (\S+)", statusboard("people", "code", "ben").out)

    assert code is not None
    assert newer is not None
    assert code[1] != newer[1]
    assert code[1] not in statusboard("people", "list").out


def test_who_may_not_is_told_so_and_by_whom_it_is_changed(statusboard) -> None:
    statusboard("people", "add", "Ada", "--login", "somebody-else")

    ran = statusboard("people", "add", "Eve", "--login", "eve")
    assert ran.code == 1
    assert "may not do this (person.add)" in ran.err
    assert "Ask an administrator" in ran.err
    ran = statusboard("subscribers", "list")
    assert "may not read this (subscribers)" in ran.err


def test_people_are_changed_ended_and_brought_back(statusboard) -> None:
    statusboard("people", "add", "Ada")
    statusboard("people", "add", "Ben", "--login", "ben")

    ran = statusboard("people", "change", "Ben", "--name", "Ben B.", "--role", "approver")
    assert ran.out == "Ben B. is an approver here\n"
    assert statusboard("people", "end", "Ben B.").out == "ended\n"
    assert statusboard("people", "end", "Ben B.").out == "had been ended already\n"
    assert "Ben B.  approver  ended" in statusboard("people", "list").out
    assert "is an approver here again" in statusboard("people", "back", "Ben B.").out
    ran = statusboard("people", "end", "Carl")
    assert "Nobody is called Carl here. Set up: Ada, Ben B." in ran.err
    assert "last administrator" in statusboard("people", "end", "Ada").err


def test_no_device_was_seen_before_a_window_was_open(statusboard) -> None:
    statusboard("people", "add", "Ada")

    assert statusboard("people", "devices").out == "no device was seen yet\n"
    assert "not known here" in statusboard("people", "devices", "--end", "7").err


def test_a_desk_that_locked_itself_out_is_let_in_again_and_the_trail_says_how(statusboard) -> None:
    statusboard("people", "add", "Ada", "--login", "left-the-company")
    assert statusboard("people", "add", "Ben").code == 1

    ran = statusboard("people", "rescue", "Ada")
    assert re.search(r"code: \S+", ran.out)
    lines = [json.loads(line) for line in statusboard("audit", "export").out.splitlines()]
    assert (lines[-1]["verb"], lines[-1]["kind"]) == ("person.rescue", "loop")
    assert lines[-1]["who"] == f"rescue, by {here().login}"


def test_a_shift_is_handed_over_as_text_and_as_json(statusboard) -> None:
    statusboard("people", "add", "Ada")
    assert "Every service is well." in statusboard("handover").out
    assert statusboard("handover", "--json").json["quiet"] is True


def test_a_file_has_no_roles_of_a_server(statusboard) -> None:
    ran = statusboard("people", "roles")
    assert ran.code == 1
    assert "has no users of its own" in ran.err
