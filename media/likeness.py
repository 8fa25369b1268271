"""What a photo looks like, in 64 bits, to find near duplicates and shots of one scene.

The likeness is a difference hash: the picture in 9 × 8 grey cells, a bit for each cell that is lighter than its neighbour
on the right. Two that differ in six bits or fewer show the same; that is a hint to people, never a reason to refuse.
"""

NEAR = 6
BANDS = 4
WIDTH = 16  # bits of a band
# One band of four of two likenesses six bits apart differs in one bit at most.
FLIPS = (0, *(1 << bit for bit in range(WIDTH)))


def bands(likeness):
    """The likeness in four numbers of 16 bits, the lowest first, to be indexed each."""
    return [likeness >> WIDTH * n & 0xFFFF for n in range(BANDS)]


def probes(likeness):
    """For each band the 17 values that a photo near enough has in at least one of the bands."""
    return [[band ^ flip for flip in FLIPS] for band in bands(likeness)]


def distance(one, other):
    """In how many bits two likenesses differ."""
    return (one ^ other).bit_count()


def is_blank(likeness):
    """Whether the picture has no shape to compare: skies, walls, scans of empty paper are all alike."""
    return not 6 <= likeness.bit_count() <= 58
