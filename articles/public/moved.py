"""Addresses of a former site: which story of ours each of them means."""

from articles.models.formeraddress import LONGEST, FormerAddress, key_of, readable

MOST = 4 * LONGEST  # characters of an address that is looked up; percent-encoded Chinese is long


def find(request):
    """The number of the story that a former site had at the address of `request`, None where it had none. One query."""
    if request.method not in ("GET", "HEAD") or len(request.get_full_path()) > MOST:
        return None
    keys = keys_of(request)
    found = dict(FormerAddress.objects.filter(path__in=keys).values_list("path", "story")) if keys else {}
    return next((found[key] for key in keys if key in found), None)


def keys_of(request):
    """The former addresses that a request may mean, the closest first: with its query, with the number of a WordPress post
    alone, without any."""
    path, query = request.path, request.META.get("QUERY_STRING", "")
    keys = [key_of(path, readable(query))] if query else []
    number = request.GET.get("p", "")
    if number.isascii() and number.isdigit():
        keys.append(key_of(path, f"p={number}"))
    return [key for key in dict.fromkeys([*keys, key_of(path)]) if key and "\x00" not in key]
