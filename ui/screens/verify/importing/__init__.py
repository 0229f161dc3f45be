"""Bringing along what another program knows: looked at first, then written."""
