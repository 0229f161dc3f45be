"""The ways to secure a connection, as forms offer them."""

NONE, TLS, STARTTLS = "none", "tls", "starttls"

_BY_PROTOCOL = (
    ("smtp", "STARTTLS, as SMTP has it"),
    ("imap", "STARTTLS, as IMAP has it"),
    ("pop3", "STLS, as POP3 has it"),
    ("ftp", "AUTH TLS, as FTP has it"),
    ("postgresql", "As PostgreSQL has it"),
    ("ldap", "STARTTLS, as LDAP has it"),
)
WAY_WORDS = ((NONE, "None"), (TLS, "TLS from the first byte"), *_BY_PROTOCOL)
WAYS = tuple(way for way, _ in WAY_WORDS)
# Where nothing but TLS is asked about.
SECURE_WAY_WORDS = WAY_WORDS[1:]
SECURE_WAYS = WAYS[1:]
# Where the protocol is known already.
PLAIN_OR_TLS_WORDS = (
    (NONE, "None"),
    (STARTTLS, "Begun in plain, then secured (STARTTLS)"),
    (TLS, "TLS from the first byte"),
)
