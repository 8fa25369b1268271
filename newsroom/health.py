"""Is the site well? For a monitor, and for whoever starts the site."""

from django.db import DatabaseError
from django.http import JsonResponse

from newsroom import pulse


def healthz(request):
    """200 and {"database": "ok", "clock": "ok"} where all is well, 503 where something is not."""
    report = {"database": "ok", "clock": "ok"}
    try:
        if pulse.is_late(pulse.last()):
            report["clock"] = "late"
    except DatabaseError:
        report = {"database": "away", "clock": "unknown"}
    response = JsonResponse(report, status=200 if set(report.values()) == {"ok"} else 503)
    response["Cache-Control"] = "no-store"
    return response
