"""A meeting, and a library."""

from dataclasses import replace
from math import cos, pi, sin

from PIL import Image, ImageDraw

from articles.demo.painting import figures, land, sky
from articles.demo.painting.camera import Face
from articles.demo.painting.canvas import Canvas, contour
from articles.demo.painting.interiors import (
    CURTAINS,
    chair,
    facing_bust,
    hall,
    lectern,
    mountain_banner,
    platform,
    seated_rows,
)
from articles.demo.painting.places import walker
from articles.demo.painting.tones import TONES, clear, darker, lighter, mix, rgb, rgbs, shifted


def draw_meeting_room(random, size):
    """A meeting: a table on the platform, rows of people facing it."""
    canvas, camera, room = hall(random, size, "room lamplight", 0.48, 2.2, 1.15, 6.2, 4.6, 14.0)
    tones = canvas.tones
    wall, carpet = random.choice(rgbs("cdbb9f c9b7a2 b9b5a8")), random.choice(rgbs("7d4a42 5a6a72 8a7358"))
    room.paint(wall, carpet, dado=rgb("8a6242"))
    half = room.half
    platform(canvas, camera, half * 0.92, 10.8, room.deep, 0.45)
    cloth = random.choice(CURTAINS)
    room.curtain(-half * 0.92, half * 0.92, 0.45, room.high * 0.9, room.deep - 0.2, cloth)
    mountain_banner(canvas, camera, half * 0.42, room.deep - 0.3, 1.9, room.high * 0.82)
    with canvas.ink() as pen:
        for side in (-1, 1):
            _plant(pen, camera, side * half * 0.80, 11.2, 0.45)
        for k in range(7):
            x = -half * 0.5 + k * half / 6
            a, b = camera.at(x, 1.02, 12.6)
            coat = random.choice(rgbs("2f3a4c 3a3f48 4a3f48 5d7897 8a4a44"))
            outfit = replace(figures.dressed(random, "indoors"), coat=coat)
            facing_bust(pen, a, b, 0.84 * camera.scale(12.6), outfit)
        table = camera.front(-half * 0.62, half * 0.62, 12.0, 0.45, 1.24)
        linen = tones.seen(rgb("b23f3a") if random.random() < 0.5 else rgb("3f5a74"))
        pen.polygon(table.quad(), darker(linen, 0.1))
        for k in range(20):
            pen.polygon(table.quad(k / 20, 0, k / 20 + 0.015, 0.94), clear(darker(linen, 0.6), 0.25))
        pen.polygon(table.quad(-0.01, 0.95, 1.01, 1.03), lighter(linen, 0.2))
        for k in range(7):
            u = 0.5 + (k - 3) * 0.13
            pen.polygon(table.quad(u - 0.03, 1.02, u + 0.03, 1.12), tones.seen(rgb("f0ece2")))
            pen.polygon(table.quad(u + 0.045, 1.02, u + 0.058, 1.17), tones.seen(rgb("e4e8ea")))
        lectern(pen, camera, half * 0.74 * random.choice((-1, 1)), 11.3, 0.45)
    room.lamps(4, 3)
    seated_rows(canvas, camera, (9.6, 8.5, 7.4, 6.4, 5.4, 4.5), half - 1.0, 0.78, 1.0, rgb("6a4a3a"), 0.6)
    return canvas.finish(mottle=0.05, vignette=0.42, bloom=0.22)


def _plant(pen, camera, x, z, floor):
    canvas = pen.canvas
    random, s = canvas.random, camera.scale(z)
    a, b = camera.at(x, floor, z)
    pen.polygon(contour(a, b, "-28,0 28,0 36,-50 -36,-50", s, s), canvas.tones.seen(rgb("8a5a44")))
    for k in range(18):
        angle = -pi * (0.12 + 0.76 * k / 17)
        long = random.uniform(0.7, 1.15) * s
        tip = (a + cos(angle) * long, b - 0.5 * s + sin(angle) * long)
        middle = (a + cos(angle) * long * 0.5 - 0.06 * s, b - 0.5 * s + sin(angle) * long * 0.6)
        green = canvas.tones.seen(shifted(random, rgb("4f7350"), 16))
        pen.stroke([(a, b - 0.5 * s), middle, tip], [0.03 * s, 0.11 * s, 0.02 * s], green)


def draw_reading_room(random, size):
    """A library: shelves on both sides, lamps on long tables, a tall window at the end."""
    canvas, camera, room = hall(random, size, "room lamplight", 0.46, 2.1, 0.92, 5.6, 5.8, 20.0)
    half = room.half
    room.paint(rgb("b49a78"), rgb("8f6a48"), rgb("d8c8ae"))
    _tall_window(canvas, camera, room)
    lamps, browser = [], (half - 0.9) * random.choice((-1, 1))
    with canvas.ink() as pen:
        for side in (-1, 1):
            dark = 0.20 if side == canvas.light else 0.02
            for z in (17, 14, 11, 8, 5, 2):
                _shelves(pen, camera, side * (half - 0.05), z, z + 2.8, room.high * 0.72, dark)
        for z in (15.5, 12.2, 9.2, 6.4, 3.9):
            for side in (-1, 1):
                _reading_table(pen, camera, side * 2.3, z, lamps)
            if z == 9.2:
                walker(pen, camera, browser, 7.8, "reach", 1 if browser > 0 else -1, "indoors")
                walker(pen, camera, 0.1, 8.6, "carry", 1, "indoors", 0.1)
    room.lamps(3, 2, rgb("ffe6b4"))
    for x, y, reach in lamps:
        canvas.glow(x, y, reach, rgb("ffd591"), 0.42, 1.7, 0.7)
    return canvas.finish(mottle=0.05, vignette=0.44, bloom=0.26)


def _tall_window(canvas, camera, room):
    """An arched window in the end wall with mountains beyond, and its light along the floor."""
    tones = canvas.tones
    evening = tones.name == "lamplight"
    wide, low, high = 1.9, 1.1, room.high * 0.66
    z = room.deep - 0.05
    arch = [camera.at(-wide, low, z), camera.at(-wide, high, z)]
    arch += [camera.at(-wide * cos(pi * k / 16), high + wide * 0.9 * sin(pi * k / 16), z) for k in range(17)]
    arch += [camera.at(wide, low, z)]
    left, top = round(min(p[0] for p in arch)), round(min(p[1] for p in arch))
    right, bottom = round(max(p[0] for p in arch)), round(max(p[1] for p in arch))
    view = Canvas((right - left + 1, bottom - top + 1), canvas.random, TONES["dusk" if evening else "day"])
    sky.paint_sky(view, view.height * 0.8, 0.3)
    land.mountains(view, view.height * 0.30, view.height * 0.8, 2, 0.5, 0.9)
    land.far_forest(view, view.height * 0.84, view.height * 0.1, view.height * 0.12, 0.4)
    mask = Image.new("L", view.image.size)
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in arch], fill=255)
    frame, middle = tones.seen(rgb("e9e0cc")), ((left + right) / 2, (top + bottom) / 2)
    around = [(middle[0] + (x - middle[0]) * 1.10, middle[1] + (y - middle[1]) * 1.06) for x, y in arch]
    canvas.shape(around, darker(frame, 0.2))
    canvas.paste(view.image, mask, (left, top))
    with canvas.ink((left - 4, top - 4, right + 4, bottom + 4)) as pen:
        for k in range(1, 4):
            x = left + (right - left) * k / 4
            pen.line([(x, top + (0 if k == 2 else 8)), (x, bottom)], 3 * canvas.unit, frame)
        for k in range(1, 5):
            y = top + (bottom - top) * k / 5
            pen.line([(left, y), (right, y)], 2.4 * canvas.unit, frame)
        pen.line([*arch, arch[0]], 5 * canvas.unit, frame)
    if not evening:
        canvas.glow(*middle, (bottom - top) * 1.3, tones.glow, 0.5, 1.6)
        beam = camera.path((-1.2, 0, 18), (1.2, 0, 18), (1.0, 0, 5), (-1.0, 0, 5))
        canvas.wash(beam, tones.glow, 0.35, 14 * canvas.unit, "screen")


def _shelves(pen, camera, x, near, far, high, dark):
    """A bookcase along a side wall, six boards of books."""
    random, tones = pen.canvas.random, pen.canvas.tones
    depth = min(0.35, near / 50)

    def seen(colour, more=0.0):
        return mix(darker(tones.seen(colour), dark + more), tones.haze, depth)

    face = Face(camera, (x, near), (x, far), 0, high)
    pen.polygon(face.quad(), seen(rgb("4a3526"), 0.35))
    boards = 7
    for row in range(boards):
        v0, v1 = row / boards + 0.02, (row + 1) / boards
        u = 0.03
        while u < 0.955:
            wide = random.uniform(0.012, 0.03)
            tall = (v1 - v0) * random.uniform(0.62, 0.9)
            cover = shifted(random, random.choice(figures.COATS + rgbs("7a5a3c d8c9a8 5a3a34")), 12)
            if random.random() < 0.93:
                pen.polygon(face.quad(u, v0, min(u + wide, 0.96), v0 + tall), seen(cover, random.uniform(0, 0.25)))
                if near < 12:
                    band = face.quad(u, v0 + tall * 0.68, min(u + wide, 0.96), v0 + tall * 0.76)
                    pen.polygon(band, clear(seen(rgb("d9b86a")), 0.6))
            u += wide + 0.002
        pen.polygon(face.quad(0, v0 - 0.02, 1, v0), seen(rgb("8a6242")))
    for u in (0.0, 0.97):
        pen.polygon(face.quad(u, 0, u + 0.03, 1), seen(rgb("94704c")))
    pen.polygon(Face(camera, (x, near), (x, far), high, high + 0.18).quad(), seen(rgb("a9835c")))


def _reading_table(pen, camera, x, z, lamps):
    """A table with a green lamp, open books and its readers: two beyond it, two with their backs to us."""
    random, tones, s = pen.canvas.random, pen.canvas.tones, camera.scale(z)
    depth = min(0.3, z / 50)

    def seen(colour, more=0.0):
        return mix(darker(tones.seen(colour), more), tones.haze, depth)

    for dx in (-0.55, 0.5):
        if random.random() < 0.7:
            a, b = camera.at(x + dx, 0.66, z + 1.1)
            facing_bust(pen, a, b, 0.74 * camera.scale(z + 1.1), figures.dressed(random, "indoors"))
    pen.polygon(camera.flat(x - 1.15, x + 1.15, z, z + 0.95, 0.78), seen(rgb("a8794c")))
    pen.polygon(camera.front(x - 1.15, x + 1.15, z, 0.66, 0.78).quad(), seen(rgb("7d5636"), 0.1))
    for leg in (-1.08, 1.0):
        pen.polygon(camera.front(x + leg, x + leg + 0.09, z, 0, 0.66).quad(), seen(rgb("6a482e"), 0.15))
    for dx in (-0.6, 0.5):
        corners = contour(x + dx, z, "-24,25 0,28 24,25 22,58 0,60 -22,58", 1, 1)
        page = [camera.at(a, 0.80, b) for a, b in corners]
        pen.polygon(page, seen(rgb("f4ecd8")))
        pen.line([page[1], page[4]], max(0.8, 0.012 * s), seen(rgb("b8a888")))
    a, b = camera.at(x, 0.80, z + 0.6)
    pen.line([(a, b), (a, b - 0.40 * s)], max(1.0, 0.03 * s), seen(rgb("b8924a")))
    pen.ellipse(a, b, 0.12 * s, 0.03 * s, seen(rgb("b8924a")))
    pen.smooth(contour(a, b, "-27,-36 -20,-52 20,-52 27,-36", s, s), seen(rgb("3f7a5c")))
    pen.ellipse(a, b - 0.355 * s, 0.24 * s, 0.03 * s, rgb("fff0c4"))
    lamps.append((a, b - 0.2 * s, 1.25 * s))
    for dx in (-0.55, 0.55):
        if random.random() < 0.5:
            p, q = camera.at(x + dx, 0.46, z - 0.35)
            figures.bust(pen, p, q, 0.82 * camera.scale(z - 0.35), figures.dressed(random, "indoors"), depth)
            chair(pen, camera, x + dx, z - 0.5, seen(rgb("7d5636")), 0.46, 0.88, 0.24)
