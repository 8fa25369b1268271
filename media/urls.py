from django.urls import re_path

from media import views

urlpatterns = [
    re_path(
        r"^media/photos/(?P<folder>[0-9a-f]{2})/(?P<name>[0-9a-f]{64})\.(?P<extension>jpg|jpeg|webp|avif|png)\Z",
        views.rendition,
        name="rendition",
    ),
    re_path(
        r"^media/clips/(?P<folder>[0-9a-f]{2})/(?P<name>[0-9a-f]{64})\.(?P<extension>mp4|mov|webm|m4a|mp3|ogg|wav)\Z",
        views.clip,
        name="clip",
    ),
]
