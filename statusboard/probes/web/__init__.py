"""How the web is asked: names, sockets, TLS, bodies and redirects, each with its own reason."""
