"""SFTP over asyncssh, which is loaded only where a place needs it."""
