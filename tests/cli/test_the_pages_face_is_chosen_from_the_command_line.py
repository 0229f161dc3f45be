"""The page's own face by command: a colour that cannot be read is refused, pictures are files."""

from pathlib import Path

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'


def test_a_face_is_chosen_shown_and_taken_back(statusboard, tmp_path: Path) -> None:
    logo, style = tmp_path / "logo.svg", tmp_path / "own.css"
    logo.write_text(LOGO, "utf-8")
    style.write_text("main { max-width: 60rem }\n", "utf-8")
    said = statusboard("brand", "set", "accent=#12264f", f"logo={logo}", f"css=@{style}")
    assert said.out.splitlines() == [
        "changed brand.accent",
        "changed brand.logo",
        "changed brand.css",
    ]
    assert statusboard("brand", "set", "accent=#12264F").out == "nothing to change\n"
    shown = statusboard("brand", "list", "--json").json
    assert shown["chosen"]["accent"] == shown["accent"]["light"] == "#12264F"
    assert "svg" not in shown["chosen"]["logo"].partition(",")[2]  # its size, not its content
    assert "shown as #12264F in light" in statusboard("brand", "list").out

    statusboard("brand", "set", "accent=", "logo=", "css=")
    assert "nothing is chosen" in statusboard("brand", "list").out


def test_what_cannot_be_taken_is_said(statusboard, tmp_path: Path) -> None:
    pale = statusboard("brand", "set", "accent=#ffff00")
    assert pale.code != 0
    assert "The nearest that can be read is" in pale.err
    style = tmp_path / "own.css"
    style.write_text("@import url(https://example.com/a.css);\n", "utf-8")
    assert "Line 1: @import" in statusboard("brand", "set", f"css=@{style}").err
    assert "is no FIELD=VALUE" in statusboard("brand", "set", "accent").err
    style.write_bytes(b"\xff")
    assert "is not UTF-8 text" in statusboard("brand", "set", f"css=@{style}").err
    assert statusboard("brand", "set", f"logo={tmp_path / 'none.png'}").code != 0
