"""SSH by asyncssh, for files and for Git's commands; it is loaded only where a place needs it."""
