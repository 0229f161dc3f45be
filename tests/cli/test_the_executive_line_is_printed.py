"""`statusboard status --line`: one sentence, for whoever passes it on."""

FILE = """
[[service]]
name = "Checkout API"

[[service.check]]
kind = "http"
url = "http://127.0.0.1:9/"
"""


def test_the_line_alone_is_printed_as_text_or_for_a_program(statusboard, tmp_path) -> None:
    path = tmp_path / "services.toml"
    path.write_text(FILE)
    assert statusboard("apply", path).code == 0

    ran = statusboard("status", "--line")
    assert (ran.code, ran.out) == (0, "Nothing is known yet of how the services are.\n")
    assert statusboard("status", "--line", "--json").json == {"line": ran.out.strip()}
