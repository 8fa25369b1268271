"""Inside a Word file, in a process of its own: its parts, what its styles come to, and the way to HTML. Pure."""
