"""A village in the snow, an observatory above it."""

from math import cos, pi, sin

from PIL import ImageChops, ImageFilter

from articles.demo.painting import figures, houses, land, sky, texture, trees
from articles.demo.painting.camera import Camera
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.places import backdrop, walker
from articles.demo.painting.tones import clear, darker, mix, rgb


def draw_village(random, size):
    """A village under snow, smoke going up."""
    canvas = begin(random, size, "dawn day clear dusk dusk night snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.38, 0.43)
    backdrop(canvas, horizon, 290)
    land.snowfield(canvas, land.swell_line(canvas, horizon + 18 * u, 6 * u), None, 0.0, 0.6)
    camera = Camera(canvas, horizon, 11.0, 1.3)
    way = random.choice((-1, 1))
    lane = [(way * x, z) for x, z in ((4, 14), (0, 27), (-4, 42), (0, 62), (8, 90), (12, 135), (8, 220))]
    _lane(canvas, camera, lane, 3.2)
    fires, lamps = _houses(canvas, camera, lane)
    for top, tall in fires:
        if random.random() < 0.55:
            houses.smoke(canvas, top, tall, way)
    if tones.lamps > 0.5:
        for x, y, reach in lamps:
            canvas.glow(x, y, reach, houses.LAMP, 0.42, 1.6, 0.8)
    with canvas.ink((0, horizon, w, h)) as pen:
        for k in range(5):
            x, z = lane[1 + k % 4]
            pose = random.choice(("walk", "carry", "stand"))
            walker(pen, camera, x + random.uniform(-1.6, 1.6), z + random.uniform(-5, 6), pose)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


def _houses(canvas, camera, lane):
    """Houses with their fences and trees on both sides of the lane, far to near.

    Returns two lists: (pixel, height) for the smoke of each chimney, (x, y, reach) for the light before each house.
    """
    random, plots = canvas.random, []
    for (x0, z0), (x1, z1) in zip(lane[1:], lane[2:], strict=False):
        for t in (0.1, 0.6):
            x, z = x0 + (x1 - x0) * t, z0 + (z1 - z0) * t
            plots += [(x + side * random.uniform(9, 12) - 4, z + random.uniform(-2, 3)) for side in (-1, 1)]
            plots += [(x + side * random.uniform(25, 42) - 4, z + random.uniform(-4, 9)) for side in (-1, 1)]
    grove, fires, lamps = trees.Grove(canvas, snow=0.8), [], []
    for x, z in sorted(plots, key=lambda plot: -plot[1]):
        depth, s = min(0.5, z / 420), camera.scale(z)
        if random.random() < 0.75:
            foot = camera.at(x + random.uniform(-9, 14), 0, z + 12)
            grove.plant(*foot, camera.scale(z + 12) * random.uniform(7, 13), depth)
        with canvas.ink(_around(camera, x, z)) as pen:
            _fence(pen, camera, x, z, depth)
            wide, deep, roof = random.uniform(7, 10), random.uniform(6, 8), random.uniform(2.2, 3.2)
            fires.append((houses.house(pen, camera, x, z, wide, deep, roof, random.random() < 0.6, depth), s * 9))
        lamps.append((*camera.at(x + 4, 1.4, z - 0.5), s * 4.5))
    return fires, lamps


def _around(camera, x, z):
    """The box of pixels that a house with its fence takes."""
    corners = [camera.at(x + dx, y, z + dz) for dx in (-7, 17) for y in (-1, 8) for dz in (-6, 9)]
    xs, ys = [a for a, _ in corners], [b for _, b in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _lane(canvas, camera, points, half):
    """A trodden lane through (x, z) points, with ruts."""
    tones = canvas.tones
    path = land.rounded([(x, z) for x, z in points])
    shade = mix(tones.shade, tones.lit, 0.35)
    left = [camera.at(x - half, 0, z) for x, z in points]
    right = [camera.at(x + half, 0, z) for x, z in points]
    canvas.wash([*left, *reversed(right)], shade, 0.75, 5 * canvas.unit)
    with canvas.ink((0, camera.horizon, canvas.width, canvas.height)) as pen:
        for rut in (-1.0, 0.9):
            for (x0, z0), (x1, z1) in zip(path, path[1:], strict=False):
                line = [camera.at(x0 + rut, 0, z0), camera.at(x1 + rut, 0, z1)]
                pen.line(line, max(0.8, camera.scale(z0) * 0.28), clear(mix(tones.shade, tones.zenith, 0.3), 0.4))


def _fence(pen, camera, x, z, depth):
    tones = pen.canvas.tones
    wood, snow = mix(tones.seen(rgb("6d5a4a")), tones.haze, depth), mix(tones.lit, tones.haze, depth)
    front, near = z - 4, camera.front(x - 3, x + 13, z - 4, 0, 1.0)
    for v in (0.4, 0.8):
        pen.polygon(near.quad(0, v, 1, v + 0.10), wood)
    for k in range(11):
        pen.polygon(camera.front(x - 3 + k * 1.6, x - 2.82 + k * 1.6, front, 0, 1.1).quad(), darker(wood, 0.15))
    pen.polygon(near.quad(0, 0.90, 1, 1.0), snow)
    drift = [camera.at(x - 4 + k * 1.8, 0.28 + 0.12 * (k % 3), front - 0.2) for k in range(11)]
    pen.polygon([camera.at(x - 5, 0, front - 1), *drift, camera.at(x + 15, 0, front - 1)], mix(snow, tones.shade, 0.10))


def draw_observatory(random, size):
    """An observatory on a ridge under the winter sky."""
    canvas = begin(random, size, "night night dusk")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    ridge = h * random.uniform(0.70, 0.76)
    sky.paint_sky(canvas, ridge, 0 if tones.name == "night" else 0.3)
    if tones.name == "night":
        _milky_way(canvas, ridge)
    land.mountains(canvas, ridge - 190 * u, ridge + 20 * u, max(2, w / (520 * u)), 0.5, 0.85)
    sky.mist(canvas, ridge - 30 * u, 120 * u, 0.5)
    land.far_forest(canvas, ridge - 6 * u, 90 * u, 40 * u, 0.4)
    side = random.choice((-1, 1))
    x = w * (0.5 + side * (0.16 if w > h else 0.06))
    line = [
        (-9, ridge + 70 * u),
        (x - 380 * u, ridge + 46 * u),
        (x - 170 * u, ridge + 6 * u),
        (x + 170 * u, ridge + 6 * u),
        (x + 400 * u, ridge + 50 * u),
        (w + 9, ridge + 84 * u),
    ]
    seen = [point for point in line if -20 <= point[0] <= w + 20]
    land.snowfield(canvas, land.fractal(random, land.rounded(seen), 0.01, 2), None, 0.0, 0.7)
    grove = trees.Grove(canvas, snow=0.8)
    for _ in range(26):
        place = random.random() ** 0.8
        a = w * (0.5 - side * (0.02 + 0.5 * place))
        foot = ridge + (70 + 150 * random.random() * place) * u
        grove.plant(a, foot, random.uniform(70, 190) * u * (0.6 + 0.5 * place), 0.1)
    _dome(canvas, x + side * 230 * u, ridge + 40 * u, 120 * u, 0)
    _dome(canvas, x, ridge + 30 * u, 250 * u, side)
    with canvas.ink((0, ridge - 60 * u, w, h)) as pen:
        for dx, pose in ((-190, "raise"), (-232, "stand"), (-158, "wait")):
            figures.person(pen, x + side * dx * u, ridge + 100 * u, 78 * u, figures.dressed(random), pose, side)
    canvas.glow(x - side * 96 * u, ridge + 30 * u, 190 * u, rgb("ffb877"), 0.26, 1.6, 0.6)
    return canvas.finish(vignette=0.42)


def _milky_way(canvas, bottom):
    """The galaxy as a slanting band of light, with dust in it and stars over it."""
    random, u = canvas.random, canvas.unit
    size = (canvas.width, round(bottom))
    side = round((size[0] ** 2 + size[1] ** 2) ** 0.5)
    small = (side // 3, side // 3)
    rise = ImageChops.multiply(texture.ramp(small, 0, 255, 0.9), texture.ramp(small, 255, 0, 0.9))
    cloud = texture.step(texture.noise(random, small, (9, 14), 7, 0.7), 0.42, 1.1)
    lanes = texture.step(texture.noise(random, small, (6, 26), 6, 0.66), 0.62, 0.3)
    dust = texture.scaled(ImageChops.multiply(lanes, texture.step(rise, 0.215, 0.06)), 0.85)
    band = ImageChops.multiply(cloud, texture.step(rise, 0.19, 0.13))
    band = ImageChops.multiply(band, ImageChops.invert(dust)).resize((side, side), texture.BICUBIC)
    band = band.rotate(random.choice((-1, 1)) * random.uniform(42, 62), texture.BICUBIC)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    band = band.crop((left, top, left + size[0], top + size[1]))
    canvas.paste(rgb("8797c8"), texture.scaled(band, 0.7))
    core = texture.step(band.filter(ImageFilter.GaussianBlur(5 * u)), 0.75, 0.6)
    canvas.paste(rgb("f0dcd8"), texture.scaled(core, 0.5))
    stars = texture.speckle(random, (size[0] // 2, size[1] // 2)).point([0] * 252 + [90, 150, 200, 255])
    stars = ImageChops.multiply(stars.resize(size, texture.BILINEAR), texture.step(band, 0.30, 0.9))
    canvas.paste(rgb("f2f2ff"), stars)
    for _ in range(16):
        x, y = random.uniform(0, size[0]), random.uniform(0, size[1] * 0.8)
        canvas.glow(x, y, random.uniform(5, 13) * u, rgb("e6ecff"), 0.9, 2.6)


def _dome(canvas, x, foot, size, open_to):
    """A round building with a dome; `open_to` is the side its slit looks to, 0 closed."""
    tones, light = canvas.tones, canvas.light
    wall = mix(tones.seen(rgb("f2ece0")), tones.lit, 0.35)
    half, base, gloom = size * 0.5, foot - size * 0.42, darker(tones.shade, 0.55)
    with canvas.ink((x - size, foot - size * 1.3, x + size, foot + size * 0.3), 3) as pen:
        pen.rectangle(x - half, base, x + half, foot, wall)
        for k in range(8):
            a, b = sorted((x - light * half + light * size * k / 8, x - light * half + light * size * (k + 1) / 8))
            pen.rectangle(a, base, b, foot, clear(gloom, 0.09 * (7 - k)))
        arc, edge = _half_circle(x, base, half * 1.06), x - light * half * 1.06
        pen.polygon(arc, wall)
        for k in range(7):
            pen.polygon([(edge + (a - edge) * (0.9 - k * 0.12), b) for a, b in arc], clear(gloom, 0.09))
        for k in range(1, 6):
            rib = [(x + (a - x) * (k / 3 - 1), b) for a, b in arc[: len(arc) // 2 + 1]]
            pen.line(rib, max(0.8, size * 0.004), clear(darker(wall, 0.5), 0.35))
        pen.rectangle(x - half * 1.1, base - size * 0.02, x + half * 1.1, base + size * 0.03, darker(wall, 0.35))
        if open_to:
            _slit(pen, x, base, half, open_to, darker(tones.dark, 0.2))
        door = x - open_to * half * 0.6
        pen.rectangle(door, foot - size * 0.27, door + size * 0.14, foot, rgb("ffc07a"))
        for pane in (x + 0.1 * half, x + 0.45 * half):
            pen.rectangle(pane, foot - size * 0.25, pane + size * 0.09, foot - size * 0.12, rgb("ffcf92"))
    drift = contour(x, foot, "-62,7 -30,-3 30,-3 62,7", size, size)
    canvas.wash(drift, mix(tones.lit, tones.shade, 0.1), 1.0, size * 0.025)


def _slit(pen, x, base, radius, way, tube):
    """The dome's opening with warm light inside and the telescope in it."""

    def to(outline):
        return contour(x, base, outline, way * radius, -radius)

    opening = to("10,104 30,98 46,70 54,34 56,8 34,8 32,36 24,72 10,98 -6,105")
    pen.polygon(opening, mix(rgb("8a4a2e"), pen.canvas.tones.dark, 0.45))
    pen.polygon(to("46,70 54,34 56,8 34,8 32,36 24,72"), clear(rgb("f0a060"), 0.55))
    pen.stroke(to("40,34 34,86"), [radius * 0.11, radius * 0.15], tube)


def _half_circle(x, base, radius):
    """A half circle standing on `base`, as points from right to left."""
    return [(x + radius * cos(pi * k / 40), base - radius * sin(pi * k / 40)) for k in range(41)]
