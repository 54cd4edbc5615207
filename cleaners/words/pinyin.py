"""Whether an address spells a name: www.haowenku.com is 好文库, and so tells where that name begins in 救灾款好文库.

Only characters that sites of documents call themselves by are known; the readings are those of Hanyu Pinyin (ISO 7098).
"""

from __future__ import annotations

import re

_READINGS = (
    "gong公工攻宫 wen文问闻 fan范帆凡 gao稿高告 mi秘蜜 shu书树数塾述 bi笔必碧 gan杆竿干感 zi子资字紫 xie写携 zuo作 cai材才彩 liao料 su素 jiang讲江匠将 hua话花华画 dang档党 ku库 wang网 hui汇会慧荟 guan馆观官冠 fang坊方芳房 ba吧霸巴 "
    "she社舍 ge阁歌格哥 wu屋坞悟务 zhan站栈 zhai斋 xuan轩选 tang堂塘 yuan苑园源原院 bao宝报 tong通同 jun君 bang帮榜邦 quan圈全泉 hai海 wo窝 pu铺圃谱 xiang巷享香象 jia家佳架 you友优悠有 zhou舟洲 chuang窗创 di地 xian线先 dian典点店殿 "
    "shou手首 dao道岛 xing星行 qiu球秋求 bu部 luo落 xue学雪 hao好浩号 lao老 xiao小晓 da大达 yun云韵 mo墨 yan砚言演研 qing青清轻 zhu竹主筑著珠 chun春 shan山 he河荷和 hu湖虎 yue月悦阅 ya雅 han翰 lin林 bai百白 qian千签 wan万湾 "
    "yi一易亿艺驿蚁翼 sheng生 zhang章 kuai快 zhi智知之致职 bo博 si思司肆 xin心新欣 de得 zong总 jie结街界 ji机集极 zheng政正 jing精 pin品 ban板办版伴 lun论 ke客课 gu谷古 gang港岗 jiao角教 lou楼 ting亭厅 ben本 ye页 shi拾诗师事石士 geng耕 "
    "chi池 tian天田 xia下侠匣 kong空 ming名明 guang光 ren人 yu语雨鱼渔玉羽 ju句聚局 duo多垛 du读都渡 le乐 ai爱 dong东动 nan南 bei北 zhen真镇 kao考 jian件简见建笺 pai派 ma码马 tou头 men门 kou口 tuan团 cang仓 gui柜 ce册 juan卷 xi溪 tan潭 "
    "lang廊浪 lu庐路鹿 chao巢潮 ta塔 qiao桥 ying营 dui堆 ni拟 cao草 qi起启 shuo说 an案 ti题体 cha查茶 sou搜 zhao找 mian免 dou斗豆 chang场 cheng城 cun村 tai台 fu府赋 che车 deng灯 huo火 pian篇 duan段 ci词 jin金 yin银 long龙 feng凤蜂 "
    "niu牛 mao猫 xiong熊 niao鸟 guo果"
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


def spelled_to(text: str, address: str) -> int:
    """Return where in a text the name ends that begins it and that the address spells, else 0."""
    host = _HOST.match(re.sub(r"\s", "", address).lower())
    if host is None or len(host[1]) < _LEAST_LETTERS:
        return 0
    ends = range(min(_LONGEST, len(text)), _LEAST - 1, -1)
    return next((end for end in ends if _spells_all(host[1], text[:end])), 0)


def begins_with(text: str, address: str) -> bool:
    """Say whether an address begins with all the syllables of a text: 公文 of www.gongwenlz.com."""
    host = _HOST.match(re.sub(r"\s", "", address).lower())
    return bool(host) and host[1].startswith("".join(_SYLLABLE.get(c, "-") for c in text))  # type: ignore[index]  # matched


def _spells(letters: str, name: str) -> bool:
    """Say whether letters spell a name; what the name ends with (…网) may be left out."""
    return _spells_all(letters, name) or _spells_all(letters, name[:-1])


def _spells_all(letters: str, name: str) -> bool:
    reached = {0}
    for char in name:
        syllable = _SYLLABLE.get(char, "")
        reached = {
            at + len(part)
            for at in reached
            for part in {syllable, syllable[:1]}
            if part and letters.startswith(part, at)
        }
    return len(letters) in reached
