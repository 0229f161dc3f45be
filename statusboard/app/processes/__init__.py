"""The programs side by side: how they are started, kept, held to their role, and talked to."""
