"""At school: the hall, a lesson."""

from dataclasses import replace
from math import cos, pi, sin

from articles.demo.painting import figures
from articles.demo.painting.canvas import contour
from articles.demo.painting.interiors import (
    CURTAINS,
    WOOD,
    chair,
    hall,
    indoors_outfit,
    lectern,
    mountain_banner,
    platform,
    seated_rows,
)
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs, shifted


def draw_school_hall(random, size):
    """A school hall: pupils in rows, someone speaking on the stage."""
    canvas, camera, room = hall(random, size, "room", 0.50, 2.3, 1.12, 7.6, 6.0, 18.0)
    room.paint(
        random.choice(rgbs("dccfb8 cfd3c8 d9c7b0")),
        WOOD,
        dado=random.choice(rgbs("8fa394 9aa9b5 b09a80")),
    )
    room.windows(-canvas.light if random.random() < 0.2 else canvas.light, 5, 1.6)
    cloth = random.choice(CURTAINS)
    half = room.half
    platform(canvas, camera, half * 0.86, 15.0, room.deep, 1.0)
    room.curtain(-half * 0.86, half * 0.86, 1.0, room.high * 0.86, room.deep - 0.3, darker(cloth, 0.25))
    mountain_banner(canvas, camera, half * 0.5, room.deep - 0.4, 2.2, room.high * 0.76)
    for side in (-1, 1):
        room.curtain(
            min(side * half * 0.62, side * half * 0.88),
            max(side * half * 0.62, side * half * 0.88),
            1.0,
            room.high * 0.9,
            15.1,
            cloth,
        )
    room.curtain(-half * 0.88, half * 0.88, room.high * 0.78, room.high * 0.93, 15.0, cloth)
    with canvas.ink() as pen:
        lectern(pen, camera, half * 0.34 * random.choice((-1, 1)), 15.6)
        for k in range(5):
            spot = camera.at(-half * 0.28 + k * half * 0.14, 1.0, 16.6)
            figures.person(
                pen, *spot, 1.5 * camera.scale(16.6), indoors_outfit(random, True), "stand", random.choice((-1, 1)), 0.2
            )
    room.lamps(4, 3)
    zs = (13.6, 12.3, 11.0, 9.8, 8.6, 7.5, 6.4, 5.3)
    seated_rows(canvas, camera, zs, half - 1.3, 0.76, 0.92, rgb("8f6a48"), 0.7, young=True)
    return canvas.finish(mottle=0.05, vignette=0.4, bloom=0.2)


def draw_classroom(random, size):
    """A lesson: pupils at their desks, a teacher at the board."""
    canvas, camera, room = hall(random, size, "room", 0.44, 1.95, 0.92, 4.3, 3.5, 10.5)
    tones = canvas.tones
    room.paint(
        random.choice(rgbs("e0d6c0 d6dbcf dcd0c4")),
        rgb("b08f6a"),
        dado=random.choice(rgbs("9db5a3 a8b9c4 c0ad8c")),
    )
    side = canvas.light
    room.windows(side, 3, 1.0, 3.0, 2.6)
    board = camera.front(-2.6, 2.6, room.deep - 0.05, 0.95, 2.55)
    canvas.shape(board.quad(-0.03, -0.06, 1.03, 1.06), tones.seen(rgb("a8845c")))
    canvas.fill(board.quad(), [(0, tones.seen(rgb("3f6a58"))), (1, tones.seen(rgb("2f5548")))])
    with canvas.ink() as pen:
        _chalk(pen, board)
        for x, paper in ((-3.5, "d9b860"), (3.45, "b8695a"), (-3.5, "7f9fb8")):
            y = 1.3 if paper != "7f9fb8" else 2.1
            card = camera.front(x - 0.35, x + 0.35, room.deep - 0.05, y, y + 0.55)
            pen.polygon(card.quad(), tones.seen(rgb(paper)))
            pen.polygon(card.quad(0.12, 0.14, 0.88, 0.86), lighter(tones.seen(rgb(paper)), 0.5))
        x = random.choice((-1.7, 1.6))
        spot = camera.at(x, 0, 9.2)
        teacher = replace(figures.dressed(random, "indoors"), skirt=random.choice(figures.COATS), hem=0.06)
        figures.person(pen, *spot, 1.68 * camera.scale(9.2), teacher, "reach", 1 if x < 0 else -1, 0.1)
        desk = camera.front(-0.9, 0.9, 8.4, 0, 0.86)
        pen.polygon(desk.quad(), darker(tones.seen(WOOD), 0.3))
        pen.polygon(desk.quad(-0.04, 0.95, 1.04, 1.02), lighter(tones.seen(WOOD), 0.2))
        for k, colour in enumerate(("8c4a3a", "3f6276", "d9b860")):
            pen.polygon(desk.quad(0.1, 1.0 + k * 0.06, 0.34, 1.06 + k * 0.06), tones.seen(rgb(colour)))
    room.lamps(2, 2, strip=True)
    _desks(canvas, camera, room)
    return canvas.finish(mottle=0.05, vignette=0.36, bloom=0.2)


def _chalk(pen, board):
    """Geometry in chalk: a triangle, a circle with its diameters, a curve."""
    chalk = clear(rgb("eef0e6"), 0.8)
    width = 1.8 * pen.canvas.unit
    pen.line([board.at(u, v) for u, v in ((0.10, 0.25), (0.28, 0.25), (0.20, 0.78), (0.10, 0.25))], width, chalk)
    pen.line([board.at(0.20, 0.78), board.at(0.20, 0.25)], width, clear(rgb("f0d79a"), 0.8))
    circle = [board.at(0.48 + 0.075 * cos(pi * k / 20), 0.52 + 0.25 * sin(pi * k / 20)) for k in range(41)]
    pen.line(circle, width, chalk)
    for angle in (0.3, 1.4):
        pen.line(
            [board.at(0.48 + s * 0.075 * cos(angle), 0.52 + s * 0.25 * sin(angle)) for s in (-1, 1)],
            width,
            clear(rgb("e8b8a8"), 0.8),
        )
    pen.line([board.at(0.66, 0.20), board.at(0.66, 0.82)], width, chalk)
    pen.line([board.at(0.63, 0.30), board.at(0.92, 0.30)], width, chalk)
    pen.line(
        [board.at(0.66 + 0.24 * k / 16, 0.30 + 0.45 * (k / 16) ** 2) for k in range(17)],
        width,
        clear(rgb("bcd8e4"), 0.9),
    )


def _desks(canvas, camera, room):
    """Desks in four columns with a pupil or two at each, far to near."""
    random = canvas.random
    with canvas.ink() as pen:
        for z in (7.4, 6.1, 4.9, 3.8, 2.75):
            for x in (-2.9, -1.0, 1.0, 2.9):
                if abs(x) <= room.half - 0.6:
                    _desk(pen, camera, x, z)
                    for seat in (-0.28, 0.28) if random.random() < 0.75 else (0.0,):
                        _pupil(pen, camera, x + seat, z)


def _desk(pen, camera, x, z):
    tones, depth = pen.canvas.tones, min(0.25, z / 36)
    wood, steel, paper = (mix(tones.seen(colour), tones.haze, depth) for colour in rgbs("c09a6c 6f7780 f2ecdc"))
    front = camera.front(x - 0.62, x + 0.62, z, 0, 0.74)
    pen.polygon(camera.flat(x - 0.62, x + 0.62, z, z + 0.5, 0.74), lighter(wood, 0.12))
    pen.polygon(front.quad(0, 0.92, 1, 1), darker(wood, 0.2))
    for u in (0.03, 0.93):
        pen.polygon(front.quad(u, 0, u + 0.04, 0.92), steel)
    pen.polygon(camera.flat(x - 0.25, x + 0.2, z + 0.1, z + 0.4, 0.75), paper)


def _pupil(pen, camera, x, z):
    """Somebody on a chair, now and then with an arm up."""
    random, tones = pen.canvas.random, pen.canvas.tones
    s, depth = camera.scale(z), min(0.25, z / 36)
    a, b = camera.at(x, 0.48, z - 0.15)
    jersey = shifted(random, random.choice(rgbs("3d5c86 a8473f 4a6f62 d8d2c2")), 8)
    outfit = replace(indoors_outfit(random, True), coat=jersey)
    figures.bust(pen, a, b, 0.70 * s, outfit, depth)
    if random.random() < 0.16:
        sleeve, skin = (mix(tones.seen(colour), tones.haze, depth) for colour in (outfit.coat, outfit.skin))
        pen.stroke(contour(a, b, "20,25 27,50 24,76", s, -s), [0.12 * s, 0.1 * s, 0.08 * s], sleeve)
        pen.ellipse(a + 0.24 * s, b - 0.81 * s, 0.05 * s, 0.06 * s, skin)
    chair(pen, camera, x, z - 0.3, mix(tones.seen(rgb("a87c50")), tones.haze, depth), 0.46, 0.76, 0.2)
