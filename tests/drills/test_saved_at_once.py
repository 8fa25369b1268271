"""50 rounds of eight editors who save one article at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.drills import filling
from tests.drills.conftest import window

EDITORS, ROUNDS = 8, 50


def test_what_eight_save_at_once_is_all_there_or_was_asked_about(site, figures):
    body = "".join(f"<p>第{at}段。</p>" for at in range(EDITORS))
    [number] = filling.on(site, f"articles(1, body={body!r})")
    address = f"/admin/articles/article/{number}/change/"
    windows = [window(site, "editor") for _ in range(EDITORS)]
    lost = clashes = failed = 0
    with ThreadPoolExecutor(EDITORS) as pool:
        forms = list(pool.map(lambda browser: browser.form(address), windows))
        for round_ in range(ROUNDS):
            gate = Barrier(EDITORS)

            def save(number, forms=forms, gate=gate, round_=round_):
                paragraphs = forms[number]["body"].split("</p>")
                paragraphs[number] = f"<p>第{number}段，第{round_}轮改{number}号。"
                gate.wait(60)
                return windows[number].post(address, forms[number] | {"body": "</p>".join(paragraphs)})

            answers = list(pool.map(save, range(EDITORS)))
            clashes += sum(bool(answer.choices()) for answer in answers)  # each changed a paragraph of its own
            failed += sum(answer.status != 302 for answer in answers)
            forms = list(pool.map(lambda browser: browser.form(address), windows))
            lost += sum(f"第{round_}轮改{number}号" not in forms[0]["body"] for number in range(EDITORS))
    figures(rounds=ROUNDS, lost=lost, false_conflicts=clashes, failed=failed)
    assert (lost, clashes, failed) == (0, 0, 0)
