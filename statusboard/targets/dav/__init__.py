"""A folder behind a WebDAV server (RFC 4918): its requests, and what their answers mean."""
