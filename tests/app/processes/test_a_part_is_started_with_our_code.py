from pathlib import Path

from statusboard.app.processes.launch import launch


def test_what_stands_where_the_person_is_does_not_hide_our_code(
    tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "statusboard.py").write_text("print('another program')")
    (tmp_path / "logging.py").write_text("print('another program')")
    monkeypatch.chdir(tmp_path)
    log_file = tmp_path / "child.log"

    child = launch("statusboard.app.programs.child", ["--help"], log_file=log_file)

    assert child.wait(60) == 0, log_file.read_text()
    assert log_file.read_text().startswith("usage: statusboard.app.programs.child")
