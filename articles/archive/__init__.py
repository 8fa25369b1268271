"""The archive copy: all that the house has published, in a folder of open files that need no Newsroom to be read, and back
into an empty copy of the site.

`exporting` writes one and `importing` takes it in; `folder` is its files and their list, `moment` the database as of one
time, `record` its versions, `library` photos and clips, `house` people and what stories are filed under, `pages` what a
browser or another house's machine reads, `tables` CSV.
"""

FORMAT = 1  # of the folder; an archive copy of a higher one is refused


class Refused(Exception):
    """Nothing was written that stays, or nothing that counts; the message says why."""
