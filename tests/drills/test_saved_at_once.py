"""50 rounds of eight editors who save one article at the same moment."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.drills.conftest import window

EDITORS, ROUNDS = 8, 50
MADE = """
import json
from articles.desk import saving
from articles.models import Article, Section
body = "".join(f"<p>第{at}段。</p>" for at in range(%d))
article = Article.objects.create(headline="河谷里下了今年第一场雪", body=body, section=Section.objects.get(slug="news"))
saving.begin(article, None)
print(json.dumps(article.pk))
"""
READ = "from articles.models import Article; print(Article.objects.get(pk=%d).body)"


def test_what_eight_save_at_once_is_all_there_or_was_asked_about(site, figures):
    key = json.loads(site.manage("shell", "-v0", "-c", MADE % EDITORS).splitlines()[-1])
    address = f"/admin/articles/article/{key}/change/"
    windows = [window(site, "editor") for _ in range(EDITORS)]
    lost = clashes = failed = 0
    with ThreadPoolExecutor(EDITORS) as pool:
        for round_ in range(ROUNDS):
            forms = list(pool.map(lambda browser: browser.form(address), windows))
            gate = Barrier(EDITORS)

            def save(number, forms=forms, gate=gate, round_=round_):
                paragraphs = forms[number]["body"].split("</p>")
                paragraphs[number] = f"<p>第{number}段，第{round_}轮改{number}号。"
                gate.wait(60)
                return windows[number].post(address, forms[number] | {"body": "</p>".join(paragraphs)})

            answers = list(pool.map(save, range(EDITORS)))
            clashes += sum(bool(answer.choices()) for answer in answers)  # each changed a paragraph of its own
            failed += sum(answer.status != 302 for answer in answers)
            body = site.manage("shell", "-v0", "-c", READ % key)
            lost += sum(f"第{round_}轮改{number}号" not in body for number in range(EDITORS))
    figures(rounds=ROUNDS, lost=lost, false_conflicts=clashes, failed=failed)
    assert (lost, clashes, failed) == (0, 0, 0)
