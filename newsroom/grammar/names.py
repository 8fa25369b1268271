"""Personal names: what may be one, what surely is one, and how names run together come apart.

A Han name is a surname and one or two characters; names of other peoples of the region come transcribed, their parts
joined by a middle dot or, often, run together (赛力克别克). Nothing here guesses where one person ends and the next
begins: only the staff table can say that.
"""

import re
import unicodedata
from collections.abc import Collection, Set
from dataclasses import dataclass
from functools import lru_cache

from .text import fold

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
LONGEST_RUN = 16

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡"
    "鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊仝区郜海阚花权帅屠豆朴盖廉禹井祖漆巴丰支卿狄索宣晋"
    "云容敬扈晁芮阙浦戈伏鹿薄邸雍辜羊乌裘亓邰赫杭况宿鲜逯隆茹慕危玉银亢嵇哈湛宾戎茅於揭尉冶元束檀衣昝智幸奉植"
    "衡富尧滑苍闪邴郗"
)
_COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 轩辕 夏侯 长孙 宇文 端木 独孤 南宫 拓跋 呼延 完颜 "
    "申屠 淳于 澹台 钟离 闾丘 鲜于 百里 东郭 西门 公冶 濮阳 单于 司空 太史 赫连 纳兰 第五 左丘 闻人".split()
)
_TRANSCRIBED = frozenset(
    "阿艾爱安奥巴拜班保贝比别波博布查察达代丹道德迪地蒂丁都多恩尔法菲夫甫盖甘格根贡古哈海汗合和赫胡吉加嘉贾江杰"
    "金卡喀开凯坎康柯科克肯库拉来莱兰朗勒雷里力丽莉利列鲁罗洛马玛买麦满曼毛梅美蒙孟米莫姆木穆娜纳乃奈尼妮宁努诺"
    "帕潘皮其奇切钦青琼曲热日仁如茹萨赛桑森沙莎山珊史司斯苏索塔台泰坦特腾提铁通图吐托瓦娃万维乌吾西希夏先雅亚娅"
    "延彦耶叶伊依义因英尤于玉约再赞泽扎札珠孜子祖不"
)
# Characters that stand in no name, and words of which the first character could be a surname.
_NEVER = frozenset("的了们吗呢摄拍讯获悉")
_NOT_NAMES = frozenset(
    "简介 单位 周刊 时间 时报 报道 整理 综合 采写 供图 供稿 摄影 文字 视频 记者 通讯员 责任 值班 执行 实习 见习".split()
)
# 影像编辑 is nobody, whatever house made it up; nor is 二审二校.
_IN_NO_NAME = re.compile("记者|通讯员|编辑|报道|编委|主任|总编")
_DUTIES = (
    "校对 审核 编审 审签 审校 签发 责编 责校 美编 监制 主编 一审 二审 三审 初审 复审 终审 一校 二校 三校 统筹 策划 排版 来源 "
    "稿源".split()
)
_DUTY = re.compile(rf"(?:{'|'.join(_DUTIES)})+|[{HAN}]{{2,}}(?:校对|审核|监制)")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_DOT = re.compile(rf" *· *|(?<=[{HAN}]) *\. *(?=[{HAN}])")
_SPACE_IN_HAN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


def key(name: str) -> str:
    """`name` in the form in which names are compared: NFC, half width, one kind of middle dot with no spaces around it,
    and no spaces that typesetters put between Han characters (韩 松). The key of a key is itself."""
    text = " ".join(unicodedata.normalize("NFC", fold(name)).split())
    return _SPACE_IN_HAN.sub("", _DOT.sub("·", text))


def keys(names: Collection[str]) -> frozenset[str]:
    """The keys of `names`; of a frozenset, which many readers are given in turn, they are worked out once."""
    return _keys(names) if isinstance(names, frozenset) else frozenset(map(key, names))


@lru_cache(maxsize=4)
def _keys(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(key, names))


@dataclass(frozen=True)
class Names:
    """One or more names read from one word: `sure` that it is a name at all, `resolved` into single persons."""

    names: tuple[str, ...]
    sure: bool = True
    resolved: bool = True


def read_names(word: str, staff: Set[str] = frozenset()) -> Names | None:
    """The names in a folded word without separators, or None where it cannot be a name.

    2–4 Han characters, or parts joined by `·` of any length, or up to 16 Han characters, which are one transcribed
    name or else names run together: those come apart only where the staff table covers them in exactly one way.
    """
    if word in staff or (staff and key(word) in staff):
        return Names((word,))
    if word in _NOT_NAMES or not _NEVER.isdisjoint(word) or _DUTY.fullmatch(word) or _IN_NO_NAME.search(word):
        return None
    if parts := _split_by_staff(word, staff):
        return Names(parts)
    if "·" in word:
        return Names((word,))
    if not _HAN_RUN.fullmatch(word) or not 2 <= len(word) <= LONGEST_RUN:
        return None
    if len(word) <= 8 and _TRANSCRIBED.issuperset(word):
        return Names((word,))
    compound = word[:2] in _COMPOUND_SURNAMES
    sure = compound or word[0] in _SURNAMES
    return Names((word,), sure=sure, resolved=len(word) <= (4 if compound else 3))


@lru_cache(maxsize=4)
def _lengths(staff: frozenset[str]) -> list[int]:
    return sorted({len(name) for name in staff} - {0, 1})


def _split_by_staff(word: str, staff: Set[str]) -> tuple[str, ...] | None:
    """The staff names that `word` is made of, or None where they do not cover it, or do in two ways."""
    if not staff or len(word) > 60:
        return None
    lengths = [length for length in _lengths(frozenset(staff)) if length <= len(word)]
    ways: dict[int, list[tuple[str, ...]]] = {len(word): [()]}
    for start in range(len(word) - 2, -1, -1):
        found = [
            (word[start : start + length], *rest)
            for length in lengths
            if word[start : start + length] in staff
            for rest in ways.get(start + length, ())
        ]
        ways[start] = found[:2]  # two are enough to know that it is not clear
    whole = ways.get(0, [])
    return whole[0] if len(whole) == 1 else None
