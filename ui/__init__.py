"""The window: one face of StatusBoard. The only importer of PySide6, qasync and pyqtgraph."""
