"""What a photo file says of itself, read and written.

`read` never fails: it gives what could be read. `xmp_packet` and `with_iptc` write an Inscription into our own files.
"""

from .reading import Metadata, read
from .writing import Inscription, with_iptc, xmp_packet

__all__ = ["Inscription", "Metadata", "read", "with_iptc", "xmp_packet"]
