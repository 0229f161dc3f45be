"""NerdGraph: the client, its queries, the parsing and the mapping of answers."""
