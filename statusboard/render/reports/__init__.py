"""An uptime report as files: CSV, XLSX, JSON and a page. The same report gives the same bytes."""
