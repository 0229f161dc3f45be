"""What kinds share that speak over a connection and are not the web: open, talk, answer."""
