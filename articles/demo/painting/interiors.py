"""Rooms: walls and windows, curtains and stages, people sitting in rows."""

from dataclasses import replace
from math import sin

from articles.demo.painting import figures
from articles.demo.painting.camera import Camera, Face
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

WOOD = rgb("a9835c")
PLASTER = rgb("e9e4da")
LAMPLIGHT = rgb("fff3d6")
CURTAINS = rgbs("8c3136 7a2f3c 2f4d66 35584f")


class Room:
    """A box of a room seen from its back: `half` its half width, `high` and `deep` in metres."""

    def __init__(self, canvas, camera, half, high, deep):
        self.canvas, self.camera, self.half, self.high, self.deep = canvas, camera, half, high, deep

    def paint(self, wall, floor, ceiling=PLASTER, dado=None):
        """Walls, floor and ceiling, darker toward us, with a wainscot where `dado` is a colour."""
        canvas, tones, camera = self.canvas, self.canvas.tones, self.camera
        half, high, deep, near = self.half, self.high, self.deep, 0.9
        wall, floor, ceiling = tones.seen(wall), tones.seen(floor), tones.seen(ceiling)
        canvas.fill(camera.flat(-half, half, near, deep), [(0, mix(floor, tones.haze, 0.35)), (1, darker(floor, 0.35))])
        above = [(0, darker(ceiling, 0.28)), (1, mix(ceiling, tones.haze, 0.2))]
        canvas.fill(camera.flat(-half, half, near, deep, high), above)
        hazy = mix(wall, tones.haze, 0.2)
        for side in (-1, 1):
            lit = side == -canvas.light
            stops = [(0, darker(wall, 0.05 if lit else 0.34)), (1, darker(hazy, 0.0 if lit else 0.2))]
            if side > 0:
                stops = [(1 - place, colour) for place, colour in reversed(stops)]
            canvas.fill(Face(camera, (side * half, near), (side * half, deep), 0, high).quad(), stops, True)
        end = mix(wall, tones.haze, 0.15)
        canvas.fill(camera.front(-half, half, deep, 0, high).quad(), [(0, end), (1, darker(end, 0.1))])
        self._grain(floor)
        if dado:
            self._wainscot(tones.seen(dado))

    def _wainscot(self, colour):
        half, near, deep = self.half, 0.9, self.deep
        corners = ((-half, near), (-half, deep), (half, deep), (half, near))
        with self.canvas.ink() as pen:
            for a, b in zip(corners, corners[1:], strict=False):
                face = Face(self.camera, a, b, 0, 1.1)
                pen.polygon(face.quad(), clear(colour, 0.8))
                pen.polygon(face.quad(0, 0.95, 1, 1), lighter(colour, 0.25))

    def _grain(self, floor):
        """Boards on the floor and the sheen of the far light on them."""
        canvas, at = self.canvas, self.camera.at
        with canvas.ink((0, at(0, 0, self.deep)[1], canvas.width, canvas.height)) as pen:
            for k in range(25):
                x = -self.half + self.half * 2 * k / 24
                pen.line([at(x, 0, 0.9), at(x, 0, self.deep)], 1.1 * canvas.unit, clear(darker(floor, 0.5), 0.25))
        wide = self.half * 0.7
        sheen = self.camera.path((-wide, 0, self.deep), (wide, 0, self.deep), (wide / 2, 0, 3), (-wide / 2, 0, 3))
        canvas.wash(sheen, canvas.tones.horizon, 0.22, 30 * canvas.unit, "screen")

    def windows(self, side, count, low=1.2, high=None, start=2.5):
        """Tall windows along a side wall with a view of snow, their light lying on the floor by day."""
        canvas, camera = self.canvas, self.camera
        pitch, x = (self.deep - start - 0.6) / count, side * self.half
        beams = []
        with canvas.ink() as pen:
            for k in range(count - 1, -1, -1):
                near, far = start + k * pitch, start + k * pitch + pitch * 0.66
                self._window(pen, Face(camera, (x, near), (x, far), low, high or self.high * 0.86), k)
                a, b = x * 0.68, -x * 0.1
                beams.append(camera.path((a, 0, near), (a, 0, far), (b, 0, far - 1.2), (b, 0, near - 1.2)))
        if canvas.tones.name != "lamplight":
            for beam in beams:
                canvas.wash(beam, canvas.tones.glow, 0.34, 7 * canvas.unit, "screen")

    def _window(self, pen, face, number):
        """One window: sky, three ranges of hills that go on from window to window, bars."""
        tones = self.canvas.tones
        frame, evening = tones.seen(rgb("efe9dc")), tones.name == "lamplight"
        pen.polygon(face.quad(-0.05, -0.03, 1.05, 1.03), darker(frame, 0.12))
        top, low = (
            (tones.zenith, tones.middle) if evening else (lighter(tones.middle, 0.25), lighter(tones.horizon, 0.45))
        )
        for v in range(8):
            pen.polygon(face.quad(0, v / 8, 1, (v + 1) / 8 + 0.01), mix(low, top, v / 7))
        for level, tall, colour in ((0.36, 0.13, "c3d3e2"), (0.20, 0.07, "8fa6b4"), (0.10, 0.03, "e8eef2")):
            hill = []
            for k in range(17):
                wave = sin(k * 0.42 + number * 2.2 + level * 9) + 0.3 * sin(k * 1.9 + number)
                hill.append(face.at(k / 16, level + tall * wave))
            paint = mix(tones.zenith, tones.dark, 0.2 + level) if evening else rgb(colour)
            pen.polygon([face.at(0, 0), *hill, face.at(1, 0)], paint)
        for u in (0.33, 0.66):
            pen.polygon(face.quad(u - 0.012, 0, u + 0.012, 1), frame)
        pen.polygon(face.quad(0, 0.62, 1, 0.64), frame)

    def lamps(self, rows, columns, colour=LAMPLIGHT, strip=False):
        """Lamps in the ceiling in a grid, with their glow."""
        canvas, camera = self.canvas, self.camera
        for row in range(rows, 0, -1):
            z = self.deep * row / (rows + 0.6)
            for k in range(columns):
                x = self.half * ((k + 0.5) / columns * 2 - 1)
                a, b = camera.at(x, self.high - 0.05, z)
                s = camera.scale(z)
                if strip:
                    canvas.shape(camera.flat(x - 0.16, x + 0.16, z - 0.9, z + 0.9, self.high - 0.04), colour)
                else:
                    with canvas.ink((a - s, b - s, a + s, b + s)) as pen:
                        pen.ellipse(a, b, 0.28 * s, 0.07 * s, colour)
                canvas.glow(a, b, 1.3 * s, colour, 0.35, 1.8, 0.7)

    def curtain(self, left, right, bottom, top, z, colour):
        """A hanging curtain in folds, across the room at `z`."""
        cloth = self.canvas.tones.seen(colour)
        folds = max(4, round((right - left) / 0.34))
        wide = (right - left) / folds
        tints = ((0.0, darker(cloth, 0.55), 0.55), (0.22, darker(cloth, 0.4), 0.3), (0.62, lighter(cloth, 0.3), 0.22))
        with self.canvas.ink() as pen:
            pen.polygon(self.camera.front(left, right, z, bottom, top).quad(), cloth)
            for k in range(folds):
                for share, tone, alpha in tints:
                    x = left + wide * (k + share)
                    pen.polygon(self.camera.front(x, x + wide * 0.32, z, bottom, top).quad(), clear(tone, alpha))


def chair(pen, camera, x, z, colour, seat=0.44, top=0.84, half=0.24):
    """A chair from behind, its back in front of whoever sits on it."""
    back = camera.front(x - half, x + half, z, seat - 0.04, top)
    pen.smooth(back.path("0,0 0,60 6,95 50,100 94,95 100,60 100,0"), darker(colour, 0.12))
    pen.polygon(back.quad(0.06, 0.80, 0.94, 0.93), lighter(colour, 0.18))
    for leg in (x - half * 0.85, x + half * 0.85):
        pen.polygon(camera.front(leg - 0.02, leg + 0.02, z, 0, seat).quad(), darker(colour, 0.5))


def hall(random, size, hours, horizon, eye, focal, half, high, deep):
    """A canvas, a camera and a Room to paint on it: narrower and higher where the picture stands upright.

    `horizon` is a share of the picture's height; the rest is as for Camera and Room.
    """
    canvas = begin(random, size, hours)
    if canvas.width < canvas.height:
        half, high = half * 0.72, high * 1.25
    camera = Camera(canvas, canvas.height * horizon, eye, focal, canvas.width * random.uniform(0.47, 0.53))
    return canvas, camera, Room(canvas, camera, half, high, deep)


def indoors_outfit(random, young):
    """Clothes for indoors; nobody young is grey."""
    outfit = figures.dressed(random, "indoors")
    return replace(outfit, hair=random.choice(figures.HAIRS[:3])) if young else outfit


def seated_rows(canvas, camera, zs, reach, pitch, size, wood, aisle, young=False):
    """Rows of people seated with their backs to us, far to near, each on a chair.

    `zs` are the rows' distances, `reach` how far they go to each side, `pitch` the metres from chair to chair, `aisle`
    half of what stays free in the middle.
    """
    random, tones = canvas.random, canvas.tones
    with canvas.ink() as pen:
        for n, z in enumerate(zs):
            s, depth = camera.scale(z), min(0.4, z / 42)
            x = -reach + (pitch / 2 if n % 2 else 0)
            while x < reach:
                if abs(x) > aisle and random.random() < 0.93:
                    a, b = camera.at(x + random.uniform(-0.04, 0.04), 0.62, z)
                    outfit = indoors_outfit(random, young)
                    figures.bust(pen, a, b, 0.80 * s * random.uniform(0.95, 1.06) * size, outfit, depth)
                if abs(x) > aisle:
                    chair(pen, camera, x, z - 0.12, mix(tones.seen(wood), tones.haze, depth))
                x += pitch


def facing_bust(pen, x, y, size, outfit):
    """Someone seated behind a table, facing us."""
    plain = replace(outfit, hem=0.0, girth=0.85)
    skin = pen.canvas.tones.seen(outfit.skin)
    figures.bust(pen, x, y, size, plain)
    pen.smooth(contour(x, y, "-12,78 -12.5,66 -7,56 7,56 12.5,66 12,78 2,83", size, -size), skin)
    pen.polygon(contour(x, y, "-7,50 7,50 0,30", size, -size), pen.canvas.tones.seen(rgb("ece8de")))


def platform(canvas, camera, half, z, deep, high):
    """A stage from `z` to `deep`, `high` above the floor."""
    wood = canvas.tones.seen(rgb("9c7350"))
    canvas.fill(camera.flat(-half, half, z, deep, high), [(0, lighter(wood, 0.1)), (1, wood)])
    canvas.fill(camera.front(-half, half, z, 0, high).quad(), [(0, darker(wood, 0.3)), (1, darker(wood, 0.55))])


def mountain_banner(canvas, camera, half, z, low, high):
    """A painted backdrop: a sun over blue ranges."""
    tones = canvas.tones
    face = camera.front(-half, half, z, low, high)
    heaven, glow, ground = map(tones.seen, rgbs("8fb3c9 f0d7ae e8e2d2"))
    canvas.fill(face.quad(), [(0, heaven), (0.6, glow), (1, ground)])
    with canvas.ink() as pen:
        x, y = face.at(0.7, 0.66)
        r = abs(face.at(0, 0)[1] - face.at(0, 1)[1]) * 0.13
        pen.ellipse(x, y, r, r, tones.seen(rgb("d9694a")))
        for level, colour in ((0.52, "a9c0cf"), (0.38, "7f9fb8"), (0.24, "55798f"), (0.13, "4a6a58")):
            waves = [0.10 * sin(k * 1.1 + level * 31) + 0.06 * sin(k * 2.7 + level * 57) for k in range(25)]
            tops = [face.at(k / 24, level + wave) for k, wave in enumerate(waves)]
            pen.polygon([face.at(0, 0), *tops, face.at(1, 0)], tones.seen(rgb(colour)))


def lectern(pen, camera, x, z, floor=1.0):
    """A speaker behind a lectern."""
    canvas = pen.canvas
    s = camera.scale(z)
    a, b = camera.at(x, floor, z)
    outfit = figures.Outfit(rgb("2f3a4c"), rgb("2a2e36"), "none", hair=canvas.random.choice(figures.HAIRS), hem=0.08)
    pose = canvas.random.choice(("reach", "wait"))
    figures.person(pen, a, b, 1.7 * s, outfit, pose, canvas.random.choice((-1, 1)), 0.12)
    wood = canvas.tones.seen(rgb("8a5d3c"))
    pen.polygon(contour(a, b, "-34,0 34,0 44,-112 -44,-112", s, s), darker(wood, 0.15))
    pen.polygon(contour(a, b, "-50,-112 50,-112 46,-122 -46,-122", s, s), lighter(wood, 0.15))
    pen.line([(a + 0.1 * s, b - 1.2 * s), (a + 0.04 * s, b - 1.46 * s)], max(1.0, 0.03 * s), rgb("22242a"))
