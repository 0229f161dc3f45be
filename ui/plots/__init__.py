"""The only importer of pyqtgraph."""
