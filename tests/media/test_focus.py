"""Where the eye goes in a photo, guessed from pictures that the tests draw."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from media import focus, renditions
from media.metadata import Inscription

CLOSE = 10  # per cent of the picture


def ground(size):
    """A pale wall, lighter towards the top, on which nothing stands out."""
    light = Image.linear_gradient("L").resize(size).convert("RGB")
    return Image.blend(light, Image.new("RGB", size, (150, 170, 200)), 0.7)


def drawn(size, at, what):
    """That wall with one striking thing, at a place in per cent."""
    picture = ground(size)
    draw = ImageDraw.Draw(picture)
    x, y, r = at[0] * size[0] / 100, at[1] * size[1] / 100, min(size) / 8
    if what == "face":
        draw.rectangle((x - r * 1.5, y + r, x + r * 1.5, size[1]), fill=(60, 60, 70))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(220, 170, 140))
        for eye in (x - r * 0.4, x + r * 0.4):
            draw.ellipse((eye - r / 8, y - r * 0.4, eye + r / 8, y - r * 0.2), fill=(30, 20, 20))
    elif what == "flag":
        draw.rectangle((x - r, y - r, x + r, y + r), fill=(220, 20, 20))
    else:
        for line in range(12):
            draw.line((x - r + line * r / 6, y - r, x - r + line * r / 6, y + r), fill=(0, 0, 0), width=4)
    return picture


@pytest.mark.parametrize("what", ["face", "flag", "writing"])
@pytest.mark.parametrize("size", [(900, 600), (600, 900)])
@pytest.mark.parametrize("at", [(20, 30), (50, 50), (80, 30), (75, 75), (25, 70)])
def test_the_guess_falls_on_the_striking_part(what, size, at):
    x, y = focus.guess(drawn(size, at, what))
    assert abs(x - at[0]) <= CLOSE
    assert abs(y - at[1]) <= CLOSE


def test_a_face_wins_over_what_else_has_edges():
    picture = drawn((900, 600), (25, 35), "face")
    ImageDraw.Draw(picture).line((600, 100, 860, 560), fill=(120, 130, 150), width=4)
    assert focus.guess(picture)[0] < 45


@pytest.mark.parametrize("picture", [Image.new("RGB", (600, 400), (90, 90, 90)), ground((600, 400))])
def test_where_nothing_stands_out_it_is_a_little_above_the_middle(picture):
    assert focus.guess(picture) == focus.MIDDLE


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3000, 40)])
def test_no_shape_is_too_odd(size):
    assert all(0 <= value <= 100 for value in focus.guess(Image.effect_noise(size, 80).convert("RGB")))


def test_the_same_picture_gives_the_same_point():
    picture = drawn((900, 600), (80, 30), "flag")
    assert focus.guess(picture) == focus.guess(picture.copy())


def crops(tmp_path, picture, point):
    """The crops of a picture that keep to a point, by their kind."""
    stream = BytesIO()
    picture.save(stream, "PNG")
    (tmp_path / "original").write_bytes(stream.getvalue())
    made = renditions.make(
        tmp_path / "original", tmp_path / "public", formats=("jpeg",), metadata=Inscription(), focus=point
    )
    return {one.kind: Image.open(tmp_path / "public" / one.name) for one in made if one.kind != "wide"}


def share_of_red(picture):
    return sum(1 for r, g, _b in picture.convert("RGB").get_flattened_data() if r > 180 and g < 80) / (
        picture.width * picture.height
    )


@pytest.mark.parametrize("size", [(1800, 600), (600, 1800)])
@pytest.mark.parametrize("end", [8, 92])
def test_crops_follow_the_point_to_the_edge_and_no_further(tmp_path, size, end):
    at = (end, 50) if size[0] > size[1] else (50, end)
    picture = drawn(size, at, "flag")
    with_point = crops(tmp_path, picture, at)
    assert share_of_red(with_point["square"]) > 0.05
    assert share_of_red(with_point["card"]) > 0.03
    assert share_of_red(crops(tmp_path, picture, (100 - at[0], 100 - at[1]))["square"]) == 0
    assert [with_point[kind].size for kind in ("square", "card")] == [(200, 200), (400, 300)]


def test_a_point_inside_comes_to_lie_in_the_middle_of_the_crop(tmp_path):
    square = crops(tmp_path, drawn((1800, 600), (40, 50), "flag"), (40, 50))["square"].convert("RGB")
    red = [x for x in range(200) if square.getpixel((x, 100))[1] < 80]
    assert (min(red) + max(red)) / 2 == pytest.approx(100, abs=3)
