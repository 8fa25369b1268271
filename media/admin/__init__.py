"""The photo library of the desk; importing this registers it."""

from media.admin import clips, photos

__all__ = ["clips", "photos"]
