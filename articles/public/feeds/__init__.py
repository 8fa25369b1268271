"""Feeds: RSS, Atom and JSON Feed, the same stories in full in each. One room describes them, three write them down."""
