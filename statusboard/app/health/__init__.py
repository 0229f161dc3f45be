"""What is read of the measurements: facts, reasons, board, verify, uptime."""
