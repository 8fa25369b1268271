"""The read API, version 1: what readers can read, for the machines of other houses. docs/api.md is its manual."""
