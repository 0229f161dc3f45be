"""The only importer of SQLAlchemy. Functions that take a `Unit`; frozen dataclasses in and out."""
