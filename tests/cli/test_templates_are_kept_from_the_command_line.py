"""Templates by command: listed, read, replaced, and ours again."""

import json

DATABASE = "desk.db"


def test_a_template_is_replaced_and_ours_comes_back(statusboard, tmp_path) -> None:
    desk = str(tmp_path / DATABASE)
    file = tmp_path / "text.md"
    file.write_text("{services} fail. We look into it.")
    kept = statusboard(
        "template", "set", "investigating", "--body-file", str(file), "--database", desk
    )
    assert (kept.code, kept.out) == (0, "kept\n")
    again = statusboard(
        "template", "set", "investigating", "--body-file", str(file), "--database", desk
    )
    assert again.out == "nothing changed\n"
    said = statusboard("template", "show", "investigating", "--database", desk)
    assert said.out == "{services} {effect}\n\n{services} fail. We look into it.\n"
    listed = json.loads(statusboard("template", "list", "--json", "--database", desk).out)
    assert [one for one in listed["templates"] if one["own"]] == [
        {"kind": "investigating", "language": "en", "own": True}
    ]
    assert statusboard("template", "restore", "investigating", "--database", desk).out == (
        "restored\n"
    )
    assert "investigating  en  ours" in statusboard("template", "list", "--database", desk).out


def test_what_is_no_template_is_refused_with_those_there_are(statusboard, tmp_path) -> None:
    desk = str(tmp_path / DATABASE)
    ran = statusboard("template", "set", "solved", "--body", "x", "--database", desk)
    assert ran.code == 1
    assert "KIND is one of investigating, identified" in ran.err
    ran = statusboard("template", "set", "resolved", "--body", "{endet}", "--database", desk)
    assert "Did you mean {ended}?" in ran.err
