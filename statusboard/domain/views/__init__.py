"""What screens show: frozen values, one file per screen. No connection, row or lazy attribute."""
