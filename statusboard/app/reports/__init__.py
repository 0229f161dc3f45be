"""Reports of uptime: asked for, written as files, made by schedule, shared by a link."""
