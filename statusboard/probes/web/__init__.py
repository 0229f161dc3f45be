"""How the web is asked: names, sockets, TLS, HTTP/1, bodies and redirects, each with its reason."""
