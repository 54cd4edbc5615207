"""By what a name shows that it is a person's: its first character."""

from __future__ import annotations

import re

# where a post, a label or 同志 beside it says already that a name stands there: rare ones, too
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆翁荀惠曲段侯武刘龙叶司黎白赖卓屠池乔聂党翟谭冉边温古易廖耿匡文寇欧利师巩聂关荆游盖岳帅丛涂仇肖付闫代翦邸甄初佟覃甘尚牛封宫谷桂晋景瞿阚劳冷蒲饶桑沙盛仝席宣阎晏苑臧湛仲竺宗祖缪隋简巫焦储麦敖苟粟辜鞠晁靳滕庄楚芦"
# where a name stands alone: the commonest, but for those that open a site's words (高清版, 万能搜)
COMMON_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙雷钱汤尹黎贺赖龚鲁柳俞骆聂耿焦岑柴褚樊葛桂韦霍靳柯凌莫牟倪庞裴祁乔屈瞿饶阮盛舒陶童涂翁巫伍邢严颜殷喻岳臧詹章翟甄庄卓"
# offices hand texts in, too, and many are as short as a name: a family's name opens it, no office's word ends it
BY_NAME = re.compile(
    rf"(?!.*(?:[委联处馆会协媒体室科所队组班团站中级局厅部院办府校院园区县市乡镇村社报网刊]|中心|集团|街道)$)(?!安[全监]|金融|党[群政建]|文[旅广体教明]|高[一二三]|[房路]政|房[管产]|史志)(?:(?:欧阳|司马|诸葛|上官|皇甫|夏侯)[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
)
