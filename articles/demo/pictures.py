"""The demo's photos, drawn: scenes of a county in the far north, the same for the same seed."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image

from articles.demo.scenes.bakery import draw_bakery
from articles.demo.scenes.greenhouse import draw_greenhouse
from articles.demo.scenes.herds import draw_horses_snow, draw_sheep_slope
from articles.demo.scenes.ice import draw_ice_drill, draw_ice_fishing
from articles.demo.scenes.meetings import draw_meeting_room, draw_reading_room
from articles.demo.scenes.mountains import draw_alpine_lake, draw_icy_river, draw_snow_mountain
from articles.demo.scenes.portraits import draw_portrait
from articles.demo.scenes.roads import draw_train, draw_winter_road_bus
from articles.demo.scenes.school import draw_classroom, draw_school_hall
from articles.demo.scenes.services import draw_border_port, draw_clinic
from articles.demo.scenes.slopes import draw_ski_race, draw_ski_slope
from articles.demo.scenes.stage import draw_choir, draw_stage_dance
from articles.demo.scenes.streets import draw_market, draw_street_night
from articles.demo.scenes.village import draw_observatory, draw_village
from articles.demo.scenes.woods import draw_birch_forest, draw_larch_autumn, draw_wheat_sunrise
from articles.demo.scenes.works import draw_bridge, draw_power_line

LANDSCAPE, PORTRAIT, PANORAMA, SQUARE = (1600, 1067), (1067, 1600), (1920, 820), (1067, 1067)

SCENES: dict[str, Callable[[Random, tuple[int, int]], Image.Image]] = {
    "snow_mountain": draw_snow_mountain,
    "alpine_lake": draw_alpine_lake,
    "birch_forest": draw_birch_forest,
    "larch_autumn": draw_larch_autumn,
    "ski_slope": draw_ski_slope,
    "ski_race": draw_ski_race,
    "market": draw_market,
    "street_night": draw_street_night,
    "bridge": draw_bridge,
    "school_hall": draw_school_hall,
    "classroom": draw_classroom,
    "greenhouse": draw_greenhouse,
    "sheep_slope": draw_sheep_slope,
    "horses_snow": draw_horses_snow,
    "icy_river": draw_icy_river,
    "winter_road_bus": draw_winter_road_bus,
    "train": draw_train,
    "meeting_room": draw_meeting_room,
    "stage_dance": draw_stage_dance,
    "reading_room": draw_reading_room,
    "wheat_sunrise": draw_wheat_sunrise,
    "clinic": draw_clinic,
    "ice_drill": draw_ice_drill,
    "ice_fishing": draw_ice_fishing,
    "village": draw_village,
    "power_line": draw_power_line,
    "bakery": draw_bakery,
    "border_port": draw_border_port,
    "choir": draw_choir,
    "observatory": draw_observatory,
    "portrait": draw_portrait,
}
USUAL = {"portrait": SQUARE}


def draw(scene: str, seed: int, size: tuple[int, int] | None = None) -> Image.Image:
    """The scene as an RGB image of `size` pixels, or of its usual size; another seed gives another hour, weather and cast.

    KeyError where there is no such scene.
    """
    return SCENES[scene](Random(f"{scene} {seed}"), size or USUAL.get(scene, LANDSCAPE))


def jpeg(scene: str, seed: int, size: tuple[int, int] | None = None) -> bytes:
    """The scene as a JPEG file, quality 88."""
    file = BytesIO()
    draw(scene, seed, size).save(file, "JPEG", quality=88, optimize=True)
    return file.getvalue()
