"""`statusboard serve`: the page server."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.options import Database


def serve(
    database: Database = None,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            show_default=False,
            help="The address of this computer to listen at; 127.0.0.1 by default.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="Serve the page there; 8080 by default, 0 takes any free port.",
        ),
    ] = None,
    public_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where people open the page.", show_default=False),
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            show_default=False,
            help="A proxy, or a network of them, whose word on who asks is believed. Repeatable.",
        ),
    ] = None,
    receive: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            show_default=False,
            help="Stand on another machine: a desk brings the page, and it is kept there.",
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
    """Serve the published page, until interrupted. It is had from the office, which has to run.

    What no option says is read from the settings ([server] in the file of a desk) at the start.
    With --receive it needs neither office nor settings: the page is brought to it.
    """
    from statusboard.app.clock import SystemClock
    from statusboard.app.installation import locate
    from statusboard.app.programs.page_server import serve_page
    from statusboard.app.programs.serve_note import noted
    from statusboard.app.programs.serve_options import (
        USUAL_PORT,
        GivenOptions,
        ServeOptions,
        checked_proxies,
        checked_url,
        chosen,
        read_serve_settings,
    )

    given = GivenOptions(
        host,
        port,
        None if public_url is None else checked_url(public_url),
        checked_proxies(trusted_proxy) if trusted_proxy else None,
        metrics_port,
    )

    if receive is not None:
        from statusboard.app.programs.kept_site import TOKEN
        from statusboard.app.programs.receiving_server import receive_page

        folder = receive.expanduser().absolute()

        def receiving(address: str) -> None:
            print(f"The page is served at {address}, once a desk brings it there")
            print(f"The desk needs the token in {folder / TOKEN}", flush=True)

        usual = ServeOptions(port=USUAL_PORT)
        receive_page(folder, chosen(usual, given), receiving)
        return
    where = locate(database)
    options = chosen(read_serve_settings(where, SystemClock()).options, given)
    with noted(where) as note:

        def ready(address: str) -> None:
            note(address)
            print(f"The page is served at {address}", flush=True)

        serve_page(where.visitors_file("office"), options, ready)
