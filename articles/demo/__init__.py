"""The demo newsroom: its people, its stories and the pictures that go with them, all invented."""
