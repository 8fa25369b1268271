"""Photos and clips, and whom each is owed to; files on their way in."""

from media.models.clip import Clip
from media.models.photo import FormerFile, Photo, PhotoCredit, Rendition
from media.models.upload import Upload

__all__ = ["Clip", "FormerFile", "Photo", "PhotoCredit", "Rendition", "Upload"]
