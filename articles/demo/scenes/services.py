"""A clinic, a border crossing."""

from articles.demo.painting import houses, land, sky, texture, trees, vehicles
from articles.demo.painting.camera import Camera, Face
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.places import backdrop, pavement, walker
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

GREEN = rgb("3f8a68")
BOXES = rgbs("8c4a3a 3f6276 b98a45 4f6a54 9aa0a4 6e4d5c")


def draw_clinic(random, size):
    """A county clinic: its front, an ambulance, people going in."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.66, 0.70)
    sky.paint_sky(canvas, horizon)
    land.mountains(canvas, horizon - 520 * u, horizon, max(1.6, w / (640 * u)), 0.6, 0.9)
    sky.mist(canvas, horizon - 140 * u, 260 * u, 0.5)
    camera = Camera(canvas, horizon, 2.2, 1.3)
    pavement(canvas, horizon)
    side = random.choice((-1, 1))
    half = 15.0 if w > h else 10.5
    wall = random.choice(rgbs("dcd6c8 d9cbb2 cfd4d0"))
    glows, middle = [], -side * 2.0 if w > h else 0.0
    with canvas.ink() as pen:
        _ward(pen, camera, middle + side * half, side, wall)
        ends = (middle - half, 30), (middle + half, 30)
        front = houses.block(pen, camera, *ends, 3, wall, 0.02, bay=2.9, ground=False)
        pen.polygon(front.quad(0, 0, 1, 0.06), darker(tones.seen(rgb("8a8078")), 0.1))
        _entrance(pen, camera, middle, 29.8, glows)
        _cross(pen, *camera.at(middle, 11.3, 29.8), camera.scale(30), lighter(tones.seen(wall), 0.5))
    _snow_heaps(canvas, camera, middle)
    with canvas.ink() as pen:
        _ambulance(pen, camera, middle + side * 7.0, 19, side, glows)
        for x, z, pose in _VISITORS:
            walker(pen, camera, middle + side * x, z, pose)
        walker(pen, camera, middle - side * 7.1, 20.1, "walk", 1, tall=1.1)
    grove = trees.Grove(canvas, snow=0.8)
    for x, z, tall in ((-12.4, 23, 8), (-10.5, 17, 5), (13.0, 24, 8.5), (10.8, 17.5, 4.6), (-7.6, 11, 3.4)):
        a, b = camera.at(x if w > h else x * 0.6, 0, z)
        grove.plant(a, b, tall * camera.scale(z), 0.03)
        trees.mound(canvas, a, b, camera.scale(z) * 1.1)
    for x, y, reach, colour, alpha in glows:
        canvas.glow(x, y, reach, colour, alpha, 1.7)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


# Where people are, far to near: metres to the side of the door and away, and what they do.
_VISITORS = ((1.6, 26, "stand"), (-1.5, 25, "walk"), (2.2, 22, "wait"), (-6.3, 20.3, "walk"), (-5.5, 20, "walk"),
             (3.4, 12.5, "walk"), (-1.7, 11.2, "walk"), (-2.6, 10.5, "carry"))  # fmt: skip


def _ward(pen, camera, x, side, wall):
    """A lower wing going back from the corner of the building."""
    tones, ends = pen.canvas.tones, ((x, 32), (x + side * 22, 38))
    wing = Face(camera, *ends, 0, 7.4)
    pen.polygon(wing.quad(), darker(tones.seen(wall), 0.22))
    for k in range(6):
        for v in (0.16, 0.58):
            houses.window(pen, wing, 0.06 + k * 0.15, v, 0.14 + k * 0.15, v + 0.24, 0.05)
    pen.polygon(Face(camera, *ends, 7.4, 7.9).quad(), mix(tones.lit, tones.shade, 0.2))


def _cross(pen, x, y, s, board):
    """A green cross on its board."""
    pen.rectangle(x - 1.5 * s, y - 1.5 * s, x + 1.5 * s, y + 1.5 * s, board)
    for a, b in ((1.1, 0.36), (0.36, 1.1)):
        pen.rectangle(x - a * s, y - b * s, x + a * s, y + b * s, GREEN)


def _snow_heaps(canvas, camera, middle):
    """Shovelled snow along both sides of the forecourt."""
    tones = canvas.tones
    for side in (-1, 1):
        for z in (25, 21, 17.5, 14.5):
            x, y = camera.at(middle + side * (9.6 + 0.16 * z), 0, z)
            r = camera.scale(z) * 1.5
            cast = contour(x, y, "-100,10 140,22 100,10 0,-20", -canvas.light * r, r)
            canvas.wash(cast, mix(tones.shade, tones.zenith, 0.3), 0.5, r * 0.1)
            heap = contour(x, y, "-100,6 -60,-26 -10,-42 40,-30 100,8", r, r)
            canvas.wash(heap, mix(tones.lit, tones.shade, 0.1), 1.0, r * 0.05)
            canvas.wash(contour(x, y, "10,30 70,16 90,-2 20,-2", -canvas.light * r, -r), tones.shade, 0.7, r * 0.08)


def _entrance(pen, camera, x, z, glows):
    """Glass doors under a canopy, three steps up."""
    tones = pen.canvas.tones
    glass = mix(rgb("ffdf9f"), mix(tones.dark, tones.horizon, 0.4), 0.62 - 0.62 * min(tones.lamps * 1.2, 1))
    hall = camera.front(x - 3.6, x + 3.6, z, 0.3, 3.3)
    pen.polygon(hall.quad(), darker(glass, 0.2))
    for k in range(6):
        door = hall.quad(k / 6 + 0.012, 0.03, (k + 1) / 6 - 0.012, 0.96)
        pen.polygon(door, mix(glass, tones.horizon, 0.12 * (k % 2)))
    for k in range(3):
        wide, near, top = 4.4 + k * 0.3, z - 0.8 - k * 0.5, 0.3 - k * 0.1
        step = camera.front(x - wide, x + wide, near, top - 0.1, top)
        pen.polygon(step.quad(), mix(tones.seen(rgb("b5aea4")), tones.lit, 0.3 - 0.1 * k))
    for side in (-1, 1):
        post = x + side * 4.2
        pen.polygon(camera.front(post - 0.2, post + 0.2, z - 2.6, 0, 3.5).quad(), tones.seen(rgb("cfc8ba")))
    edge = camera.front(x - 5.0, x + 5.0, z - 3, 3.45, 4.05)
    pen.polygon(camera.flat(x - 5, x + 5, z - 3, z, 3.45), darker(tones.seen(rgb("8a8078")), 0.3))
    pen.polygon(edge.quad(), tones.seen(rgb("4c8a78")))
    pen.polygon(camera.front(x - 5.1, x + 5.1, z - 3, 4.05, 4.4).quad(), tones.lit)
    glows.append((*camera.at(x, 1.6, z), 6.0 * camera.scale(z), houses.LAMP, 0.12 + 0.4 * tones.lamps))


def _ambulance(pen, camera, x, z, facing, glows):
    """A van from the side, white with a green stripe, its lamp on the roof."""
    tones, s = pen.canvas.tones, camera.scale(z)
    a, b = camera.at(x, 0, z)

    def to(outline):
        return contour(a, b, outline, s * facing, -s)

    white = tones.seen(rgb("eceae4"))
    pen.smooth(to("-290,5 290,5 270,-22 -260,-20"), clear(darker(tones.shade, 0.55), 0.45))
    pen.smooth(
        to("-275,35 -280,130 -272,245 -230,258 90,258 135,240 190,162 260,142 282,110 280,35"),
        white,
    )
    pen.polygon(to("-275,30 280,30 280,62 -275,62"), darker(white, 0.28))
    pen.polygon(to("-278,106 272,106 262,136 -279,136"), GREEN)
    dark, light = tones.seen(rgb("2f3d4c")), tones.horizon
    pen.polygon(to("55,150 180,150 128,225 55,225"), mix(dark, light, 0.3))
    pen.polygon(to("-230,160 -40,160 -40,220 -230,220"), mix(dark, light, 0.36))
    for bar in ("-20,181.5 30,181.5 30,198.5 -20,198.5", "-3.5,165 13.5,165 13.5,215 -3.5,215"):
        pen.polygon(to(bar), GREEN)
    pen.polygon(to("-10,258 80,258 75,278 -5,278"), rgb("4c7fd0"))
    for x, y in to("-175,38 185,38"):
        pen.ellipse(x, y, 0.42 * s, 0.42 * s, rgb("1d1f24"))
        pen.ellipse(x, y, 0.2 * s, 0.2 * s, rgb("8a8f98"))
    glows.append((*to("35,270")[0], 1.6 * s, rgb("6fa0ff"), 0.6))
    glows.append((*to("280,80")[0], 1.2 * s, rgb("fff0c8"), 0.3 + 0.3 * tones.lamps))


def draw_border_port(random, size):
    """A road border crossing: lorries in line under a wide roof."""
    canvas = begin(random, size, "dawn day clear dusk snowfall")
    u, w, h, tones = canvas.unit, canvas.width, canvas.height, canvas.tones
    horizon = h * random.uniform(0.55, 0.59)
    backdrop(canvas, horizon, 300)
    land.snowfield(canvas, [(-9, horizon + 3 * u), (w + 9, horizon + 3 * u)], None, 0.0, 0.4)
    camera = Camera(canvas, horizon, 3.6, 1.25)
    grey = tones.seen(rgb("858a94"))
    paving = [(0, mix(grey, tones.haze, 0.5)), (0.4, mix(grey, tones.lit, 0.35)), (1, mix(grey, tones.lit, 0.1))]
    canvas.fill(camera.flat(-26, 26, 6, 240), paving)
    top = round(horizon + 6 * u)
    patch = texture.laid(texture.noise(random, (700, 900), (20, 30), 5, 0.6), (w, h - top), 0.14, 7)
    drift = texture.scaled(texture.step(patch, 0.58, 0.24), 0.55)
    canvas.paste(mix(tones.lit, tones.shade, 0.15), drift, (0, top))
    lamps = []
    with canvas.ink() as pen:
        for x in (-12, -6, 0, 6, 12):
            pen.polygon(camera.flat(x - 0.1, x + 0.1, 6, 60), clear(tones.seen(rgb("e9e4d4")), 0.28))
        for lane in (-10.2, -4.3, 1.7, 7.7):
            for z in (90, 70):
                vehicles.truck(pen, camera, lane, z, random.choice(BOXES), random.choice(BOXES), 0.2)
        _gate_house(pen, camera, 52, lamps)
        for x, z in ((1.7, 40), (-10.2, 34), (7.7, 26), (-9.6, 17)):
            lamps += vehicles.truck(pen, camera, x, z, random.choice(BOXES), random.choice(BOXES), 0.03)
        for x, z, pose in _OFFICERS:
            walker(pen, camera, x, z, pose)
    for a, b in lamps:
        canvas.glow(a, b, 60 * u, houses.LAMP, 0.15 + 0.55 * tones.lamps, 1.8)
    if tones.name == "snowfall":
        sky.snowfall(canvas)
    return canvas.finish()


# Where people stand on the apron, far to near: metres right and away, and what they do.
_OFFICERS = ((12.5, 32, "walk"), (5.2, 22, "wait"), (-0.6, 19, "carry"), (-3.6, 15.4, "reach"), (-4.4, 15, "stand"),
             (4.4, 12.5, "walk"))  # fmt: skip


def _gate_house(pen, camera, z, lamps):
    """The wide roof on columns, booths and barriers below it, and its tower."""
    canvas = pen.canvas
    tones = canvas.tones
    wall, roof = tones.seen(rgb("d5d0c4")), tones.seen(rgb("4f6a7c"))
    for x in (-15, -9, -3, 3, 9, 15):
        pen.polygon(camera.front(x - 0.35, x + 0.35, z, 0, 6.4).quad(), darker(wall, 0.25))
        pen.polygon(camera.front(x - 0.35, x - 0.05, z, 0, 6.4).quad(), darker(wall, 0.05))
    for x in (-12, -6, 0, 6, 12):
        booth = camera.front(x + 2.0, x + 4.0, z - 1, 0, 2.9)
        pen.polygon(booth.quad(), darker(wall, 0.15))
        pen.polygon(booth.quad(0.12, 0.40, 0.88, 0.85), mix(rgb("ffdf9e"), tones.middle, 0.75 - 0.75 * tones.lamps))
        pen.polygon(booth.quad(-0.1, 0.98, 1.1, 1.08), tones.lit)
        for k in range(8):
            colour = tones.seen(rgb("c2453a") if k % 2 else rgb("efeae0"))
            pen.polygon(camera.front(x - 2.4 + k * 0.5, x - 1.9 + k * 0.5, z - 2, 1.0, 1.18).quad(), colour)
    under = [camera.at(a, 6.2, b) for a, b in ((-19, z - 6), (19, z - 6), (18, z + 6), (-18, z + 6))]
    pen.polygon(under, darker(roof, 0.55))
    for x in (-12, -6, 0, 6, 12):
        a, b = camera.at(x, 6.15, z - 2)
        pen.ellipse(a, b, 9 * canvas.unit, 2.4 * canvas.unit, rgb("fff0cc"))
        lamps.append((a, b))
    fascia = camera.front(-19.5, 19.5, z - 6, 6.2, 8.4)
    pen.polygon(fascia.quad(), roof)
    pen.polygon(fascia.quad(0, 0, 1, 0.18), darker(roof, 0.3))
    pen.polygon(fascia.quad(0, 0.78, 1, 0.90), tones.seen(rgb("c9a45a")))
    pen.polygon(camera.front(-19.8, 19.8, z - 6, 8.4, 8.95).quad(), mix(tones.lit, tones.shade, 0.1))
    for x in (-17.4, 15.4):
        tower = camera.front(x, x + 2.2, z - 6.2, 0, 11.4)
        pen.polygon(tower.quad(), wall)
        pen.polygon(tower.quad(0.6, 0, 1, 1), clear(darker(wall, 0.5), 0.28))
        for v in (0.25, 0.42, 0.59, 0.76):
            pen.polygon(tower.quad(0.25, v, 0.75, v + 0.08), mix(rgb("ffd88f"), tones.dark, 0.8 - 0.8 * tones.lamps))
        pen.polygon(camera.front(x - 0.3, x + 2.5, z - 6.3, 11.4, 12.0).quad(), tones.lit)
