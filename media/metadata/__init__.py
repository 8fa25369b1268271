"""What a photo file says of itself, read and written.

`read` never fails: it gives what could be read. `xmp_packet` and `with_iptc` write an Inscription into our own files.
"""

from .reading import SOURCE_TYPES, Metadata, read
from .writing import Inscription, with_iptc, xmp_packet

__all__ = ["SOURCE_TYPES", "Inscription", "Metadata", "read", "with_iptc", "xmp_packet"]
