"""The photo library of the desk; importing this registers it."""

from media.admin import photos

__all__ = ["photos"]
