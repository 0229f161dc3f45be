"""The page server: answers whoever opens the page, from memory, and knows nothing else.

It is given a site as bytes and never asks a file system, a database or another host.
"""
