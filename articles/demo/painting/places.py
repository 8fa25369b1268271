"""What many scenes begin with: a backdrop of mountains, trodden ground, people standing on it."""

from articles.demo.painting import figures, land, sky, texture
from articles.demo.painting.tones import darker, mix, rgb


def backdrop(canvas, horizon, rise=300):
    """Sky, mountains `rise` thousandths of the short side high, and a far forest, down to the horizon (pixels)."""
    u, w = canvas.unit, canvas.width
    sky.paint_sky(canvas, horizon)
    land.mountains(canvas, horizon - rise * u, horizon + 10 * u, max(1.7, w / (600 * u)), 0.52, 0.85)
    sky.mist(canvas, horizon - 20 * u, 150 * u, 0.55)
    land.far_forest(canvas, horizon - 6 * u, 36 * u, 50 * u, 0.36)


def walker(pen, camera, x, z, pose="walk", facing=None, season="winter", depth=0.0, tall=1.7):
    """Somebody standing on the ground at (x, z) metres, with a shadow."""
    a, b = camera.at(x, 0, z)
    height = tall * camera.scale(z)
    figures.shadow(pen, a, b, height, 0.36)
    outfit = figures.dressed(pen.canvas.random, season)
    figures.person(pen, a, b, height, outfit, pose, facing or pen.canvas.random.choice((-1, 1)), depth)


def pavement(canvas, horizon):
    """Trodden snow over paving, from our feet to the horizon (pixels)."""
    tones, top = canvas.tones, round(horizon)
    size = (canvas.width, canvas.height - top)
    grey = tones.seen(rgb("a39d98"))
    slabs = [(0, mix(grey, tones.haze, 0.6)), (0.4, mix(grey, tones.lit, 0.25)), (1, darker(grey, 0.12))]
    canvas.image.paste(texture.gradient(size, slabs), (0, top))
    snow = texture.laid(texture.noise(canvas.random, (800, 800), (16, 22), 6, 0.62), size, 0.15, 6.5)
    cover = texture.scaled(texture.step(snow, 0.50, 0.30), 0.75)
    canvas.paste(mix(tones.lit, tones.shade, 0.12), cover, (0, top))
    hollows = texture.step(texture.relief(snow, 2, -3, 2.0), 0.60, 0.2)
    canvas.paste(darker(grey, 0.4), texture.scaled(hollows, 0.35), (0, top))
