"""On stage: dancers, a choir."""

from dataclasses import replace

from articles.demo.painting import figures, land, texture
from articles.demo.painting.camera import Camera
from articles.demo.painting.canvas import begin, contour
from articles.demo.painting.interiors import Room, hall
from articles.demo.painting.tones import clear, darker, lighter, mix, rgb, rgbs

NIGHTS = [rgbs("1c2747 5a4a7a e09a6a"), rgbs("14303c 2f6a70 e8c890"), rgbs("2a1c3c 7a3f5c f0a878")]
COSTUMES = [
    rgbs("a8323a e8e0d0 d9a441"),
    rgbs("2f5f86 c9556a f0d9a0"),
    rgbs("3f7a62 e0a84a b8403a"),
    rgbs("6a3f78 d86a5a f2d8a8"),
]
GOWNS = [rgbs("7a2f3a e8d9b8"), rgbs("f0e9da b8473f"), rgbs("2f5a78 e8dcc0"), rgbs("3f6a52 f0e4c8")]
STEP = rgb("8a6244")


def draw_stage_dance(random, size):
    """Dancers in full skirts on a lit stage, the house dark before them."""
    canvas = begin(random, size, "lamplight")
    u, w, h = canvas.unit, canvas.width, canvas.height
    boards, front = h * 0.60, h * 0.80
    night = random.choice(NIGHTS)
    _backdrop(canvas, boards, night)
    planks = [(0, mix(rgb("6a4632"), night[2], 0.4)), (1, rgb("7d5238"))]
    canvas.fill([(0, boards), (w, boards), (w, front), (0, front)], planks)
    pit = [(0, rgb("3a241c")), (0.1, rgb("1d1412")), (1, rgb("0d0a0c"))]
    canvas.fill([(0, front), (w, front), (w, h), (0, h)], pit)
    room = Room(canvas, Camera(canvas, boards - 60 * u, 1.6, 1.0), 1, 1, 1)
    edge = (w / 2) / room.camera.scale(8)
    for left in (-1.1, 0.86):
        room.curtain(left * edge, (left + 0.24) * edge, -1.2, 9, 8, rgb("7d2a30"))
    for k in range(7):
        x = w * (0.08 + 0.14 * k)
        beam = rgb("ffe6b8") if k % 2 else mix(night[2], rgb("ffffff"), 0.3)
        foot = x + (w / 2 - x) * 0.5
        cone = [(x - 8 * u, -20), (x + 8 * u, -20), (foot + 120 * u, front), (foot - 120 * u, front)]
        canvas.wash(cone, beam, 0.15, 16 * u, "screen")
        canvas.glow(foot, front - 60 * u, 190 * u, beam, 0.34, 1.6, 0.3)
        canvas.glow(x, 0, 70 * u, beam, 0.8, 1.8)
    _dancers(canvas, boards, front)
    _audience(canvas, h)
    return canvas.finish(mottle=0.05, vignette=0.5, bloom=0.34)


def _backdrop(canvas, boards, night):
    """A moon over mountains, in the colours of the night: zenith, middle, horizon."""
    u, w, tones = canvas.unit, canvas.width, canvas.tones
    zenith, middle, low = night
    canvas.image.paste(texture.gradient((w, round(boards) + 2), [(0, zenith), (0.55, middle), (1, low)]))
    canvas.glow(w * 0.5, boards - 60 * u, 620 * u, low, 0.6, 1.6, 0.7)
    canvas.glow(w * 0.5, boards - 170 * u, 150 * u, rgb("ffe2b0"), 0.9, 0.5)
    haze, lit = mix(middle, low, 0.5), mix(low, rgb("ffffff"), 0.4)
    canvas.tones = replace(tones, haze=haze, lit=lit, shade=middle, zenith=zenith)
    land.mountains(canvas, boards - 240 * u, boards, max(2, w / (480 * u)), 0.35, 0.9)
    canvas.tones = tones


def _dancers(canvas, boards, front):
    """Three rows of dancers, the middle one in front leaping, scarves in their hands."""
    random, u, w = canvas.random, canvas.unit, canvas.width
    bodice, skirt, sash = random.choice(COSTUMES)
    canvas.tones = replace(canvas.tones, key=rgb("fff0da"))
    rows = ((0.22, 205, 7, 0.0), (0.50, 255, 6, 0.5), (0.84, 320, 3, 0.3))
    with canvas.ink() as pen:
        for share, size, count, shift in rows:
            y, tall = boards + (front - boards) * share, size * u
            step = random.choice(("dance", "sway", "raise", "dance"))
            for k in range(count):
                x = w * (0.5 + (k + 0.5 - count / 2) * (0.66 / count) + (shift - 0.25) * 0.04)
                facing = 1 if x < w / 2 else -1
                pose = "leap" if count == 3 and k == 1 else step
                skin = random.choice(figures.SKINS)
                outfit = figures.Outfit(bodice, hat="none", skin=skin, hem=0.0, skirt=skirt, girth=0.80)
                pen.ellipse(x, y + 4 * u, tall * 0.24, 7 * u, (30, 14, 10, 110))
                figures.person(pen, x, y, tall * random.uniform(0.97, 1.03), outfit, pose, facing)
                hand = figures.POSES[pose][8]
                a, b = x + hand[0] * tall * facing, y - hand[1] * tall
                drape = contour(a, b, "0,0 -26,16 -30,54 -58,84", 100 * facing * u, 100 * u)
                pen.stroke(drape, [5 * u, 13 * u, 15 * u, 4 * u], sash)


_FROM_BEHIND = "-50,30 -46,-12 -16,-24 -15,-34 -20,-52 -12,-74 0,-79 12,-74 20,-52 15,-34 16,-24 46,-12 50,30"


def _audience(canvas, bottom):
    """Dark heads along the bottom, rimmed by the stage's light."""
    random, u, w = canvas.random, canvas.unit, canvas.width
    rows = ((bottom - 62 * u, 96, "2b1c1c"), (bottom + 6 * u, 128, "1a1214"), (bottom + 92 * u, 165, "0c090c"))
    with canvas.ink((0, bottom - 260 * u, w, bottom)) as pen:
        for row, (y, size, tone) in enumerate(rows):
            x = random.uniform(-60, 0) * u
            while x < w + 60 * u:
                r = size * u * random.uniform(0.92, 1.08)
                rim = contour(x, y - 0.035 * r, _FROM_BEHIND, r, r)
                pen.smooth(rim, clear(rgb("d98f5a"), 0.5 - 0.12 * row))
                pen.smooth(contour(x, y, _FROM_BEHIND, r, r), rgb(tone))
                x += r * random.uniform(0.95, 1.15)


def draw_choir(random, size):
    """A choir on risers, its conductor before it."""
    canvas, camera, room = hall(random, size, "lamplight", 0.50, 2.0, 1.45, 6.0, 5.2, 14.0)
    u, half = canvas.unit, room.half
    room.paint(rgb("b08a68"), rgb("a37a52"), rgb("8a6a50"))
    room.curtain(-half, half, 0, room.high, room.deep - 0.1, random.choice(rgbs("2f4360 5a2f3c 2f5048")))
    canvas.glow(canvas.width / 2, camera.at(0, 3.4, 14)[1], 640 * u, rgb("ffd9a0"), 0.50, 1.5, 0.8)
    with canvas.ink() as pen:
        _singers(pen, camera, half * 0.80, *random.choice(GOWNS))
        _piano(pen, camera, half * 0.50 * random.choice((-1, 1)), 9.2)
        _conductor(pen, camera)
    floor = camera.at(0, 0, 10)[1]
    for k in (-0.6, 0, 0.6):
        x, y = camera.at(half * k, room.high, 9)
        cone = [(x - 20 * u, y), (x + 20 * u, y), (x + 230 * u, floor), (x - 230 * u, floor)]
        canvas.wash(cone, rgb("ffe2b0"), 0.14, 30 * u, "screen")
    return canvas.finish(mottle=0.05, vignette=0.46, bloom=0.26)


def _singers(pen, camera, span, gown, trim):
    """Four rows on risers as wide as `span` to each side, a book in every pair of hands."""
    random, tones = pen.canvas.random, pen.canvas.tones
    count = max(5, round(span * 2 / 0.72))
    for row in range(4):
        z, y = 12.6 - row * 1.0, 1.35 - row * 0.42
        for k in range(count):
            x = -span + span * 2 * (k + 0.5 + (0.25 if row % 2 else -0.25)) / count
            a, b = camera.at(x, y, z)
            tall = random.uniform(1.58, 1.74) * camera.scale(z)
            hair, skin = random.choice(figures.HAIRS), random.choice(figures.SKINS)
            outfit = figures.Outfit(gown, hat="none", scarf=trim, hair=hair, skin=skin, hem=0.0, skirt=gown, girth=0.95)
            figures.person(pen, a, b, tall, outfit, "wait", 1 if x < 0 else -1, 0.06)
            book = contour(a, b, "-17,-60 0,-57.5 17,-60 15,-51 0,-49 -15,-51", tall, tall)
            pen.polygon(book, tones.seen(rgb("2e2a30")))
            pages = contour(a, b, "-17,-61.2 0,-58.7 17,-61.2 16,-61.5", tall, tall)
            pen.polygon(pages, tones.seen(rgb("f5efe0")))
        riser = camera.front(-span - 0.4, span + 0.4, z - 0.5, y - 0.42, y)
        pen.polygon(riser.quad(), darker(tones.seen(STEP), 0.15))
        pen.polygon(riser.quad(0, 0.86, 1, 1), lighter(tones.seen(rgb("a9835c")), 0.15))


def _conductor(pen, camera):
    """The conductor from behind, arms up, on a low box."""
    wood = pen.canvas.tones.seen(STEP)
    (x, y), s = camera.at(0, 0.0, 6.3), camera.scale(6.3)
    pen.ellipse(x, y, 0.75 * s, 0.10 * s, clear(rgb("1c100c"), 0.5))
    pen.polygon(camera.flat(-0.6, 0.6, 6.0, 6.9, 0.25), wood)
    pen.polygon(camera.front(-0.6, 0.6, 6.0, 0, 0.25).quad(), darker(wood, 0.4))
    hair = pen.canvas.random.choice(figures.HAIRS)
    outfit = figures.Outfit(rgb("23252c"), rgb("1e1f25"), "none", hair=hair, hem=0.10)
    figures.person(pen, *camera.at(0, 0.25, 6.4), 1.74 * s, outfit, "raise", 1, back=True)


def _piano(pen, camera, x, z):
    """A grand piano with its lid up, and its player."""
    s, way = camera.scale(z), -1 if x > 0 else 1
    a, b = camera.at(x, 0, z)
    player = figures.Outfit(rgb("2c2f3a"), rgb("22242a"), "none", hair=figures.HAIRS[0], hem=0.08)
    figures.person(pen, a - way * 1.05 * s, b, 1.62 * s, player, "sit", way)
    black = rgb("15161b")

    def to(outline):
        return contour(a, b, outline, s * way, -s)

    pen.polygon(to("-50,98 115,106 85,205 -55,175"), rgb("2a2422"))
    pen.polygon(to("-42,104 105,110 80,195 -47,168"), rgb("5a3c26"))
    pen.smooth(to("-75,72 -75,98 120,102 130,86 110,70"), black)
    pen.polygon(to("-95,74 -95,86 -50,86 -50,74"), black)
    pen.polygon(to("-96,86 -96,89 -74,89 -74,86"), rgb("efe8da"))
    for p in (-0.6, 1.05):
        pen.polygon(contour(a + p * s * way, b, "-5,72 5,72 3,0 -3,0", s, -s), black)
    pen.polygon(to("-70,96 115,100 115,98.5 -70,94"), rgb("6a5a50"))
