"""A market, and a street at night."""

from dataclasses import replace

from PIL import Image, ImageChops, ImageOps

from articles.demo.painting import figures, houses, land, sky, texture
from articles.demo.painting.camera import Camera, Face
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.places import pavement, walker
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted

AWNINGS = [rgbs(w) for w in ("a8473f e8dfcc", "3f6f78 e6e0d0", "c08f3c efe6cf", "4f7350 e9e3d2", "5a6f94 e8e4d8")]
FRUIT = rgbs("c9512f d98a2c d9b23f 8aa046 a83a3a 7a4a6a c77f56 e0c06a 6f8f4a")


def draw_market(random, size):
    """A market street in winter: stalls on both sides, people between them."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.50, 0.54)
    sky.paint_sky(canvas, horizon)
    land.mountains(canvas, horizon - 300 * u, horizon + 10 * u, max(1.7, w / (620 * u)), 0.55, 0.85)
    sky.mist(canvas, horizon - 40 * u, 160 * u, 0.7)
    camera = Camera(canvas, horizon, 2.7, 1.0, w * random.uniform(0.46, 0.54))
    pavement(canvas, horizon)
    with canvas.ink() as pen:
        for side in (-1, 1):
            for z in (74, 58, 42, 26, 10, 1):
                ends = (side * 8.5, z), (side * 8.5, z + (16 if z > 1 else 9))
                floors, wall = random.choice((2, 2, 3)), random.choice(houses.WALLS)
                dark = 0.22 if side == canvas.light else 0.04
                houses.block(pen, camera, *ends, floors, wall, min(0.45, z / 190), dark=dark)
    glows = []
    with canvas.ink() as pen:
        folk = [(random.uniform(-2.9, 2.9), 6 + 44 * random.random() ** 1.5) for _ in range(40)]
        things = [(z, "stall", side) for z in range(2, 48, 4) for side in (-1, 1)] + [(z, "folk", x) for x, z in folk]
        for z, kind, where in sorted(things, key=lambda t: -t[0]):
            if kind == "stall":
                _stall(pen, camera, where, z, min(0.4, z / 130), glows)
            else:
                pose = random.choice(("walk", "walk", "carry", "stand", "wait", "reach"))
                walker(pen, camera, where, z, pose, depth=min(0.35, z / 150))
                if pose in ("walk", "carry") and z < 24:
                    _bag(pen, camera, where, z)
    for x, y, reach in glows:
        canvas.glow(x, y, reach, houses.LAMP, 0.25 + 0.4 * tones.lamps, 1.7)
    if tones.name == "snowfall":
        sky.snowfall(canvas, 0.8)
    return canvas.finish()


def _bag(pen, camera, x, z):
    s = camera.scale(z)
    a, b = camera.at(x + 0.22, 0.72, z)
    colour = pen.canvas.tones.seen(pen.canvas.random.choice(figures.COATS))
    pen.smooth(contour(a, b, "-14,0 14,0 17,36 -17,36", s, s), colour)
    pen.line([(a - 0.08 * s, b), (a, b - 0.16 * s), (a + 0.08 * s, b)], max(1, 0.03 * s), darker(colour, 0.4))


def _stall(pen, camera, side, z, depth, glows):
    """A stall at the edge of the street, 3.2 m long: counter with heaped goods, keeper, lamp, awning."""
    random, tones = pen.canvas.random, pen.canvas.tones
    inner, outer, far = side * 3.6, side * 5.4, z + 3.2
    paint, stripe = random.choice(AWNINGS)

    def seen(colour, dark=0.0):
        return mix(darker(tones.seen(colour), dark), tones.haze, depth)

    pen.polygon(Face(camera, (outer, z), (outer, far), 0, 2.6).quad(), seen(paint, 0.55))
    for end in (far, z):
        pen.polygon(camera.front(inner, inner + 0.07, end, 0, 2.35).quad(), seen(rgb("6a5a4a")))
    pen.polygon(camera.front(inner, outer, z, 0, 0.85).quad(), seen(rgb("7a5f48"), 0.25))
    keeper, tall = camera.at(side * 4.9, 0, z + 1.6), 1.68 * camera.scale(z + 1.6)
    outfit = replace(figures.dressed(random), girth=1.15)
    figures.person(pen, *keeper, tall, outfit, random.choice(("stand", "wait", "reach")), -side, depth)
    front = Face(camera, (inner, z), (inner, far), 0, 0.85)
    pen.polygon(front.quad(), seen(random.choice(rgbs("8a6c50 7d5a46 94795a")), 0.12))
    for k in range(1, 5):
        pen.polygon(front.quad(0, k / 5, 1, k / 5 + 0.03), clear(seen(rgb("3f3028")), 0.5))
    back = outer - side * 0.8
    board = camera.path((inner, 0.85, z), (inner, 0.85, far), (back, 1.05, far), (back, 1.05, z))
    pen.polygon(board, seen(rgb("6a4f3c"), 0.1))
    for k in range(5):
        for inward in (0.35, 0.8):
            _heap(pen, camera, inner + side * inward, z + 0.35 + k * 0.62, seen)
    if tones.lamps > 0.2:
        lamp, s = camera.at(side * 4.5, 2.1, z + 1.6), camera.scale(z)
        pen.ellipse(*lamp, 0.09 * s, 0.09 * s, rgb("ffe9bc"))
        glows.append((*lamp, 1.7 * s))
    _awning(pen, camera, side, z, seen(paint), seen(stripe), mix(mix(tones.lit, tones.shade, 0.1), tones.haze, depth))


def _awning(pen, camera, side, z, paint, stripe, snow):
    """A striped awning from the eaves over the street up to the back of a stall, snow along its top."""
    eaves, back, near, far = side * 3.25, side * 5.4, z - 0.1, z + 3.2
    low, high = 2.25, 2.85
    for k in range(8):
        a, b = near + 3.2 * k / 8, near + 3.2 * (k + 1) / 8
        colour = paint if k % 2 else stripe
        cloth = camera.path((eaves, low, a), (eaves, low, b), (back, high, b), (back, high, a))
        pen.polygon(cloth, darker(colour, 0.12))
        pen.polygon(Face(camera, (eaves, a), (eaves, b), low - 0.22, low).quad(), darker(colour, 0.25))
    pen.polygon(camera.path((eaves, low, near), (back, high, near), (back, low - 0.1, near)), darker(paint, 0.35))
    top, edge = high + 0.16, side * 4.3
    drift = camera.path(
        (back, top, near), (back, top, far), (edge, 2.72, far), (edge, 2.70, z + 1.6), (edge, 2.74, near)
    )
    pen.polygon(drift, snow)


def _heap(pen, camera, x, z, seen):
    """A pile of fruit, bread or roots on the counter."""
    random = pen.canvas.random
    s, colour = camera.scale(z), random.choice(FRUIT)
    a, b = camera.at(x, 0.92, z)
    pen.smooth(contour(a, b, "-26,6 -20,-6 0,-14 20,-6 26,6", s, s), seen(colour, 0.25))
    for _ in range(9 if s > 25 else 4):
        p, q = a + random.uniform(-0.2, 0.2) * s, b - random.uniform(-0.04, 0.12) * s
        r = 0.055 * s
        pen.ellipse(p, q, r, r * 0.9, seen(shifted(random, colour, 14)))
        shine = clear(lighter(seen(colour), 0.6), 0.6)
        pen.ellipse(p + pen.canvas.light * r * 0.35, q - r * 0.35, r * 0.35, r * 0.3, shine)


def draw_street_night(random, size):
    """A street on a winter evening, windows and lamps shining on the snow."""
    canvas = begin(random, size, "night")
    u, w, h = canvas.unit, canvas.width, canvas.height
    horizon = h * random.uniform(0.58, 0.62)
    sky.paint_sky(canvas, horizon, 0.3)
    land.mountains(canvas, horizon - 250 * u, horizon + 10 * u, max(2, w / (560 * u)), 0.62, 0.9)
    sky.mist(canvas, horizon - 30 * u, 150 * u, 0.8)
    squeeze = 1.0 if w > h else 0.72
    camera = Camera(canvas, horizon, 2.3, 1.0, w * random.uniform(0.44, 0.56))
    pavement(canvas, horizon)
    edge, glows = 9.5 * squeeze, []
    _both_sides(canvas, camera, edge, glows)
    _light_on_road(canvas, horizon)
    with canvas.ink() as pen:
        things = [(z, "car", side) for z in (58, 44, 30) for side in (-1, 1)]
        for _ in range(24):
            pavement_x = random.choice((-1, 1)) * (edge - random.uniform(1.2, 3.0))
            things.append((6.5 + 54 * random.random() ** 1.5, "folk", pavement_x))
        things += [(random.uniform(7, 22), "folk", random.uniform(-2, 2)) for _ in range(4)]
        for z, kind, where in sorted(things, key=lambda t: -t[0]):
            if kind == "folk":
                pose = random.choice(("walk", "walk", "stand", "carry"))
                walker(pen, camera, where, z, pose, depth=min(0.3, z / 190))
            else:
                _car(pen, camera, where * 2.6 * squeeze - 0.9, z, where > 0, glows)
    for x, y, reach, alpha in glows:
        canvas.glow(x, y, reach, houses.LAMP, alpha * canvas.tones.lamps**2, 1.7)
    if random.random() < 0.6:
        sky.snowfall(canvas, 0.8)
    return canvas.finish(vignette=0.42, bloom=0.3)


def _both_sides(canvas, camera, edge, glows):
    """Buildings `edge` metres to each side, far to near, their light before them, and the lamps along the kerb."""
    random, tones = canvas.random, canvas.tones
    fronts = ((128, 30), (104, 24), (82, 22), (64, 18), (48, 16), (34, 14), (21, 13), (8, 13))
    with canvas.ink() as pen:
        for z, long in fronts:
            for side in (-1, 1):
                x, depth, floors = side * edge, min(0.5, z / 210), random.choice((3, 4, 4, 5))
                wall, dark = lighter(random.choice(houses.WALLS), 0.2), 0.12 if side == canvas.light else 0.0
                houses.block(pen, camera, (x, z), (x, z + long - 1.0), floors, wall, depth, dark=dark)
                gable = camera.front(x, side * (edge + 14), z, 0, floors * 3.1 + 0.9)
                pen.polygon(gable.quad(), mix(tones.seen(rgb("6f6a70")), tones.haze, depth))
                for ahead in (3, 9):
                    s = camera.scale(z + ahead)
                    glows.append((*camera.at(side * (edge - 1.2), 1.2, z + ahead), 3.2 * s, 0.26))
        for z in (90, 66, 48, 35, 25, 17, 11):
            for side in (-1, 1):
                _street_lamp(pen, camera, side * (edge - 2.4), z, side, glows)


def _street_lamp(pen, camera, x, z, side, glows):
    s = camera.scale(z)
    post = darker(pen.canvas.tones.seen(rgb("4a4f5a")), 0.2)
    pen.line(camera.path((x, 0, z), (x, 5.2, z), (x - side * 0.9, 5.6, z)), max(1.0, s * 0.10), post)
    a, b = camera.at(x - side * 0.95, 5.5, z)
    pen.ellipse(a, b, 0.2 * s, 0.12 * s, rgb("fff1cf"))
    glows.append((a, b, 2.6 * s, 0.9))
    glows.append((*camera.at(x - side * 0.9, 0.2, z), 3.4 * s, 0.30))


def _light_on_road(canvas, horizon):
    """What shines above lies long and broken on the packed snow."""
    top = round(horizon)
    size = (canvas.width, canvas.height - top)
    above = canvas.image.crop((0, max(0, top - size[1]), canvas.width, top))
    part = ImageOps.flip(above).resize(size, texture.BILINEAR)
    part = part.point([max(0, value - 95) * 2 if value > 95 else 0 for value in range(256)] * 3)
    part = part.resize((size[0] // 3, max(2, size[1] // 40)), Image.Resampling.BOX).resize(size, texture.BICUBIC)
    broken = texture.laid(texture.noise(canvas.random, (700, 900), (24, 70), 4, 0.6), size, 0.15, 6.5)
    part = ImageChops.multiply(part, Image.merge("RGB", [texture.step(broken, 0.45, 0.7)] * 3))
    canvas.image.paste(ImageChops.screen(canvas.image.crop((0, top, *canvas.image.size)), part), (0, top))


def _car(pen, camera, x, z, away, glows):
    """A car going away from us (rear lamps) or coming."""
    tones, s = pen.canvas.tones, camera.scale(z)
    paint = tones.seen(pen.canvas.random.choice(rgbs("5a6f86 8a4a44 c9c4b8 3c4250")))
    a, b = camera.at(x + 0.9, 0, z)
    pen.ellipse(a, b, 1.15 * s, 0.14 * s, clear(darker(tones.shade, 0.7), 0.5))
    pen.smooth(contour(a, b, "-90,-12 -90,-75 -66,-90 -52,-136 52,-136 66,-90 90,-75 90,-12", s, s), paint)
    pen.polygon(contour(a, b, "-58,-88 -46,-126 46,-126 58,-88", s, s), mix(darker(paint, 0.6), tones.horizon, 0.25))
    pen.rectangle(a - 0.82 * s, b - 0.24 * s, a + 0.82 * s, b - 0.1 * s, darker(paint, 0.6))
    for side in (-1, 1):
        lamp = rgb("e0402f") if away else rgb("fff2d0")
        pen.ellipse(a + side * 0.7 * s, b - 0.6 * s, 0.15 * s, 0.09 * s, lamp)
        glows.append((a + side * 0.7 * s, b - 0.6 * s, (0.8 if away else 1.6) * s, 0.5))
