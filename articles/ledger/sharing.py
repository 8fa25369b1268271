"""Parts of a whole: who gets how much of a story, of its points and of its fee. Pure."""

EQUAL, FIRST, ROLES = "equal", "first", "roles"
ONE = 100  # the weight of a role of which nothing is said, and a whole in hundredths


def apportion(whole, weights):
    """`whole`, a number of hundredths, in parts as `weights` (whole numbers, at least one) say. The parts add up to exactly
    the whole: what is left after rounding down goes to the largest remainders, of equal ones to the first."""
    if not any(weights):
        weights = [1] * len(weights)
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    remainders = [whole * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: -remainders[at])  # stable: of equal ones the first stays first
    for at in order[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def weights_of(roles, way, first_part=0, of_roles=()):
    """How much each of several people weighs, whose `roles` are given in the order of the byline. `way` is EQUAL, FIRST (the
    first gets `first_part` per cent) or ROLES (by the hundredths that `of_roles` says)."""
    if way == FIRST and len(roles) > 1:
        others = len(roles) - 1
        return [first_part * others, *[100 - first_part] * others]
    if way == ROLES:
        known = dict(of_roles)
        return [known.get(role, ONE) for role in roles]
    return [1] * len(roles)
