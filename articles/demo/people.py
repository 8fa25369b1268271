"""The cast of the demo newsroom. Every person, place and house is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody who is named in bylines and credits. `unit` is empty for people of our own house."""

    name: str
    role: str
    biography: str
    unit: str = ""


BEIPING = "北屏县融媒体中心"
TASHI = "塔什河县融媒体中心"
YUNSHAN = "云杉市融媒体中心"
JINHE = "金河口岸融媒体工作站"

REPORTERS = [
    Person("林知夏", "记者", "跑民生线第九年，供暖、供水、公交的值班电话都背得下来。"),
    Person("陆鸣", "记者", "写交通和气象，冬天跟过十一趟除雪车。"),
    Person("周予安", "记者", "写农牧业和乡村，随身带一把量雪深的尺子。"),
    Person("苏岚", "记者", "写城市服务和公共政策，喜欢把办事流程自己走一遍。"),
    Person("程晚", "记者", "写经济，从集市的秤一直写到口岸的磅房。"),
    Person("柳依", "记者", "写林区和生态，认得出雪地上的十几种脚印。"),
    Person("欧阳雪", "记者", "写冰雪运动，自己是县队退下来的越野滑雪运动员。"),
    Person("其其格", "记者", "写文化和教育，主持副刊“雪川书架”。"),
    Person("图娅", "记者", "写牧区生活，会讲三种语言。"),
    Person("宋词", "全媒体记者", "写、拍、剪都做，负责长篇报道“雪川人家”。"),
    Person("文慧", "全媒体记者", "写卫生健康，也做读者热线的回访。"),
    Person("沈听雨", "全媒体记者", "写社区新闻，办公桌上常年放着读者来信。"),
    Person("方砚", "摄影记者", "图片编辑，管着中心四万张照片的图片库。"),
    Person("叶北辰", "摄影记者", "拍雪山和湖泊十五年，同一座山拍过一百多个清晨。"),
    Person("江一帆", "实习记者", "新闻系大四学生，实习第二个月。"),
    Person("玛依努尔·阿不都拉", "见习记者", "今年由实习转为见习，写青年和校园。"),
    Person("何青禾", "记者", "北屏县松果镇人，写林场、冰湖和乡镇。", BEIPING),
    Person("韩松", "摄影记者", "常年背着三脚架走在冰面上。", BEIPING),
    Person("叶尔肯·别克塔斯", "记者", "牧民家的孩子，每年跟一次转场。", TASHI),
    Person("古丽孜巴·哈力别克", "记者", "拍摄牧区和手艺人，也写人物。", TASHI),
    Person("阿依夏木·托合塔尔", "记者", "写云杉市的街道、学校和菜市场。", YUNSHAN),
    Person("努尔兰·江布拉提", "全媒体记者", "驻金河口岸，写货车、列车和过路人。", JINHE),
    Person("赛力克别克", "通讯员", "护林员，用一台旧相机记下林班的四季。", "红松林场"),
    Person("贺兰", "通讯员", "消防救援人员，业余写稿八年。", "北屏县消防救援大队"),
    Person("巴合江·木拉提", "通讯员", "兽医，走遍了县里的冬牧场。", "塔什河县畜牧兽医站"),
]

# Whose portrait is drawn: name → (scene, seed), and who took them all.
PORTRAITS = {"林知夏": ("portrait", 4), "韩松": ("portrait", 1), "叶北辰": ("portrait", 3)}
PHOTOGRAPHER = "方砚"

# The login of each role belongs to the person of this name; whoever signs stands in no byline of the demo.
STAFF = {
    "reporter": "林知夏",
    "editor": "白露",
    "section-head": "石溪",
    "chief-editor": "顾南",
    "photo-desk": "方砚",
    "administrator": "章台",
}
