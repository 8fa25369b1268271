"""The page cache: a layer before Django that keeps the pages of an edition.

A page is made from its key alone, which is its path and the parameters it knows: the request that Django gets is a new one,
with the host of SITE_URL, without cookies and without anything else that a reader sent. So nothing that one reader sends can
reach the page of another, and there is no header to forget in a key. What changes anything that readers see begins an
edition (newsroom.edition), and no page outlives its edition, but for two cases: while somebody makes the page anew, others get
the one of before, and while the database is away everybody does, for a day at most. Neither brings back what was taken away.
"""

from newsroom.pagecache.counter import counter
from newsroom.pagecache.housekeeping import tidy
from newsroom.pagecache.layer import PageCache
from newsroom.pagecache.marks import kept

__all__ = ["PageCache", "counter", "kept", "tidy"]
