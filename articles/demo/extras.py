"""What the demo newsroom has beside its stories: a topic, pages of the house, its usage, other names of tags, notes on copy
in review, plans."""

from datetime import time, timedelta

from django.utils import timezone

from articles.models import (
    Article,
    Assignment,
    HousePage,
    HouseWord,
    Note,
    Outlet,
    Plan,
    Publication,
    Section,
    Tag,
    TagAlias,
    Topic,
    TopicBlock,
    TopicStory,
)
from articles.models.bodies import clean_body
from newsroom.models import Reporter
from newsroom.roles import name_of

TOPIC_STORIES = ["26-ski-opening.txt", "30-ski-race.txt", "35-ice-fishing.txt", "28-ice-drill.txt"]
TOPIC_STORIES += ["41-ice-measurers.txt", "32-night-lights.txt"]
BY_HAND = 4  # of them stand in the first block
OUTLETS = [
    ("远山社", "https://yuanshan.example/", "通讯社"),
    ("雪川日报", "https://daily.example/", "地区媒体"),
    ("北屏县融媒体中心", "", "县市媒体"),
    ("塔什河县融媒体中心", "", "县市媒体"),
    ("金河市融媒体中心", "", "县市媒体"),
]
HOUSE_WORDS = [
    ("截止目前", "截至目前", "“截止”后面不带时间"),
    ("帐户", "账户", ""),
    ("座落", "坐落", ""),
    ("渡假", "度假", ""),
    ("一愁莫展", "一筹莫展", ""),
    ("爆满", "客满", "本社用语"),
]
# Days from today, hour, minute, title, place, section, remarks, who does what.
PLANS = [
    (-1, 10, 0, "冬季供暖半月回访", "云杉市", "livelihood", "", [("沈听雨", "words")]),
    (
        0,
        15,
        30,
        "社区食堂开张第一天",
        "云杉市桦林路",
        "livelihood",
        "找社区书记；下午四点半开饭。",
        [("林知夏", "words"), ("方砚", "photos")],
    ),
    (
        1,
        8,
        0,
        "雪岭垭口早班除雪",
        "雪岭垭口",
        "news",
        "六点在道班门口集合，带防滑链。",
        [("陆鸣", "words"), ("叶北辰", "photos")],
    ),
    (
        1,
        11,
        0,
        "口岸年货班列首发",
        "金河口岸",
        "economy",
        "",
        [("努尔兰·江布拉提", "words"), ("努尔兰·江布拉提", "video")],
    ),
    (3, 19, 30, "民歌之夜彩排", "雪川文化宫", "culture", "", [("其其格", "words"), ("古丽孜巴·哈力别克", "photos")]),
    (6, 9, 0, "冰湖冬捕第二网", "北屏县松果镇", "snow", "", [("何青禾", "words"), ("韩松", "photos")]),
]
ALIASES = [("滑雪", ["雪上运动", "双板"]), ("冰湖", ["蓝冰湖"])]
HOUSE_PAGES = [
    (
        "about",
        "关于我们",
        "<p>雪川新闻网是雪川地区融媒体中心主办的新闻网站，报道北屏、塔什河、云杉、金河四个县市的新闻，每天从清晨更新到深夜。</p>"
        "<h2>怎样做新闻</h2>"
        "<p>每篇报道都要经过三次审核，由三个人分别签字。采写、摄影、编辑、校对的姓名写在报道里；图片由谁拍摄、由谁提供，写在图片下面。</p>"
        "<h2>错了怎么办</h2>"
        '<p>发现差错，我们在原文上方写明改了什么、什么时候改的，并列入<a href="/corrections/">更正</a>页。报道的每一个版本都保留在公开记录里。</p>'
        "<h2>转载</h2>"
        "<p>转载本站作品，请注明来源和作者，不改动原意。图片的使用请先与编辑部联系。</p>",
    ),
    (
        "contact",
        "联系我们",
        "<p>新闻线索、意见和更正要求，都可以打电话或者写信来。工作日9:30至19:30有人接听，其余时间请写邮件，我们在下一个工作日答复。</p>"
        "<h2>提供线索</h2>"
        "<ul><li>请说明事情发生的时间和地点。</li><li>附上图片时，请写明由谁拍摄。</li><li>不愿公开姓名的，请在信中说明。</li></ul>",
    ),
    (
        "accessibility",
        "无障碍说明",
        "<p>我们希望每一位读者都能读到新闻，不论用什么设备，也不论视力、听力和年纪如何。页面按《信息技术 互联网内容无障碍可访问性技术要求》"
        "和国际标准WCAG 2.2的AA级制作，每次改版都用工具和键盘逐页检查。</p>"
        "<h2>长者模式</h2>"
        "<p>每页上方的“长者模式”把文字放大三成以上，按钮加大，内容排成一列。页首的一行按钮可以继续放大或缩小文字，换成白底黑字或黑底白字，朗读，"
        "或者返回普通版。打开一次，以后每一页都照此显示，不必登录；选择只保存在您自己的浏览器里。</p>"
        "<p>长者模式里，键盘上的数字键等于按下标有这个数字的按钮：1和2调整字号，3、4、5换底色，6朗读或暂停，0返回普通版。不需要的话，按“快捷键”关掉。</p>"
        "<h2>听报道</h2>"
        "<p>每篇报道的标题下面有“听报道”，用浏览器自带的语音从标题读到结尾，可以暂停、加快、放慢，正在读的一段有底色。"
        "浏览器没有某种语言的语音时，会用文字说明。</p>"
        "<h2>其他</h2>"
        "<ul><li>所有页面都可以只用键盘浏览，也可以用读屏软件朗读。</li>"
        "<li>文字可以放大到两倍，页面可以放大到四倍，内容不会错位。</li>"
        "<li>图片配有文字说明；页面没有弹窗，没有自己滚动的内容。</li>"
        "<li>页脚可以选浅色、深色，或者跟随设备的设置。</li>"
        "<li>关闭脚本之后，所有报道照样能读。</li></ul>"
        "<h2>还做不到的</h2>"
        "<p>较早的视频没有字幕；部分老照片只有图说，没有另写替代文字。</p>"
        '<p>遇到不便之处，请<a href="/about/contact/">告诉我们</a>，我们在五个工作日内答复。</p>',
    ),
]
NOTES = {
    "45-elder-canteen.txt": [("section-head", "editor", "", "价格是含补贴的还是不含？请向社区再核一次。")],
    "50-snow-stations.txt": [("chief-editor", None, "", "标题里的“量雪桩”是口语说法，保留，正文第一次出现时注明。")],
}


def usage():
    """Outlets that may be reprinted from, and the house's words."""
    for name, url, group in OUTLETS:
        Outlet.objects.get_or_create(name=name, defaults={"url": url, "group": group})
    for wrong, right, reason in HOUSE_WORDS:
        HouseWord.objects.get_or_create(wrong=wrong, defaults={"right": right, "reason": reason})


def topic():
    """The topic of the season, open, without its stories yet."""
    made, _created = Topic.objects.get_or_create(
        masthead_id="zh-hans",
        slug="冰雪季",
        defaults={
            "title": "到雪川去，过一个冰雪季",
            "standfirst": "雪道开板，冰湖出鱼，第一盏灯亮在山脚下。这个冬天的故事，我们一篇一篇写给您看。",
            "is_open": True,
        },
    )
    return made


def fill_topic(topic):
    """The blocks of the topic's page: the chosen stories, a few words, then whatever is newest."""
    numbers = dict(Article.objects.filter(copy_name__in=TOPIC_STORIES).values_list("copy_name", "pk"))
    on_site = set(Publication.objects.filter(story__in=numbers.values()).values_list("story", flat=True))
    chosen = [numbers[name] for name in TOPIC_STORIES if numbers.get(name) in on_site][:BY_HAND]
    block = TopicBlock.objects.create(topic=topic, position=0, heading="不要错过")
    TopicStory.objects.bulk_create(
        TopicStory(block=block, position=position, story=story) for position, story in enumerate(chosen)
    )
    TopicBlock.objects.create(
        topic=topic,
        position=1,
        kind=TopicBlock.Kind.WORDS,
        heading="上山之前",
        words="雪岭垭口公路冬季实行限时通行，出发前请查看当天路况。冰面厚度不足三十厘米的水域不要走近。",
    )
    TopicBlock.objects.create(topic=topic, position=2, kind=TopicBlock.Kind.NEWEST, heading="最新报道")
    lead = Publication.objects.filter(story__in=chosen, cover__isnull=False).order_by("-key").first()
    if lead:
        topic.cover_id = lead.cover["number"]
        topic.save(update_fields=["cover"])


def house_pages():
    """What the house says of itself, with its address and telephone; what is there already stays as it is."""
    for position, (slug, title, body) in enumerate(HOUSE_PAGES, 1):
        said = {"title": title, "body": clean_body(body), "position": position}
        HousePage.objects.get_or_create(masthead_id="zh-hans", slug=slug, defaults=said)


def aliases():
    """Other names of tags that stories carry."""
    for name, others in ALIASES:
        tag = Tag.objects.filter(name=name).first()
        for other in others if tag else []:
            TagAlias.objects.get_or_create(name=other, defaults={"slug": other, "tag": tag})


def notes(users):
    """What the desk says to each other about copy that is in review."""
    for file, said in NOTES.items():
        article = Article.objects.filter(copy_name=file).first()
        for author, to, quote, text in said if article else []:
            Note.objects.create(
                article=article,
                author=users[author],
                author_name=name_of(users[author]),
                to=users[to] if to else None,
                quote=quote,
                text=text,
            )


def plans(users):
    """What the desk means to report on, around today."""
    today = timezone.localdate()
    sections = {section.slug: section for section in Section.objects.filter(masthead="zh-hans")}
    people = {reporter.name: reporter for reporter in Reporter.objects.all()}
    for away, hour, minute, title, place, section, notes, assigned in PLANS:
        plan = Plan.objects.create(
            title=title,
            date=today + timedelta(days=away),
            starts=time(hour, minute),
            place=place,
            section=sections[section],
            notes=notes,
            made_by=users["section-head"],
        )
        Assignment.objects.bulk_create(
            Assignment(plan=plan, reporter=people[name], kind=kind, is_done=away < 0) for name, kind in assigned
        )
