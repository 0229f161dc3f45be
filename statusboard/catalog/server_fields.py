"""Where the page server listens and is reached, as a section of the settings."""

from statusboard.catalog.address_checks import (
    host_problem,
    mail_problem,
    port_problem,
    proxies_problem,
    public_url_problem,
)
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.limit_fields import ASK_FIELDS, FORM_FIELDS
from statusboard.catalog.section import Section
from statusboard.catalog.web_address import customers_address

SERVER = Section(
    "server",
    "Page server",
    "Where people come to be told, by themselves.",
    (
        FieldSpec(
            "public_url",
            FieldKind.URL,
            "Public address",
            help="Where people reach the page server. With it each message has a link of its "
            "reader's own, to change what is told and to leave.",
            tidy=customers_address,
            check=public_url_problem,
            example="https://status.example.com",
        ),
        FieldSpec(
            "contact",
            FieldKind.TEXT,
            "Questions go to",
            help="A mail address that the forms name for questions.",
            tidy=str.strip,
            check=mail_problem,
            example="help@example.com",
        ),
        FieldSpec(
            "in_window",
            FieldKind.SWITCH,
            "Run it while this window is open",
            help="For trying it, or for a computer that is always on. When the window is closed "
            "or the computer sleeps, the page is gone: where customers need it, run “statusboard "
            "serve” on a server.",
            default=False,
        ),
        FieldSpec(
            "host",
            FieldKind.TEXT,
            "Listens at",
            help="An address of the computer that it runs on. 127.0.0.1 answers that computer "
            "alone, so that a proxy stands before it; 0.0.0.0 answers everybody.",
            tidy=str.strip,
            check=host_problem,
            default="127.0.0.1",
            advanced=True,
        ),
        FieldSpec(
            "port",
            FieldKind.NUMBER,
            "Port",
            help="Where it listens at that address.",
            check=port_problem,
            default=8080,
            advanced=True,
        ),
        FieldSpec(
            "trusted_proxies",
            FieldKind.TEXT,
            "Trusted proxies",
            help="Addresses and networks of proxies before it, between commas. Who asks is then "
            "read from what they pass on; of anybody else that is ignored.",
            tidy=str.strip,
            check=proxies_problem,
            example="10.0.0.5, 10.1.0.0/16",
            advanced=True,
        ),
        *ASK_FIELDS,
        *FORM_FIELDS,
    ),
)
