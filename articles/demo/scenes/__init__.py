"""What the demo's pictures show, a file per kind of place; each `draw_…(random, size)` gives an RGB image."""
