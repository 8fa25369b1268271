"""Somebody who works here, drawn for her page."""

from articles.demo.painting import figures, land, sky
from articles.demo.painting.canvas import begin
from articles.demo.painting.interiors import facing_bust


def draw_portrait(random, size):
    """Head and shoulders before the mountains, which lie out of focus."""
    canvas = begin(random, size, "dawn day clear")
    u, w, h = canvas.unit, canvas.width, canvas.height
    horizon = h * random.uniform(0.62, 0.68)
    sky.paint_sky(canvas, horizon)
    land.mountains(canvas, horizon - 330 * u, horizon + 20 * u, 2.2, 0.5, 0.85)
    land.far_forest(canvas, horizon - 6 * u, 60 * u, 90 * u, 0.4)
    land.snowfield(canvas, land.swell_line(canvas, horizon, 12 * u))
    canvas.blur(9 * u)
    with canvas.ink() as pen:
        facing_bust(pen, w * random.uniform(0.48, 0.52), h + 20 * u, 860 * u, figures.dressed(random, "indoors"))
    return canvas.finish()
