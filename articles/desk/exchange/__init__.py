"""The exchange: stories of other newsrooms come in by themselves, with their people and photos, and what is changed or
withdrawn there is followed here.

following: whom to ask when; feed: what they say; fetching: how anything is fetched; photos: theirs into our library;
taking: what becomes of a change.
"""
