"""The demo's pictures: every scene draws at every size, the same for the same seed."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from articles.demo import pictures

LANDSCAPE, PORTRAIT, PANORAMA = (240, 160), (160, 240), (288, 123)


@cache
def drawn(scene, seed=1):
    return pictures.draw(scene, seed, LANDSCAPE)


def difference(one, other):
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("scene", pictures.SCENES)
class TestEveryScene:
    @pytest.mark.parametrize("size", [PORTRAIT, PANORAMA], ids=["portrait", "panorama"])
    def test_draws_upright_and_wide(self, scene, size):
        picture = pictures.draw(scene, 3, size)
        assert (picture.mode, picture.size) == ("RGB", size)

    def test_draws_the_same_for_the_same_seed(self, scene):
        assert pictures.draw(scene, 1, LANDSCAPE).tobytes() == drawn(scene).tobytes()

    def test_differs_by_seed(self, scene):
        assert difference(drawn(scene), drawn(scene, 2)) > 6

    def test_has_light_and_shade(self, scene):
        assert ImageStat.Stat(drawn(scene).convert("L")).stddev[0] > 14


def test_the_scenes_differ_from_one_another():
    assert len({drawn(scene).tobytes() for scene in pictures.SCENES}) == len(pictures.SCENES) == 31


def test_a_jpeg_opens_as_the_picture_drawn_and_carries_no_metadata():
    with Image.open(BytesIO(pictures.jpeg("village", 1, LANDSCAPE))) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == ("JPEG", LANDSCAPE, {})
        assert difference(opened.convert("RGB"), drawn("village")) < 30


def test_an_unknown_scene_is_a_key_error():
    with pytest.raises(KeyError):
        pictures.draw("volcano", 1)
