"""A folder behind FTP over TLS (RFC 4217): its connection, and what its answers mean."""
