"""Two texts, one against the other: what desk and readers are shown of it. Pure."""
