"""Settings: New Relic, the status page and where it is published, appearance, this desk."""
