"""Whether an address spells a name: www.haowenku.com is 好文库, and so tells where that name begins in 救灾款好文库.

Only characters that sites of documents call themselves by are known; the readings are those of Hanyu Pinyin (ISO 7098).
"""

from __future__ import annotations

import re

_READINGS = (
    "gong公工攻 wen文问闻 fan范帆凡 gao稿高告 mi秘蜜 shu书树数 bi笔必碧 gan杆竿干感 zi子资字紫 xie写携 zuo作 cai材才彩 liao料 su素 jiang讲江匠 hua话花华画 "
    "dang档党 ku库 wang网 hui汇会慧荟 guan馆观官冠 fang坊方芳房 ba吧霸 she社 ge阁歌格 wu屋坞悟 zhan站 zhai斋 xuan轩选 tang堂塘 yuan苑园源原院 bao宝报 "
    "tong通同 jun君 bang帮榜 quan圈全泉 hai海 wo窝 pu铺 xiang巷享香 jia家佳 you友优悠有 zhou舟洲 chuang窗创 di地 xian线先 dian典点店殿 shou手首 "
    "dao道岛 xing星行 qiu球秋求 bu部 luo落 xue学雪 hao好浩 lao老 xiao小晓 da大达 yun云韵 mo墨 yan砚言演研 qing青清轻 zhu竹主 chun春 shan山 he河荷和 "
    "hu湖 yue月悦阅 ya雅 han翰 lin林 bai百白 qian千 wan万湾 yi一易亿艺驿 sheng生 zhang章 kuai快 zhi智知之致 bo博 si思司 xin心新欣 de得 zong总 jie结 "
    "ji机集极 zheng政正 jing精 pin品 ban板办版 lun论 ke客课 gu谷古 gang港岗 jiao角教 lou楼 ting亭 ben本 ye页 shi拾诗师 geng耕 chi池 "
    "tian天田 xia下 kong空 ming名明 guang光 ren人 yu语雨 ju句聚 duo多 du读都 le乐 ai爱 dong东动 nan南 bei北 zhen真 kao考 jian件简见建"
)
_SYLLABLE = {
    char: syllable
    for syllable, chars in re.findall(r"([a-z]+)([^a-z\s]+)", _READINGS)
    for char in chars
}
_HOST = re.compile(r"^(?:https?://)?(?:(?:www|m|wap|bbs)\.)?([a-z]+)")
_LONGEST = 8  # characters of a name
_LEAST = 3  # and of the shortest
_LEAST_LETTERS = 4


def spelled_at(text: str, address: str) -> int | None:
    """Return where in a text the name begins that ends it and that the address spells, by syllables or first letters."""
    host = _HOST.match(re.sub(r"\s", "", address).lower())
    if host is None or len(host[1]) < _LEAST_LETTERS:
        return None
    for start in range(max(0, len(text) - _LONGEST), len(text) - _LEAST + 1):
        if _spells(host[1], text[start:]):
            return start
    return None


def _spells(letters: str, name: str) -> bool:
    """Say whether letters spell a name; what the name ends with (…网) may be left out."""
    reached = {0}
    for i, char in enumerate(name):
        if len(letters) in reached and i == len(name) - 1:
            return True
        syllable = _SYLLABLE.get(char, "")
        reached = {
            at + len(part)
            for at in reached
            for part in {syllable, syllable[:1]}
            if part and letters.startswith(part, at)
        }
    return len(letters) in reached
