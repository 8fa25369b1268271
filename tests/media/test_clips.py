import pytest

from media import clips
from media.models import Clip
from tests.media.recorded import MP4, RECORDINGS, recording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CLIPS = tmp_path / "clips"
    return settings.CLIPS


@pytest.mark.parametrize("extension", RECORDINGS)
def test_a_recording_is_kept_under_its_content_and_its_true_extension(cast, folder, extension):
    clip, created = clips.accept(recording("夜里.bin", RECORDINGS[extension]), cast.reporter, credit="记者 林知夏摄制")
    assert created
    assert clip.name == f"{clip.sha256[:2]}/{clip.sha256}.{extension}"
    assert (folder / clip.name).read_bytes() == RECORDINGS[extension]
    assert clip.url() == f"/media/clips/{clip.name}"
    assert (clip.file_name, clip.credit, clip.uploaded_by) == ("夜里.bin", "记者 林知夏摄制", cast.reporter)


def test_the_same_file_again_is_the_clip_it_is_already(cast):
    first, _created = clips.accept(recording(), cast.reporter, title="开网")
    second, created = clips.accept(recording("b.mp4"), cast.editor, title="别的", credit="江一帆摄制")
    assert (second.pk, created) == (first.pk, False)
    assert (second.title, second.credit, second.file_name) == ("开网", "江一帆摄制", "ice.mp4")


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "文件是空的|is empty"), (b"<html>", "MP4"), (MP4 + bytes(2_000_000), "1 MB")]
)
def test_what_is_refused_leaves_nothing_behind(cast, folder, settings, content, reason):
    settings.MAX_CLIP_MB = 1
    with pytest.raises(clips.Refused, match=reason):
        clips.accept(recording("某.mp4", content), cast.reporter)
    assert not Clip.objects.exists()
    assert not list(folder.rglob("*.*"))
