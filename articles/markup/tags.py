"""The tags of sanitised HTML as they are written."""

import re

TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>""")  # groups: "/" of an end, name, attributes
INLINE = set("strong em b i u s sub sup a ruby rt rp span cite q time br".split())
