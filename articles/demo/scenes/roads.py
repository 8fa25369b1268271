"""A bus and a train in winter."""

from articles.demo.painting import land, sky, texture, trees, vehicles
from articles.demo.painting.camera import Camera
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.places import backdrop
from articles.demo.painting.tones import clear, darker, mix, rgb, rgbs

LIVERIES = [rgbs("3f6b54 d9b65a"), rgbs("a04a3c e4d8bf"), rgbs("e2e0d8 38648a"), rgbs("38587e dfe3e4")]


def draw_winter_road_bus(random, size):
    """A bus coming along a winter road between forests."""
    canvas = begin(random, size, "dawn day dusk snowfall snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.54, 0.58)
    backdrop(canvas, horizon, 330)
    land.snowfield(canvas, [(-9, horizon + 4 * u), (w + 9, horizon + 4 * u)], None, 0.0, 0.5)
    camera = Camera(canvas, horizon, 2.4, 1.1, w * random.uniform(0.50, 0.60))
    _road(canvas, camera, 4.6)
    grove = trees.Grove(canvas, snow=0.7 if tones.name != "snowfall" else 1.0)
    for z in (230, 190, 160, 135, 112, 94, 78, 64, 52, 42, 34, 27):
        for side in (-1, 1):
            for row in range(3):
                x = side * (10.5 + row * 7 + random.uniform(-2, 2.5))
                a, b = camera.at(x, 0, z + random.uniform(-5, 5))
                grove.plant(a, b, camera.scale(z) * random.uniform(7, 13), min(0.5, z / 330))
    with canvas.ink((0, horizon - 40 * u, w, h)) as pen:
        for z in (120, 80, 52, 34, 22, 14):
            for side in (-1, 1):
                post = camera.front(side * 6.0, side * 6.0 + 0.14, z, 0, 1.3)
                pen.polygon(post.quad(), tones.seen(rgb("e8e4da")))
                pen.polygon(post.quad(0, 0.62, 1, 0.86), tones.seen(rgb("b8453a")))
    with canvas.ink() as pen:
        paint = random.choice(rgbs("3f7a8a b8683a 5a7f58 a8473f"))
        lamps = vehicles.bus(pen, camera, -3.7, random.uniform(10.5, 12.5), paint)
    for a, b in lamps:
        canvas.glow(a, b, 120 * u, rgb("ffe9b8"), 0.35 + 0.5 * tones.lamps, 2.0)
        beam = [(a, b), (a + 60 * u, h), (a + 460 * u, h)]
        canvas.wash(beam, rgb("ffe9b8"), 0.14 * tones.lamps, 40 * u, "screen")
    if tones.name == "snowfall":
        sky.snowfall(canvas, 1.4)
    return canvas.finish()


def _road(canvas, camera, half):
    """A straight road to the horizon: packed snow, two pairs of dark tracks, ploughed banks."""
    tones = canvas.tones
    edges = camera.flat(-half, half, 2, 400)
    asphalt = tones.seen(rgb("7d8390"))
    near, far = mix(asphalt, tones.lit, 0.25), mix(asphalt, tones.haze, 0.7)
    canvas.fill(edges, [(0, far), (0.3, mix(asphalt, tones.lit, 0.45)), (1, near)])
    top = min(y for _, y in edges)
    size = (canvas.width, round(canvas.height - top))
    patch = texture.laid(texture.noise(canvas.random, (700, 900), (20, 30), 5, 0.6), size, 0.14, 7)
    canvas.paste(mix(tones.lit, tones.shade, 0.2), texture.scaled(texture.step(patch, 0.60, 0.2), 0.35), (0, top))
    for x in (-3.1, -1.3, 1.3, 3.1):
        track = camera.flat(x - 0.32, x + 0.32, 2, 300)
        canvas.wash(track, darker(asphalt, 0.30), 0.34, 11 * canvas.unit)
    for side in (-1, 1):
        a, b, c, d = (side * (half + out) for out in (0, 1.6, 1.2, 4.6))
        bank = camera.path((a, 0, 2), (a, 0, 300), (c, 0.8, 300), (b, 0.9, 2))
        lit = (side > 0) == (canvas.light < 0)
        canvas.fill(bank, [(0, tones.haze), (1, mix(tones.lit, tones.shade, 0.05 if lit else 0.75))])
        _lumps(canvas, camera, side, half)
        far_side = camera.path((b, 0.9, 2), (c, 0.8, 300), (d, 0, 300), (d, 0, 2))
        canvas.fill(far_side, [(0, tones.haze), (1, mix(tones.lit, tones.shade, 0.5 if lit else 0.1))])


def _lumps(canvas, camera, side, half):
    """Clods of ploughed snow along a bank."""
    random, tones = canvas.random, canvas.tones
    under = clear(mix(tones.shade, tones.zenith, 0.2), 0.55)
    with canvas.ink((0, camera.horizon, canvas.width, canvas.height)) as pen:
        for k in range(70):
            z = 4 + 90 * (k / 70) ** 2.2
            x, y = camera.at(side * (half + random.uniform(0.1, 1.6)), random.uniform(0.1, 0.9), z)
            r = camera.scale(z) * random.uniform(0.06, 0.2)
            pen.ellipse(x - canvas.light * r * 0.2, y + r * 0.15, r, r * 0.55, under)
            pen.ellipse(x, y, r * 0.9, r * 0.45, clear(tones.lit, 0.8))


def draw_train(random, size):
    """A train rounding a bend under the mountains."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.52, 0.57)
    backdrop(canvas, horizon, 370)
    land.snowfield(canvas, land.swell_line(canvas, horizon + 10 * u, 4 * u), None, 0.0, 0.6)
    side = random.choice((-1, 1))
    camera = Camera(canvas, horizon, 5.0, 1.1, w * (0.5 + side * 0.04))
    squeeze = min(1.0, w / h)
    bend = []
    for k in range(-3, 56):
        t = k * 6
        x = 3.4 * squeeze - 0.30 * t + 0.0016 * t * t - 0.0000045 * t**3
        bend.append((side * x, 15.5 + t if k >= 0 else 15.5 + t * 0.72))
    _track(canvas, camera, bend, side)
    colour, stripe = random.choice(LIVERIES)
    coming, lamps = bend[3:], []
    with canvas.ink() as pen:
        for k in range(8, -1, -1):
            lamps = vehicles.carriage(pen, camera, coming[k * 4], coming[k * 4 + 4], colour, stripe, side, k == 0)
    for x, z in coming[:14:2]:
        a, b = camera.at(x - side * 0.6, 0.2, z)
        r = camera.scale(z) * 1.5
        canvas.wash(contour(a, b, "-140,0 0,-60 140,0 0,30", r, r), mix(tones.lit, tones.haze, 0.2), 0.6, r * 0.4)
    for a, b in lamps:
        canvas.glow(a, b, 90 * u, rgb("ffedc4"), 0.3 + 0.5 * tones.lamps)
    grove = trees.Grove(canvas, snow=0.8)
    for tall, share, count in ((150, 0.20, 7), (330, 0.62, 4)):
        for _ in range(count):
            x = w * (0.5 - side * random.uniform(0.22, 0.52))
            y = horizon + (h - horizon) * (share + random.uniform(-0.04, 0.1))
            grove.plant(x, y, tall * u * random.uniform(0.7, 1.1), 0.26 - 0.3 * share)
            trees.mound(canvas, x, y, tall * 0.12 * u)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


def _track(canvas, camera, bend, side):
    """The embankment, rails, and masts with their wire."""
    tones = canvas.tones

    def beside(out, high):
        """The pixels of a line along the bend, so many metres out and high."""
        return [camera.at(x + side * out, high, z) for x, z in bend]

    canvas.wash(
        [*beside(-3.5, 0), *reversed(beside(6.5, 0))], mix(tones.shade, tones.zenith, 0.15), 0.7, 6 * canvas.unit
    )
    with canvas.ink() as pen:
        ballast = mix(tones.seen(rgb("6a6460")), tones.shade, 0.35)
        pen.polygon([*beside(-0.8, 0.1), *reversed(beside(3.6, 0.1))], ballast)
        for rail in (0.4, 1.9):
            pen.line(beside(rail, 0.25), 1.6 * canvas.unit, tones.seen(rgb("4a4440")))
        for x, z in reversed(bend[6::7]):
            a, s = x + side * 5.2, camera.scale(z)
            post = mix(tones.seen(rgb("4c525c")), tones.haze, min(0.5, z / 400))
            pen.line([camera.at(a, 0, z), camera.at(a, 7.4, z)], max(1.0, s * 0.16), post)
            pen.line([camera.at(a, 6.8, z), camera.at(x + side * 1.2, 6.4, z)], max(0.8, s * 0.08), post)
        for high in (5.7, 6.8):
            pen.line(beside(1.2, high), canvas.unit, clear(tones.seen(rgb("3a3f48")), 0.8))
