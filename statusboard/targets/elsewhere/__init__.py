"""What the place `page_server_elsewhere` needs: our own page server on another machine."""
