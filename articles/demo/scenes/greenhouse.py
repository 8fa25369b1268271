"""A greenhouse in winter."""

from dataclasses import replace
from math import cos, pi, sin

from articles.demo.painting import figures, land, texture
from articles.demo.painting.camera import Camera
from articles.demo.painting.canvas import begin
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted

HALF, RISE, FAR = 5.2, 4.3, 44.0  # half width, height and length of the house, in metres


def draw_greenhouse(random, size):
    """Inside a greenhouse in winter: green rows, snow beyond the film."""
    canvas = begin(random, size, "room")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.46, 0.50)
    camera = Camera(canvas, horizon, 1.9, 0.85, w * random.uniform(0.46, 0.54))
    _film(canvas, horizon)
    end = [(0, mix(tones.middle, tones.lit, 0.4)), (0.6, tones.lit), (1, mix(tones.shade, tones.lit, 0.4))]
    canvas.fill(_hoop(camera, FAR), end)
    for x in (-HALF, HALF):  # snow lies against the film outside
        bank = camera.path((x, 0, 1.2), (x, 0, FAR), (x, 1.0, FAR), (x, 1.3, 12), (x, 1.1, 1.2))
        canvas.wash(bank, tones.lit, 0.85, 10 * u)
    _frame(canvas, camera)
    soil = tones.seen(rgb("7d6450"))
    canvas.fill(camera.flat(-HALF, HALF, 1.2, FAR), [(0, mix(soil, tones.lit, 0.5)), (1, darker(soil, 0.3))])
    path = [(0, mix(rgb("c9bda8"), tones.lit, 0.4)), (1, tones.seen(rgb("b3a48c")))]
    canvas.fill(camera.flat(-0.75, 0.75, 1.2, FAR, 0.02), path)
    far, middle, near = random.uniform(15, 20), random.uniform(8.5, 10), random.uniform(5.6, 7.5)
    people = [(random.uniform(-0.3, 0.3), far, "carry"), (-1.0, middle, "reach"), (1.05, near, "bend")]
    _plant_rows(canvas, camera, people)
    top, foot = w * 0.5 - 500 * u, w * 0.5 - 600 * u * canvas.light
    beam = [(top, 0), (top + 600 * u, 0), (foot, h), (foot + 400 * u * canvas.light, h)]
    canvas.wash(beam, tones.glow, 0.16, 60 * u, "screen")
    return canvas.finish(vignette=0.36, bloom=0.24)


def _film(canvas, horizon):
    """The sky and a forest, dim and soft through the film."""
    tones, random, w, h, u = canvas.tones, canvas.random, canvas.width, canvas.height, canvas.unit
    high, middle = mix(tones.zenith, tones.lit, 0.35), mix(tones.middle, tones.lit, 0.5)
    low = mix(tones.shade, rgb("7f8a68"), 0.5)
    canvas.image.paste(texture.gradient((w, h), [(0, high), (0.5, middle), (1, low)]))
    haze = texture.noise(random, (w // 4, h // 4), (5, 4), 4, 0.5).resize((w, h), texture.BICUBIC)
    canvas.paste(tones.lit, texture.scaled(texture.step(haze, 0.6, 0.7), 0.4))
    land.far_forest(canvas, horizon - 26 * u, 20 * u, 60 * u, 0.62, rgb("4f6a68"))
    canvas.blur(5)


def _frame(canvas, camera):
    """Steel hoops, far to near, and the rods that join them."""
    lit = canvas.tones.lit
    with canvas.ink() as pen:
        for k in range(26):
            z = FAR * (1 - k / 26) + 1.6 * k / 26
            hoop, s = _hoop(camera, z), camera.scale(z)
            pen.line(hoop, max(1.0, s * 0.05), mix(rgb("6d7a7e"), lit, min(0.7, z / 44)))
            shine = [(x + canvas.light * 1.2, y - 1) for x, y in hoop]
            pen.line(shine, max(0.7, s * 0.016), clear(lit, 0.8))
        for angle in (0.12, 0.26, 0.40, 0.5, 0.60, 0.74, 0.88):
            x, y = -HALF * cos(pi * angle), 1.4 + (RISE - 1.4) * sin(pi * angle)
            pen.line(camera.path((x, y, 1.5), (x, y, FAR)), 1.8 * canvas.unit, clear(rgb("7b888c"), 0.7))


def _hoop(camera, z):
    """The pixels of the hoop at distance `z`, from ground to ground."""
    bow = [(-HALF * cos(pi * k / 24), 1.4 + (RISE - 1.4) * sin(pi * k / 24), z) for k in range(25)]
    return camera.path((-HALF, 0, z), *bow, (HALF, 0, z))


def _plant_rows(canvas, camera, people):
    """Tomatoes on strings in four rows, far to near, with the people among them."""
    random, tones = canvas.random, canvas.tones
    greens = [tones.seen(rgb(c)) for c in "24402c 345636 4a7340 668c4c 8fac62".split()]
    stations, z = [], FAR - 2
    while z > 2.6:
        stations.append(z)
        z -= 0.42 + z * 0.03
    pending = sorted(people, key=lambda p: -p[1])
    with canvas.ink() as pen:
        for z in stations:
            while pending and pending[0][1] > z:
                x, at, pose = pending.pop(0)
                spot = camera.at(x, 0, at)
                outfit = replace(figures.dressed(random, "indoors"), hat=random.choice(("scarf", "beanie", "none")))
                figures.person(pen, *spot, 1.66 * camera.scale(at), outfit, pose, 1 if x > 0 else -1, min(0.4, at / 40))
            s, depth = camera.scale(z), min(0.55, z / 70)
            for x in (-3.9, -1.75, 1.75, 3.9):
                a, b = camera.at(x + random.uniform(-0.1, 0.1), 0, z)
                tall = random.uniform(1.9, 2.3)
                pen.line(
                    [(a, b), (a, b - tall * 1.5 * s)],
                    max(0.7, 0.012 * s),
                    clear(mix(rgb("d8d4c4"), tones.lit, depth), 0.6),
                )
                if z < 5 and abs(x) < 3:
                    tall *= 0.8
                _vine(pen, a, b, tall * s, s, [mix(c, tones.lit, depth) for c in greens], depth)


def _vine(pen, x, y, tall, s, greens, depth):
    """One tomato plant: dark inside, leaflets outside in the light, fruit in trusses."""
    random = pen.canvas.random
    pen.ellipse(x, y, 0.5 * s, 0.09 * s, clear(rgb("241f18"), 0.45 * (1 - depth)))
    inside = darker(greens[0], 0.35 * (1 - depth))
    for k in range(9):
        t = k / 9
        pen.ellipse(
            x + random.uniform(-0.08, 0.08) * s,
            y - tall * (0.10 + 0.80 * t),
            0.27 * s * (1.1 - 0.5 * t),
            tall * 0.085,
            inside,
        )
    leaves = min(260, max(14, round(s * 0.9)))
    for k in range(leaves):
        t = k / leaves
        side = random.choice((-1, 1))
        reach = random.random() ** 0.8
        a, b = (
            x + side * reach * 0.40 * s * (1.15 - 0.55 * t),
            y - tall * (0.05 + 0.95 * t) + random.uniform(-0.06, 0.06) * tall,
        )
        light = reach * 1.6 + (1.1 if side == pen.canvas.light else 0) + t * 1.2 + random.uniform(-0.8, 0.6)
        colour = shifted(random, greens[min(len(greens) - 1, max(0, int(light)))], 6)
        long = random.uniform(0.12, 0.22) * s
        for spread in (0.1, 0.55, 1.1) if s > 60 else (0.5,):
            p, q = a + side * long * cos(spread), b + long * sin(spread) * 0.9
            wide = long * 0.22
            nx, ny = -(q - b) / long * wide, (p - a) / long * wide
            middle = ((a + p) / 2, (b + q) / 2)
            pen.polygon([(a, b), (middle[0] + nx, middle[1] + ny), (p, q), (middle[0] - nx, middle[1] - ny)], colour)
    if s > 14:
        for _ in range(random.randint(2, 4)):
            a, b = x + random.uniform(-0.26, 0.26) * s, y - tall * random.uniform(0.18, 0.62)
            for k in range(random.randint(2, 4)):
                _tomato(pen, a + (k % 2 - 0.5) * 0.08 * s, b + k * 0.075 * s, random.uniform(0.042, 0.058) * s, depth)


def _tomato(pen, x, y, r, depth):
    canvas = pen.canvas
    ripe = canvas.random.choice(rgbs("bf3f2c cb5531 c98a3c 8d9a4c"))
    ripe = mix(canvas.tones.seen(ripe), canvas.tones.lit, depth)
    pen.ellipse(x, y, r, r * 0.94, darker(ripe, 0.25))
    pen.ellipse(x + canvas.light * r * 0.15, y - r * 0.12, r * 0.8, r * 0.76, ripe)
    pen.ellipse(x + canvas.light * r * 0.35, y - r * 0.4, r * 0.24, r * 0.2, lighter(ripe, 0.5))
