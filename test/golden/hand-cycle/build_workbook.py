"""
Writes hand-cycle.xlsx: a whole assessment cycle worked out by spreadsheet formulas alone, for people to audit.

    python3 test/golden/hand-cycle/build_workbook.py hand-cycle.xlsx

Nothing here knows the program: the formulas are the rules of scoring as a spreadsheet says them, the inputs are
invented. Every number on the sheets behind 输入 is a live formula; the test lets LibreOffice compute them and compares
them with what the program says.
"""
import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.pagebreak import Break

# Unified codes are fictional; their last character is the check character of GB 32100-2015.
UNITS = [
    ("11990101MB7H00001G", "东河镇", "乡镇组"),
    ("11990101MB7H00002K", "西岭镇", "乡镇组"),
    ("11990101MB7H00003N", "南塘镇", "乡镇组"),
    ("11990101MB7H00004R", "北关镇", "乡镇组"),
    ("11990101MB7H00005W", "中和镇", "乡镇组"),
    ("11990101MB7H000060", "文昌街道", "街道组"),
    ("11990101MB7H000073", "武定街道", "街道组"),
    ("11990101MB7H000086", "新桥街道", "街道组"),
]
GROUPS = {"乡镇组": (0, 4), "街道组": (5, 7)}
ROLES = {"self": "自评", "assessor": "初审", "finalReview": "复核", "department": "部门", "thirdParty": "第三方", "survey": "问卷"}

# leaf, item, role, what it is, values of the units in their order (None: not given)
KINDS = {"notApplicable": "不适用", "adjustment": "加减分", "veto": "否决"}
N = None
INPUTS = [
    ("A1.1", "n", "self", "经合法性审查的重大决策数", [38, 30, 12, 11, 17, 38, 30, 0]),
    ("A1.1", "n", "finalReview", "经合法性审查的重大决策数", [N, N, N, N, N, N, 31, N]),
    ("A1.1", "d", "self", "重大决策总数", [40, 36, 24, 23, 18, 40, 36, 0]),
    ("A1.2", "lost", "self", "行政诉讼败诉件数", [0, 0, 0, 0, 0, 0, 1, 0]),
    ("A1.2", "lost", "assessor", "行政诉讼败诉件数", [N, N, N, 1, N, N, 3, N]),
    ("A1.2", "corrected", "self", "行政复议被纠正件数", [0, 1, 5, 0, 2, 0, N, 0]),
    ("A1.2", "corrected", "assessor", "行政复议被纠正件数", [N, N, N, N, 3, N, N, N]),
    ("A1.2", "corrected", "finalReview", "行政复议被纠正件数", [N, N, N, N, 1, N, N, N]),
    ("A1.3", "done", "self", "是否按期公布权责清单", ["是", "是", "否", "是", "是", "是", N, "是"]),
    ("A2.1", "paid", "self", "已清偿金额（万元）", [960, 830.5, 0, 500, 717, 960, 88.2, 300]),
    ("A2.1", "owed", "self", "应清偿金额（万元）", [1000, 950, 0, 1000, 780, 1000, 100, 400]),
    ("A2.2", "days", "self", "平均付款天数", [30, 60, 25, 91, 45, 20, 60, 75]),
    ("B1", "trainings", "self", "诚信教育场次", [3, 4, 1, N, 2, 3, 2, 3]),
    ("B1", "cases", "self", "典型案例数", [1, 1, N, N, 1, 1, 0, 1]),
    ("B2", "level", "self", "制度建设档次", ["优", "优", N, "良", "良", "优", "良", N]),
    ("B2", "level", "assessor", "制度建设档次", ["优", "良", "中", "差", "良", "优", N, N]),
    ("B3", "given", "assessor", "专家评分（满分6分）", [5.5, 4.125, 3, N, 5.005, 5.4, 4.9, 5.7]),
    ("B4", "rate", "department", "双公示及时率（%）", [98.5, 91.55, 85, 100, 96.4, 97, 97, 97]),
    ("B5", "complaints", "department", "有责投诉件数", [2, 5, 5, 1, 9, 0, 4, 0]),
    ("B6", "kept", "self", "承诺践诺率（%）", [96, 96, 90, 88, 99, 98, 95, 99]),
    ("C1", "mean", "survey", "问卷均分（1—5分）", [4.62, 4.5, 3.55, 4, 4.35, 4.2, 4.2, 4.9]),
    ("C1", "count", "survey", "有效问卷数", [120, 85, 60, 40, 20, 200, 30, 55]),
    ("C2", "mark", "thirdParty", "第三方评分（百分制）", [91, 94, 64, 38, 73, 82, N, 97]),
    ("C3", "visits", "department", "信访件数", [30, 24, 0, 18, 21, 0, 45, 10]),
    ("C3", "repeated", "department", "重复信访件数", [1, 0, 0, 9, 1, 0, 1, 0]),
    ("C4", "models", "department", "守信典型宣传数", [8, 7, 2, 4, 7, 5, 3, 5]),
]
# kind, code, what it is, counts of the units (None: no decision)
DECISIONS = [
    ("notApplicable", "A1.3", "不适用：权责清单公布（无行政执法职能）", [N, N, N, N, N, N, 1, N]),
    ("adjustment", "G1", "加分：上级表彰，每次2分，最多4分", [2, N, N, N, N, 3, N, N]),
    ("adjustment", "G2", "加分：经验推广，每次0.75分", [N, N, N, N, N, 2, N, N]),
    ("adjustment", "K1", "扣分：材料迟报，每次0.5分，最多2分", [N, 3, 5, N, N, N, 1, N]),
    ("adjustment", "K2", "扣分：通报批评，每次1.5分", [N, N, 5, N, N, N, N, N]),
    ("veto", "V1", "否决：发生重大失信事件（总分不超过40分，等次不高于不合格）", [N, N, 1, N, N, N, N, N]),
    ("veto", "V2", "否决：履约佐证弄虚作假（A2清零，等次不高于合格）", [N, N, N, N, N, N, N, 1]),
]
# leaf, name, weight, weight of its second level (None: hangs on the root), root
LEAVES = [
    ("A1.1", "重大决策合法性审查率", 10, "A1"), ("A1.2", "行政诉讼败诉与被纠正", 8, "A1"), ("A1.3", "权责清单公布", 7, "A1"),
    ("A2.1", "拖欠账款清偿率", 9, "A2"), ("A2.2", "合同平均付款天数", 6, "A2"),
    ("B1", "诚信教育与案例", 6, "B"), ("B2", "制度建设", 8, "B"), ("B3", "专家评议", 6, "B"), ("B4", "双公示及时率", 4, "B"),
    ("B5", "有责投诉件数", 4, "B"), ("B6", "承诺践诺率", 4, "B"),
    ("C1", "群众满意度问卷", 10, "C"), ("C2", "第三方评估", 7, "C"), ("C3", "重复信访", 7, "C"), ("C4", "守信典型宣传", 4, "C"),
]
INNER = {"A1": ("依法行政", 25), "A2": ("守约践诺", 15)}
ROOTS = {"A": ("依法履职", 40), "B": ("诚信建设", 32), "C": ("公众评价", 28)}

SONG, HEI = "宋体", "黑体"
thin = Side(style="thin", color="FF808080")
BOX = Border(left=thin, right=thin, top=thin, bottom=thin)
INPUT = PatternFill("solid", fgColor="FFFFF7DB")
HEAD = PatternFill("solid", fgColor="FFE8EDF3")
RESULT = PatternFill("solid", fgColor="FFEAF4EA")

book = Workbook()
book.remove(book.active)


class Sheet:
    """A sheet filled from the top, with one style for each kind of cell."""

    def __init__(self, name, title, lead, widths):
        self.ws = book.create_sheet(name)
        self.row = 0
        self.width = len(widths)
        for index, width in enumerate(widths):
            self.ws.column_dimensions[letter(index + 1)].width = width
        self.wide(title, Font(name=HEI, size=16), 30, "center")
        lines = 0
        for text in lead:
            lines += 1
            self.wide(text, Font(name=SONG, size=10, color="FF555555"), 18 * (1 + (len(text) * 2) // int(sum(widths))), "left")
        page = self.ws.page_setup
        page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", 9, 1, 0
        self.ws.sheet_properties.pageSetUpPr.fitToPage = True
        self.ws.oddFooter.center.text = "第 &P 页 共 &N 页"
        self.ws.oddFooter.left.text = name
        self.ws.sheet_view.showGridLines = False

    def wide(self, text, font, height, align):
        self.row += 1
        self.ws.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.width)
        cell = self.ws.cell(self.row, 1, text)
        cell.font, cell.alignment = font, Alignment(horizontal=align, vertical="center", wrap_text=True)
        self.ws.row_dimensions[self.row].height = height

    def header(self, texts, freeze=None):
        self.put(texts, kind="head")
        if freeze:
            self.ws.freeze_panes = f"{letter(freeze + 1)}{self.row + 1}"
            self.ws.print_title_rows = f"{self.row}:{self.row}"

    def section(self, text, new_page=False):
        if new_page:
            self.ws.row_breaks.append(Break(id=self.row))
        self.row += 1
        self.wide(text, Font(name=HEI, size=12), 24, "left")

    def put(self, values, kind="calc", fmt=None, texts=0, inputs=(), height=None):
        """`texts`: how many cells from the left are words; `inputs`: columns that were typed in."""
        self.row += 1
        if kind == "head":
            self.ws.row_dimensions[self.row].height = 34
        else:
            self.ws.row_dimensions[self.row].height = height or 17
        for index, value in enumerate(values):
            cell = self.ws.cell(self.row, index + 1, value)
            cell.border = BOX
            word = index < texts or (kind == "calc" and isinstance(value, str) and not value.startswith("="))
            cell.alignment = Alignment(horizontal="left" if word else "right", vertical="center", wrap_text=True)
            cell.font = Font(name=SONG, size=10)
            if kind == "head":
                cell.font, cell.fill = Font(name=HEI, size=10), HEAD
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            elif index in inputs:
                cell.fill, cell.font = INPUT, Font(name=SONG, size=10, color="FF1F3F8F")
            elif not word:
                if kind == "result":
                    cell.fill, cell.font = RESULT, Font(name=SONG, size=10, bold=True)
                if fmt:
                    cell.number_format = fmt
        return self.row


names = [name for _, name, _ in UNITS]
count = len(UNITS)


def unit_columns(first):
    return [letter(first + index) for index in range(count)]


# 说明

guide = Sheet("说明", "政务诚信考核手工演算表", [], [14, 116])
for head, text in [
    ("用途", "把一个完整考核周期用电子表格公式独立算一遍，供核对程序的每一位数字。数据全部虚构。公式没有引用程序的任何结果。"),
    ("阅读顺序", "模型 → 输入 → 采用值 → 得分率 → 得分 → 汇总 → 等次与名次。浅黄底蓝字是录入的数，其余都是公式；每张表上面写明本步的规则。"),
    ("单位", "乡镇组5个、街道组3个。相对计分、等次名额和组内名次都在组内进行，总名次在全部单位中进行。"),
    ("采用值", "同一项目有几个角色填报的，依次采用：复核、初审、部门、第三方、问卷、自评。分角色加权的指标（B2）不采用此规则，按角色分别计分后加权。"),
    ("缺失", "“缺”＝没有数，按0分计，指标仍在；“不计”＝指标退出，同级其余指标按权重重新分摊分值；“未报”＝必须有的数没有，该单位资料不全、不计分、不排名，但它的数仍参加同组的相对计分。"),
    ("四舍五入", "只在末级指标得分处取到0.01分，四舍五入（逢五进一），上级分值是下级得分之和，所以打印的各列加得起来。"),
    ("二进制误差", "电子表格用二进制小数，例如 6.345 实际存成 6.34499999…，直接取两位会少0.01。因此写成 ROUND(ROUND(x,9),2)：先到9位小数抹去误差再取两位。本表各数离“半分”要么恰好相等、要么相差大于0.0000001，这样取舍与精确分数的结果一致。"),
    ("特意安排的情形", "恰在门槛（南塘镇 A1.1＝50%）、低于门槛（北关镇 A1.1）、分母为0得满分（新桥街道 A1.1）、分母为0退出（南塘镇 A2.1）、单项扣分封顶（南塘镇 A1.2）、扣完为止（武定街道 A1.2）、不适用（武定街道 A1.3）、逢五进一（西岭镇 B3、中和镇 B3、武定街道 A2.1、南塘镇 C1）、问卷不足30份退出（中和镇 C1）、角色缺一（南塘镇、武定街道 B2）与都缺（新桥街道 B2）、必报未报（北关镇 B3）、缺按0分（武定街道 C2）、结果低于0按0（北关镇 C2、C3）、组内全部相等（街道组 B4）、并列名次（B5、B6）、加分封顶（文昌街道）、扣分封顶（南塘镇）、两种否决（南塘镇、新桥街道）、名额为0而降等（文昌街道优秀）、同分跨名额全部下降（西岭镇与中和镇）、同分按A项分先后（中和镇在西岭镇之前）、同分且A项相同而并列（东河镇与文昌街道）、有否决的排在后面（新桥街道）。"),
]:
    guide.put([head, text], texts=2, height=18 * max(1, -(-len(text) * 2 // 112)) + 6)

# 模型

model = Sheet("模型", "一、模型", ["分值＝100×各级权重在同级中所占份额之积。参数写在“得分率”表各行的参数列。"], [12, 26, 10, 12, 12, 12, 12, 16])
model.header(["指标代码", "指标", "上级", "权重", "同级权重和", "份额", "分值", "说明"])
weight_of, points_of = {}, {}
groups = {"": list(ROOTS)}
for code in ROOTS:
    groups[code] = [i for i in INNER if i[0] == code] or [l[0] for l in LEAVES if l[3] == code]
for code in INNER:
    groups[code] = [l[0] for l in LEAVES if l[3] == code]
order, parent = [], {}


def visit(above):
    for code in groups.get(above, []):
        parent[code] = above
        order.append(code)
        visit(code)


visit("")
first = model.row + 1
row_of = {code: first + index for index, code in enumerate(order)}
leaf_of = {leaf[0]: leaf for leaf in LEAVES}
for code in order:
    name, weight = (leaf_of[code][1:3] if code in leaf_of else INNER.get(code) or ROOTS[code])
    siblings = "+".join(f"D{row_of[other]}" for other in groups[parent[code]])
    above = "100" if parent[code] == "" else f"G{row_of[parent[code]]}"
    row = row_of[code]
    model.put([code, name, parent[code] or "（总分）", weight, f"={siblings}", f"=D{row}/E{row}", f"={above}*F{row}", "末级" if code in leaf_of else "由下级相加"],
              texts=3, inputs=(3,), fmt="0.00##")
    weight_of[code], points_of[code] = f"模型!$D${row}", f"模型!$G${row}"
model.section("加分、扣分", new_page=True)
model.header(["代码", "名称", "类别", "每次分", "该项最多", "合计最多"])
adjust = {}
for code, name, kind, points, cap, total in [("G1", "上级表彰", "加分", 2, 4, 5), ("G2", "经验推广", "加分", 0.75, "不限", 5), ("K1", "材料迟报", "扣分", 0.5, 2, 6), ("K2", "通报批评", "扣分", 1.5, "不限", 6)]:
    row = model.put([code, name, kind, points, cap, total], texts=3, inputs=(3, 4, 5))
    adjust[code] = row
model.section("等次（分数达到下限；名额＝组内已计分单位数×比例，取整数部分；末两等不限）")
model.header(["次序", "等次", "", "分数下限", "名额比例"])
grade_row = {}
for index, (name, least, share) in enumerate([("优秀", 90, 0.25), ("良好", 80, 0.45), ("合格", 60, "不限"), ("不合格", 0, "不限")]):
    grade_row[index + 1] = model.put([index + 1, name, "", least, share], inputs=(3, 4))
model.section("制度建设（B2）档次")
model.header(["档次", "得分率"])
levels_first = model.row + 1
for level, rate in [("优", 1), ("良", 0.85), ("中", 0.6), ("差", 0.2)]:
    model.put([level, rate], texts=1, inputs=(1,))
levels = f"模型!$A${levels_first}:$B${model.row}"

# 输入

entry = Sheet("输入", "二、输入", ["空格＝没有填报。角色：自评由单位填，初审和复核由考核机构填，部门、第三方、问卷由相应来源提供。"], [10, 11, 9, 24] + [11] * count)
entry.header(["指标代码", "项目代码", "角色", "项目"] + names, freeze=4)
entry.put(["", "", "", "统一社会信用代码"] + [code for code, _, _ in UNITS], texts=12, height=30)
entry.put(["", "", "", "组别"] + [group for _, _, group in UNITS], texts=12)
at = {}
for leaf, item, role, what, values in INPUTS:
    at[(leaf, item, role)] = entry.put([leaf, item, ROLES[role], what] + values, texts=4, inputs=range(4, 4 + count))
entry.section("考核机构的决定（次数；空格＝没有）", new_page=True)
entry.header(["类别", "代码", "", "决定"] + names)
decision = {}
for kind, code, what, values in DECISIONS:
    decision[code] = entry.put([KINDS[kind], code, "", what] + values, texts=4, inputs=range(4, 4 + count), height=42)
cols = unit_columns(5)

# 采用值

chosen = Sheet("采用值", "三、采用值", ["依次采用：复核、初审、部门、第三方、问卷、自评；都没有的为空。不适用的指标不采用任何数。"], [10, 11, 30] + [11] * count)
chosen.header(["指标代码", "项目代码", "项目"] + names, freeze=3)
trust = ["finalReview", "assessor", "department", "thirdParty", "survey", "self"]
use = {}
for leaf, item, _, what, _ in INPUTS:
    if (leaf, item) in use or leaf == "B2":
        continue
    rows = [at[(leaf, item, role)] for role in trust if (leaf, item, role) in at]
    formulas = []
    for c in cols:
        f = '""'
        for row in reversed(rows):
            f = f'IF(输入!{c}{row}<>"",输入!{c}{row},{f})'
        if leaf in decision:
            f = f'IF(输入!{c}{decision[leaf]}<>"","",{f})'
        formulas.append("=" + f)
    use[(leaf, item)] = chosen.put([leaf, item, what] + formulas, texts=3)
ucols = dict(zip(cols, unit_columns(4)))

# 得分率

rate = Sheet("得分率", "四、得分率", ["得分率在0与1之间。“缺”按0分计；“不计”退出；“未报”使该单位资料不全。先按计分方法算，再看不适用和否决清零。"], [10, 20, 44, 9, 9, 9] + [11.5] * count)
rate.header(["指标代码", "指标", "计分方法", "参数一", "参数二", "参数三"] + names, freeze=6)
rcols = dict(zip(cols, unit_columns(7)))


def u(leaf, item, c):
    return f"采用值!{ucols[c]}{use[(leaf, item)]}"


def group_range(leaf, item, index):
    low, high = GROUPS[UNITS[index][2]]
    row = use[(leaf, item)]
    return f"采用值!${ucols[cols[low]]}${row}:${ucols[cols[high]]}${row}"


def rate_formula(leaf, c, index, r):
    p1, p2, p3 = f"$D{r}", f"$E{r}", f"$F{r}"
    clamp = lambda x: f"MAX(0,MIN(1,{x}))"
    if leaf == "A1.1":
        n, d = u(leaf, "n", c), u(leaf, "d", c)
        return f'IF(OR({n}="",{d}=""),"缺",IF({d}=0,1,IF({n}/{d}<{p2},0,{clamp(f"{n}/{d}/{p1}")})))'
    if leaf == "A1.2":
        lost, corrected = u(leaf, "lost", c), u(leaf, "corrected", c)
        return f'IF(AND({lost}="",{corrected}=""),"缺",{clamp(f"({points_of[leaf]}-N({lost})*{p1}-MIN(N({corrected})*{p2},{p3}))/{points_of[leaf]}")})'
    if leaf == "A1.3":
        done = u(leaf, "done", c)
        return f'IF({done}="","缺",IF({done}="是",1,0))'
    if leaf == "A2.1":
        paid, owed = u(leaf, "paid", c), u(leaf, "owed", c)
        return f'IF(OR({paid}="",{owed}=""),"缺",IF({owed}=0,"不计",{clamp(f"({paid}/{owed}-{p1})/({p2}-{p1})")}))'
    if leaf == "A2.2":
        days = u(leaf, "days", c)
        return f'IF({days}="","缺",IF({days}<={p1},1,IF({days}<={p2},0.6,IF({days}<={p3},0.3,0))))'
    if leaf == "B1":
        trainings, cases = u(leaf, "trainings", c), u(leaf, "cases", c)
        return f'IF(AND({trainings}="",{cases}=""),"缺",{clamp(f"(MIN(N({trainings})*{p1},{p2})+N({cases})*{p3})/{points_of[leaf]}")})'
    if leaf == "B2":
        own, assessor = (f"输入!{c}{at[(leaf, 'level', role)]}" for role in ("self", "assessor"))
        look = lambda cell: f"VLOOKUP({cell},{levels},2,FALSE)"
        return f'IF({own}="",IF({assessor}="","不计",{look(assessor)}),IF({assessor}="",{look(own)},({p1}*{look(own)}+{p2}*{look(assessor)})/({p1}+{p2})))'
    if leaf == "B3":
        given = u(leaf, "given", c)
        return f'IF({given}="","未报",{given}/{points_of[leaf]})'
    if leaf == "B4":
        x, all_ = u(leaf, "rate", c), group_range(leaf, "rate", index)
        return f'IF({x}="","缺",IF(MAX({all_})=MIN({all_}),1,({x}-MIN({all_}))/(MAX({all_})-MIN({all_}))))'
    if leaf == "B5":
        x, all_ = u(leaf, "complaints", c), group_range(leaf, "complaints", index)
        return f'IF({x}="","缺",{clamp(f"1-(RANK({x},{all_},1)-1)*{p1}")})'
    if leaf == "B6":
        x, all_ = u(leaf, "kept", c), group_range(leaf, "kept", index)
        return f'IF({x}="","缺",IF(COUNT({all_})=1,1,1-(RANK({x},{all_},0)+(COUNTIF({all_},{x})-1)/2-1)/(COUNT({all_})-1)))'
    if leaf == "C1":
        mean, answers = u(leaf, "mean", c), u(leaf, "count", c)
        return f'IF(OR({mean}="",{answers}=""),"不计",IF({answers}<{p3},"不计",{clamp(f"({mean}-{p1})/({p2}-{p1})")}))'
    if leaf == "C2":
        mark = u(leaf, "mark", c)
        return f'IF({mark}="","缺",{clamp(f"({mark}-{p1})/({p2}-{p1})")})'
    if leaf == "C3":
        visits, repeated = u(leaf, "visits", c), u(leaf, "repeated", c)
        return f'IF(OR({visits}="",{repeated}=""),"缺",IF({visits}=0,1,{clamp(f"1-{p1}*{repeated}/{visits}")}))'
    if leaf == "C4":
        x, all_ = u(leaf, "models", c), group_range(leaf, "models", index)
        return f'IF({x}="","缺",IF(MAX({all_})=0,1,{x}/MAX({all_})))'
    raise KeyError(leaf)


METHODS = {
    "A1.1": ("比率：审查数÷总数÷目标（参数一），低于门槛（参数二）为0；总数为0得满分", [0.95, 0.5]),
    "A1.2": ("扣分：从分值中扣，败诉每件（参数一），纠正每件（参数二）最多（参数三），扣完为止", [3, 1.2, 3.6]),
    "A1.3": ("是否：是为1，否为0", []),
    "A2.1": ("线性：清偿率从最差（参数一）到最好（参数二）；没有应清偿的不计", [0.6, 1]),
    "A2.2": ("分档：不超过参数一得1，参数二得0.6，参数三得0.3，再多为0", [30, 60, 90]),
    "B1": ("累计得分：教育每场（参数一）最多（参数二），案例每个（参数三），不超过分值", [1.5, 4.5, 2]),
    "B2": ("档次：自评占（参数一）、初审占（参数二）；缺一个角色的用另一个，都缺的不计", [3, 7]),
    "B3": ("评分：给分÷分值；没有给分的为“未报”", []),
    "B4": ("组内最小—最大：(本单位－最小)÷(最大－最小)，全部相等为1", []),
    "B5": ("组内名次：少者在前，每后一名减（参数一）；并列取最前名次", [0.15]),
    "B6": ("组内名次：多者在前，1－(名次－1)÷(个数－1)；并列取名次的平均", []),
    "C1": ("问卷：(均分－参数一)÷(参数二－参数一)；有效份数不足（参数三）的不计", [1, 5, 30]),
    "C2": ("线性：从最差（参数一）到最好（参数二）", [40, 100]),
    "C3": ("公式：没有信访为1，否则 1－参数一×重复÷信访", [3]),
    "C4": ("组内最好为1，其余按比例", []),
}
raw = {}
for leaf, name, _, _ in LEAVES:
    words, params = METHODS[leaf]
    r = rate.row + 1
    formulas = ["=" + rate_formula(leaf, c, index, r) for index, c in enumerate(cols)]
    raw[leaf] = rate.put([leaf, name, words] + params + [N] * (3 - len(params)) + formulas, texts=3, inputs=range(3, 3 + len(params)), fmt="0.000000", height=32)
rate.section("不适用与否决清零之后（否决V2：A2以下各指标计0分，缺的、退出的也计0分，只有不适用的仍不计）", new_page=True)
rate.header(["指标代码", "指标", "规则", "", "", ""] + names)
final = {}
for leaf, name, _, above in LEAVES:
    formulas = []
    for c in cols:
        f = f"{rcols[c]}{raw[leaf]}"
        if above == "A2":
            f = f'IF(输入!{c}{decision["V2"]}<>"",0,{f})'
        if leaf in decision:
            f = f'IF(输入!{c}{decision[leaf]}<>"","不计",{f})'
        formulas.append("=" + f)
    words = "V2清零" if above == "A2" else "不适用的不计" if leaf in decision else "不变"
    final[leaf] = rate.put([leaf, name, words, N, N, N] + formulas, texts=3, fmt="0.000000")

# 得分

score = Sheet("得分", "五、得分", ["有效权重：不计的指标为0，下级全部不计的上级为0；应得分＝100×各级有效权重份额之积；得分＝应得分×得分率，四舍五入到0.01。"], [10, 20] + [12] * count)
scols = dict(zip(cols, unit_columns(3)))
score.section("1. 有效权重")
score.header(["指标代码", "指标"] + names)
eff = {}
start = score.row + 1
eff = {code: start + index for index, code in enumerate(order)}
for code in order:
    name = leaf_of[code][1] if code in leaf_of else (INNER.get(code) or ROOTS[code])[0]
    formulas = []
    for c in cols:
        s = scols[c]
        if code in leaf_of:
            formulas.append(f'=IF(得分率!{rcols[c]}{final[code]}="不计",0,{weight_of[code]})')
        else:
            below = "+".join(f"{s}{eff[child]}" for child in groups[code])
            formulas.append(f"=IF({below}=0,0,{weight_of[code]})")
    score.put([code, name] + formulas, texts=2, fmt="0.##")
score.section("2. 应得分", new_page=True)
score.header(["指标代码", "指标"] + names)
start = score.row + 1
may = {code: start + index for index, code in enumerate(order)}
for code in order:
    name = leaf_of[code][1] if code in leaf_of else (INNER.get(code) or ROOTS[code])[0]
    formulas = []
    for c in cols:
        s = scols[c]
        above = "100" if parent[code] == "" else f"{s}{may[parent[code]]}"
        siblings = "+".join(f"{s}{eff[other]}" for other in groups[parent[code]])
        formulas.append(f"=IF({s}{eff[code]}=0,0,{above}*{s}{eff[code]}/({siblings}))")
    score.put([code, name] + formulas, texts=2, fmt="0.000000")
score.section("3. 得分（末级四舍五入，上级为下级之和；“—”＝不计）", new_page=True)
score.header(["指标代码", "指标"] + names)
start = score.row + 1
got = {code: start + index for index, code in enumerate(order)}
for code in order:
    name = leaf_of[code][1] if code in leaf_of else (INNER.get(code) or ROOTS[code])[0]
    formulas = []
    for c in cols:
        s = scols[c]
        if code in leaf_of:
            f = f"得分率!{rcols[c]}{final[code]}"
            formulas.append(f'=IF({f}="不计","—",ROUND(ROUND({s}{may[code]}*N({f}),9),2))')
        else:
            formulas.append("=ROUND(SUM(" + ",".join(f"{s}{got[child]}" for child in groups[code]) + "),2)")
    score.put([code, name] + formulas, texts=2, kind="result" if code in ROOTS else "calc", fmt="0.00")

# 汇总

total = Sheet("汇总", "六、汇总", ["总分＝基础分＋加分－扣分，不低于0、不高于105（满分100＋加分上限5）；有否决V1的再不超过40分。"], [12, 10, 10, 10, 10, 10, 10, 10, 12, 12, 12])
total.header(["单位", "组别", "资料"] + [name for name, _ in ROOTS.values()] + ["基础分", "加分", "扣分", "加减后", "总分"])
sum_row = {}
for index, (code, name, group) in enumerate(UNITS):
    c, r = cols[index], total.row + 1
    s = scols[c]

    def adjusted(codes):
        parts = []
        for one in codes:
            n = f"N(输入!{c}{decision[one]})*模型!$D${adjust[one]}"
            parts.append(f"IF(ISNUMBER(模型!$E${adjust[one]}),MIN({n},模型!$E${adjust[one]}),{n})")
        return f"MIN(模型!$F${adjust[codes[0]]}," + "+".join(parts) + ")"

    missing = f'COUNTIF(得分率!{rcols[c]}{final["A1.1"]}:{rcols[c]}{final["C4"]},"未报")'
    row = total.put([
        f"=输入!{c}$3", group, f'=IF({missing}>0,"资料不全","完整")',
        *[f"=得分!{s}{got[root]}" for root in ROOTS],
        f"=ROUND(SUM(D{r}:F{r}),2)", f'={adjusted(["G1", "G2"])}', f'={adjusted(["K1", "K2"])}',
        f"=MIN(105,MAX(0,G{r}+H{r}-I{r}))",
        f'=IF(C{r}="完整",ROUND(ROUND(IF(输入!{c}{decision["V1"]}<>"",MIN(J{r},40),J{r}),9),2),"—")',
    ], texts=3, fmt="0.00", kind="result")
    total.ws.cell(row, 1).value = name
    sum_row[index] = row
first_unit, last_unit = sum_row[0], sum_row[count - 1]

# 等次与名次

rank = Sheet("等次与名次", "七、等次与名次", [
    "等次用次序数：1优秀、2良好、3合格、4不合格。先按总分，再看否决，再按组内名额从优秀起逐等核减：同等次中分数不低于本单位的个数超过名额的，本单位降一等（同分跨名额的全部下降），降下的与下一等一起再比。",
    "名次：无否决的在前，再比总分，再比否决数少的，再比A项得分；全相同的并列，后面的名次顺延。资料不全的不评等次、不排名。",
], [12, 10, 10, 9, 9, 9, 9, 9, 11, 11, 11, 11, 10, 9, 9])
rank.header(["单位", "组别", "总分", "A项", "否决数", "按总分", "按否决", "组内个数", "优秀名额", "核减优秀后", "良好名额", "核减良好后", "等次", "名次", "组内名次"])
first_row = rank.row + 1
last_row = first_row + count - 1
span = lambda col: f"${col}${first_row}:${col}${last_row}"
for index, (code, name, group) in enumerate(UNITS):
    c, r, t = cols[index], rank.row + 1, sum_row[index]
    d = lambda v: f'输入!{c}{decision[v]}<>""'
    ok = f'ISNUMBER(C{r})'
    ahead = (f"(ISNUMBER({span('C')}))*(((" + f"{span('E')}>0)<(E{r}>0))"
             f"+((({span('E')}>0)=(E{r}>0))*({span('C')}>C{r}))"
             f"+((({span('E')}>0)=(E{r}>0))*({span('C')}=C{r})*({span('E')}<E{r}))"
             f"+((({span('E')}>0)=(E{r}>0))*({span('C')}=C{r})*({span('E')}=E{r})*({span('D')}>D{r})))")
    def keep(col, grade, quota):
        same = f'COUNTIFS({span("B")},B{r},{span(col)},{grade},{span("C")},">="&C{r})'
        return f'=IF({ok},IF(AND({col}{r}={grade},{same}>{quota}{r}),{grade + 1},{col}{r}),"—")'
    rank.put([
        name, group, f"=汇总!K{t}", f"=汇总!D{t}", f"=N(输入!{c}{decision['V1']})+N(输入!{c}{decision['V2']})",
        f'=IF({ok},IF(C{r}>=模型!$D${grade_row[1]},1,IF(C{r}>=模型!$D${grade_row[2]},2,IF(C{r}>=模型!$D${grade_row[3]},3,4))),"—")',
        f'=IF({ok},MAX(F{r},IF({d("V1")},4,1),IF({d("V2")},3,1)),"—")',
        f'=COUNTIFS({span("B")},B{r},{span("F")},">0")',
        f"=INT(ROUND(模型!$E${grade_row[1]}*H{r},9))", keep("G", 1, "I"),
        f"=INT(ROUND(模型!$E${grade_row[2]}*H{r},9))", keep("J", 2, "K"),
        f'=IF({ok},INDEX(模型!$B${grade_row[1]}:$B${grade_row[4]},L{r}),"资料不全")',
        f'=IF({ok},1+SUMPRODUCT({ahead}),"—")',
        f'=IF({ok},1+SUMPRODUCT(({span("B")}=B{r})*{ahead}),"—")',
    ], texts=2)
    rank.ws.cell(rank.row, 3).number_format = "0.00"
    rank.ws.cell(rank.row, 4).number_format = "0.00"

book.properties.title = "政务诚信考核手工演算表"
book.calculation.fullCalcOnLoad = True
book.save(sys.argv[1])
