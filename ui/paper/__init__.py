"""The uptime report on paper: one drawing for the preview, the printer, the PDF and pictures."""
