"""Reads: one screen per file, answering frozen views."""
