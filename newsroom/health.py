"""Is the site well? For a monitor, and for whoever starts the site."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import JsonResponse
from django.utils import timezone

from newsroom.models import Beat

LATE = timedelta(seconds=30)


def healthz(request):
    """200 and {"database": "ok", "clock": "ok"} where all is well, 503 where something is not."""
    report = {"database": "ok", "clock": "ok"}
    try:
        last = Beat.objects.values_list("at", flat=True).first()
        if last is None or last < timezone.now() - LATE:
            report["clock"] = "late"
    except DatabaseError:
        report = {"database": "away", "clock": "unknown"}
    response = JsonResponse(report, status=200 if set(report.values()) == {"ok"} else 503)
    response["Cache-Control"] = "no-store"
    return response
