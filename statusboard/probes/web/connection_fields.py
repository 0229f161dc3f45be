"""The way to a service, as fields of the HTTP check: redirects, proxy, certificates."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.probes.web.identity import authority_problem, certificate_problem
from statusboard.probes.web.proxy_address import proxy_problem
from statusboard.probes.web.refusals import hops_problem, version_beside

_CONNECTION = "Connection"

CONNECTION_FIELDS = (
    FieldSpec(
        "follow_redirects",
        FieldKind.SWITCH,
        "Follow redirects",
        help="To http and https only.",
        default=True,
        advanced=True,
        group=_CONNECTION,
    ),
    FieldSpec(
        "most_redirects",
        FieldKind.NUMBER,
        "Most redirects",
        help="More of them one after the other count as failed.",
        default=5,
        advanced=True,
        group=_CONNECTION,
        check=hops_problem,
    ),
    FieldSpec(
        "http_version",
        FieldKind.CHOICE,
        "Version of HTTP",
        help="2 is asked over https, on a new connection each time; a server that does not speak "
        "it counts as failed.",
        default="1.1",
        choices=("1.1", "2"),
        choice_words=(("1.1", "HTTP/1.1"), ("2", "HTTP/2")),
        advanced=True,
        group=_CONNECTION,
        beside=version_beside,
    ),
    FieldSpec(
        "ip_version",
        FieldKind.CHOICE,
        "Addresses",
        help="Those of one sort alone are asked where customers come over both, and each is to "
        "be watched.",
        default="any",
        choices=("any", "4", "6"),
        choice_words=(("any", "any"), ("4", "IPv4"), ("6", "IPv6")),
        advanced=True,
        group=_CONNECTION,
    ),
    FieldSpec(
        "proxy",
        FieldKind.CHOICE,
        "Proxy",
        help="Where the proxy itself fails, nothing is known of the service.",
        default="none",
        choices=("none", "system", "own"),
        choice_words=(
            ("none", "none"),
            ("system", "as this computer is set up"),
            ("own", "this one"),
        ),
        advanced=True,
        group=_CONNECTION,
    ),
    FieldSpec(
        "proxy_url",
        FieldKind.URL,
        "Address of the proxy",
        help="A user and password in it are kept in the key store.",
        required=True,
        advanced=True,
        group=_CONNECTION,
        needs="proxy",
        only_for=("own",),
        check=proxy_problem,
        example="http://proxy.example:3128",
    ),
    FieldSpec(
        "verify_tls",
        FieldKind.SWITCH,
        "Verify the certificate",
        help="Against the authorities that this computer trusts. Without it, an expired or "
        "foreign certificate goes unnoticed.",
        default=True,
        advanced=True,
        group=_CONNECTION,
    ),
    FieldSpec(
        "authority",
        FieldKind.LINES,
        "Authority of your own",
        help="Its certificate in PEM form, believed beside those of this computer; or the whole "
        "path of a file with it, where StatusBoard collects.",
        advanced=True,
        group=_CONNECTION,
        check=authority_problem,
    ),
    FieldSpec(
        "client_certificate",
        FieldKind.LINES,
        "Client certificate",
        help="Shown to a server that wants to know who asks: certificate and private key in PEM "
        "form, kept in the key store; or the whole path of a file with both, where StatusBoard "
        "collects.",
        secret=True,
        advanced=True,
        group=_CONNECTION,
        check=certificate_problem,
    ),
    FieldSpec(
        "key_password",
        FieldKind.TEXT,
        "Password of its key",
        secret=True,
        advanced=True,
        group=_CONNECTION,
        needs="client_certificate",
    ),
)
