"""StatusBoard without a screen: watching, recording, writing, publishing. Imports no Qt."""

__version__ = "0.1.0"
