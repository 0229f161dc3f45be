"""From a check that is due to history: scheduler, runner, queue, ingest."""
