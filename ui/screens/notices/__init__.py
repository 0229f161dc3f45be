"""Notices: writing what customers are told, the last look before it goes out, publishing."""
