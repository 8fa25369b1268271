import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import markup
from articles.models import Article
from tests.articles.desk.test_filing import COPY
from tests.cast import photo_file

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[3] / "shared" / "dispatches" / "000_15a391acd5d7ad79.txt"


def run(capsys, *arguments):
    """The command's JSON."""
    call_command("file", *map(str, arguments))
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "来稿.txt"
    path.write_text(COPY, encoding="utf-8")
    return path


class TestFile:
    def test_prints_what_was_understood(self, cast, capsys, copy):
        said = run(capsys, copy, "--section", "news", "--by", "reporter", "--received", "2025-12-28")
        assert said["headline"] == "雪川地区冬季旅游推介会召开"
        assert said["outlets"] == ["雪川新闻网", "雪川地区融媒体中心"]
        assert said["bylines"] == [["记者", "林知夏"], ["记者", "陆鸣"], ["实习记者", "江一帆"]]
        assert said["event_date"] == "2025-12-27"
        article = Article.objects.get(pk=said["article"])
        assert (article.section, article.created_by, article.copy_name) == (cast.section, cast.reporter, "来稿.txt")

    def test_a_photo_takes_the_place_with_its_caption_and_credit(self, cast, capsys, copy, tmp_path):
        photo = tmp_path / "图.jpg"
        photo.write_bytes(photo_file().read())
        (place,) = run(capsys, copy, "--photo", photo)["photos"]
        assert place["photo"]
        assert place["credits"] == [["实习记者", "江一帆"]]
        assert place["credit"] == "实习记者 江一帆摄"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["nowhere.txt"], "nowhere.txt"),
            (["{copy}", "--section", "none"], "none"),
            (["{copy}", "--by", "nobody"], "nobody"),
            (["{copy}", "--photo", "{copy}"], "来稿.txt"),
        ],
    )
    def test_what_cannot_be_filed_is_said_and_nothing_is_stored(self, cast, copy, arguments, said):
        with pytest.raises(CommandError, match=said):
            call_command("file", *(argument.replace("{copy}", str(copy)) for argument in arguments))
        assert not Article.objects.exists()


@pytest.mark.skipif(not REAL.exists(), reason="the real dispatch is not here")
def test_a_real_dispatch_is_understood_whole(cast, capsys):
    lines = REAL.read_text(encoding="utf-8").split("\n")
    said = run(capsys, REAL, "--received", "2025-12-28")
    article = Article.objects.get(pk=said["article"])
    assert said["headline"] == lines[0]
    assert len(said["outlets"]) == 2
    assert [role for role, _name in said["bylines"]] == ["记者", "记者", "实习记者"]
    assert article.bylines.filter(reporter__is_unchecked=True).count() == 3
    assert said["event_date"] == "2025-12-27"
    (place,) = said["photos"]
    assert place["photo"] is None
    assert place["credits"] == [said["bylines"][2]]
    assert place["caption"].endswith("召开。")
    assert said["flags"] == []
    # every paragraph of the copy stands in the body, the first without the byline
    body = markup.text(article.body).split("\n")
    assert body[1:] == [line for line in lines[4:] if line]
    assert lines[1].endswith(body[0])
    assert "记者" not in body[0]
