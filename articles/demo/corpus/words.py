"""What the invented stories say: texts put together at random, so that pairs of characters are about as common as in print.
Some words have a frequency that is chosen, for whoever measures search."""

import re

from articles.demo import editions, load

WHO = "村民 牧民 游客 学生 教练 工人 医生 老师 司机 护林员 负责人 志愿者 技术员 养殖户 社区干部 合作社 驻村工作队 县文旅局".split()
WHERE = "河谷县 山口镇 北岸街道 松林乡 石桥村 湖滨新区 牧场三队 云杉市 桦林路 东沟水库 南坡果园 老街口 西滩 高坪 白杨渡".split()
DOES = "修好了 检查了 送来了 商量着 打算扩建 准备明年开放 忙着收拾 说起了 比去年多了 盘点 评估 调度 走访了 更换了 晾晒".split()
WHAT = "公路 大棚 羊圈 电网 图书室 灌溉渠 冷库 缆车 桥梁 暖气 牧草 果树 校车 卫生院 停车场 夜市 水表 路灯 账本 订单".split()
HOW = "一大早 连续三天 在雪地里 趁着天晴 按照计划 不到半年 挨家挨户 经过多次协商 用了两周 冒着寒风 每逢周末 入冬以来".split()
SURNAMES, GIVEN = "林江贺陆白苏秦沈叶温唐顾", "知夏一帆小满鸣露远青禾舟砚宁朗川野"
PEOPLE, TAGS = 300, 300  # of a language
COMMON, HEADED = "冰雪", "冰雪节"  # in every fifth text; in every thirtieth headline
EVERYWHERE = "记者在现场看到"  # in all of them
MIXED = "5G 网络覆盖全镇，投资3.5万元。"  # in every tenth
RARE, OLD = "雪豹", "雪鸮"  # in 25 of the newest thousand; in one of four thousand, whatever their age
SHARES = (40, 25, 15, 8, 6, 6)  # of the sections, in hundredths of the stories


class Chinese:
    """Words of zh-hans."""

    language = "zh-hans"
    sections = [(slug, name) for slug, name, _description in load.SECTIONS]
    outlet = "雪川新闻网"

    def names(self, rng):
        """The names of those who write."""
        pairs = ["".join(rng.sample(GIVEN, 2)) for _ in range(PEOPLE)]
        return [SURNAMES[at % len(SURNAMES)] + pair for at, pair in enumerate(pairs)]

    def tags(self, rng):
        """The names of tags, the most common first."""
        found = [f"{where}{what}" for where in WHERE for what in WHAT]
        rng.shuffle(found)
        return ["冰雪旅游", *found[: TAGS - 1]]

    def caption(self, rng):
        """What stands under a photo."""
        return f"{rng.choice(WHERE)}，{rng.choice(WHO)}{rng.choice(DOES)}{rng.choice(WHAT)}。"

    def sentence(self, rng):
        first = f"{rng.choice(WHERE)}的{rng.choice(WHO)}{rng.choice(HOW)}{rng.choice(DOES)}{rng.choice(WHAT)}"
        return f"{first}，{rng.choice(WHO)}{rng.choice(DOES)}{rng.randrange(2, 90)}处{rng.choice(WHAT)}。"

    def headline(self, rng, text):
        """A headline for the text of this number."""
        headed = HEADED if text % 30 == 2 else ""
        return f"{rng.choice(WHERE)}{headed}{rng.choice(HOW)}{rng.choice(DOES)}{rng.choice(WHAT)}"

    def lines(self, rng, text, many):
        """The sentences of the text of this number."""
        lines = [self.sentence(rng) for _ in range(many)]
        lines[3] = f"{EVERYWHERE}，{lines[3]}"
        if text % 5 == 0:
            lines[rng.randrange(many)] += f"{COMMON}经济升温。"
        if text % 10 == 1:
            lines[rng.randrange(many)] += MIXED
        return lines

    def added(self, age):
        """A sentence that the story of this age has beside its text; empty for nearly all."""
        words = [RARE] * (age < 1000 and age % 40 == 7) + [OLD] * (age % 4000 == 11)
        return "".join(f"护林员看见了{word}。" for word in words)


class Arabic:
    """Words of an edition in Arabic script: those of the demo's stories, in any order."""

    def __init__(self, language):
        self.language = language
        self.sections = list(editions.SECTIONS[language].items())
        self.outlet = editions.MASTHEADS[language]["outlet"]
        stories = [story for story in editions.stories() if story.language == language]
        said = " ".join(line for story in stories for line in story.lines if not line.startswith("["))
        self.words = list(dict.fromkeys(re.findall(r"[^\W\d_]{3,}", said)))
        self.people = sorted({name for story in stories for _role, name in story.people})

    def names(self, rng):
        parts = [name.split() for name in self.people if " " in name]
        found = {f"{first[0]} {last[-1]}" for first in parts for last in parts}
        while len(found) < PEOPLE:
            found.add(f"{rng.choice(parts)[0]} {rng.choice(self.words)}")
        return sorted(found)[:PEOPLE]

    def tags(self, rng):
        return [" ".join(rng.sample(self.words, 2)) for _ in range(TAGS)]

    def caption(self, rng):
        return self.sentence(rng)

    def sentence(self, rng):
        return f"{' '.join(rng.choices(self.words, k=rng.randrange(6, 12)))}."

    def headline(self, rng, text):
        return " ".join(rng.choices(self.words, k=5))

    def lines(self, rng, text, many):
        return [self.sentence(rng) for _ in range(many)]

    def added(self, age):
        return ""


def of(language):
    """The words of a language edition."""
    return Chinese() if language == Chinese.language else Arabic(language)
