"""`statusboard serve`: the page server."""

from typing import Annotated

import typer

from statusboard.cli.options import Database


def serve(
    database: Database = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address of this computer to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Serve the page there; 0 takes any free port.")
    ] = 8080,
    public_url: Annotated[
        str, typer.Option(metavar="URL", help="Where people open the page.", show_default=False)
    ] = "",
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            show_default=False,
            help="A proxy, or a network of them, whose word on who asks is believed. Repeatable.",
        ),
    ] = None,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="Answer /metrics and /healthz there, to this computer alone.",
        ),
    ] = None,
) -> None:
    """Serve the published page, until interrupted. It is had from the office, which has to run."""
    from statusboard.app.installation import locate
    from statusboard.app.programs.page_server import serve_page
    from statusboard.app.programs.serve_options import ServeOptions, checked_proxies, checked_url

    options = ServeOptions(
        host, port, checked_url(public_url), checked_proxies(trusted_proxy or ()), metrics_port
    )

    def ready(address: str) -> None:
        print(f"The page is served at {address}", flush=True)

    serve_page(locate(database).visitors_file("office"), options, ready)
