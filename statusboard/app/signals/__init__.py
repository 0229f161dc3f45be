"""What jobs and other monitors report by themselves: their addresses, and the way to the ingest."""
