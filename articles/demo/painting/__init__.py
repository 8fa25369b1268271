"""How the demo's pictures are painted: light, brushes, and the things a county is made of."""
