"""Outlets and other bodies, known by how their names end.

An outlet is one that puts out news (雪川新闻网, 北屏县融媒体中心, 本报); a unit is any body that a person may belong
to, outlets among them (北屏县消防救援大队).
"""

import re
from collections.abc import Set

from .names import HAN

OWN = ("本报", "本网", "本台", "本社", "本刊", "本站")

# What follows 社, 报 or 网 in everyday words (社区, 报告, 网络) is not the end of an outlet.
_OUTLET_END = re.compile(
    r"网(?!络|格|点|红)|报(?!道|告|名)|社(?!区|会主|会保|员)|中心(?!小学|城区|医院)|客户端|新闻(?!发布)|发布(?!会)"
    r"|融媒体?(?:工作[站室])?(?!中心)|频道|广播(?!电)|本台|电视台|电台|广播台"
)
_OUTLET_NAME = re.compile(rf"[{HAN}A-Za-z·]{{2,30}}")
_UNIT_ENDS = tuple(
    "网 报 社 台 中心 客户端 新闻 发布 融媒 融媒体 频道 广播 局 厅 委 办 院 校 中学 小学 大学 公司 集团 银行 "
    "大队 支队 中队 总队 部 处 科 室 站 所 馆 团 队 会 县 市 镇 乡 村 区 州 街道 场 园 厂 矿 公安 消防 税务 "
    "交警 检察 政府".split()
)
# Endings that no name of three or four characters has, and a place that a body belongs to (北屏县文联).
_PLAIN_ENDS = tuple(
    "局 厅 大队 支队 中队 总队 中心 公司 集团 银行 医院 学校 中学 小学 大学 学院 法院 政府 日报 电视台 林场 农场 牧场 "
    "图书馆 文化馆 博物馆 派出所 气象台 气象站 护林站 工作站 管理站 服务站 合作社".split()
)
_OF_A_PLACE = re.compile(rf"[{HAN}]{{2,8}}(?:县|市|地区|镇|乡|村|街道|社区)[{HAN}]{{2,20}}")
# Words of running text: 舞狮队走进社区 ends as a body does and is none.
_RUNNING = ("的", "了", "在", "走进", "来到", "参观", "举行", "举办", "开展")


def outlet_end(text: str, known: Set[str] = frozenset()) -> int:
    """How many characters at the start of folded `text` are an outlet's name; 0 where there is none.

    A known outlet counts first, the longest; else the last ending that outlets have. A bare 台 counts only where
    nothing else does, for places end in 台 as well.
    """
    named = [len(name) for name in known if text.startswith(name)]
    if named:
        return max(named)
    ends = [found.end() for found in _OUTLET_END.finditer(text)]
    end = ends[-1] if ends else text.rfind("台") + 1
    if text[end:] == "台":
        end += 1
    return end if _OUTLET_NAME.fullmatch(text, 0, end) else 0


def is_outlet(text: str, known: Set[str] = frozenset()) -> bool:
    """Whether the whole of folded `text` is the name of an outlet."""
    return bool(text) and outlet_end(text, known) == len(text)


def is_unit(text: str) -> bool:
    """Whether folded `text`, standing before a role, is the name of a body."""
    if text in OWN:
        return True
    ends_as_one = text.endswith(_UNIT_ENDS) or _is_of_a_place(text)
    return 3 <= len(text) <= 30 and ends_as_one and not any(word in text for word in _RUNNING)


def is_plainly_unit(text: str) -> bool:
    """Whether folded `text`, standing where a name may stand as well, can only be the name of a body."""
    plain = len(text) >= 6 or text in OWN or text.endswith(_PLAIN_ENDS) or _is_of_a_place(text)
    return plain and is_unit(text)


def _is_of_a_place(text: str) -> bool:
    return bool(_OF_A_PLACE.fullmatch(text))
