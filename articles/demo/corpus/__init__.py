"""Invented stories by the thousand, for measuring: `seeding.Corpus` puts them on a site.

They are what publishing would have made of them, row for row: working copy, version in the chain of the record, publication,
tokens of search and desk. Nobody filed, saved or signed them, so they have no saves, signatures or notes.
"""
