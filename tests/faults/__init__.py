"""A misbehaving website: every fault a row of a table, served over raw sockets on loopback."""
