#!/usr/bin/env python3
"""Seeded random models and data for the differential test of `shared/model` against `model_oracle.py`.

    random_models.py --seed 1 --count 300 [--from 0]

prints JSON Lines {"id", "kind", "model", "data", "expected"}; `expected` is the oracle's verdict. A case depends on
the seed and its own number alone, so `--seed 1 --from 217 --count 1` repeats exactly case 1:217. Kinds:

    valid           the model stands; single subjects may be invalid or incomplete
    model: DEFECT   a valid model with one planted defect from the rejection list of §1 or the ranges of §3
    data: DEFECT    data that is refused as a whole

Values are drawn to sit on the edges: exactly on thresholds, on rounding halves, on ties, on quota limits.
"""

import argparse
import copy
import json
import random
import sys
from decimal import ROUND_FLOOR, Decimal, localcontext

import model_oracle as oracle

WEIGHTS = [1, 1, 2, 2, 3, 4, 5, 8, 12, 60, 0.5, 0.25, 1.25, 2.5, 33.3, 0.1, 0.001, 7, 1e-7]
# Names that trip a program which looks its own objects up by name, and names that order differently by code point.
ODD_NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '\uff21项', '\U00020000项', 'a b', '一、', 'É']
ITEMS = ['n', 'd', 'x', 'p', '办结', '件数', 'value', 'item', 'by2', *ODD_NAMES]
FORMULA_NAMES = ['x', 'y', 'n', 'd', '_k9', 'iff', 'orx', 'mini', 'e1', 'p', 'constructor', 'toString']
ROLES = ['self', 'assessor', 'thirdParty', '公众', 'constructor']
SHARES = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.333333333333333, 0.4, 0.5, 0.6, 0.75, 1]


class Draw(random.Random):
    """The draws used here."""

    def chance(self, p):
        return self.random() < p

    def one(self, options):
        return options[int(self.random() * len(options))]

    def whole(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def decimal(self, low, high, digits):
        return round(low + (high - low) * self.random(), digits)

    def some(self, options, count):
        pool = list(options)
        return [pool.pop(int(self.random() * len(pool))) for _ in range(min(count, len(pool)))]

    def mixed(self, things):
        return self.some(things, len(things))

    def number(self, low, high):
        """A number of documents: mostly short, now and then with all its 15 digits."""
        kind = self.random()
        if kind < 0.4 and int(high) > int(low) + 1:
            return self.whole(int(low) + 1, int(high))
        if kind < 0.9:
            return self.decimal(low, high, self.whole(1, 3))
        return float(f'{self.decimal(low, high, 15):.15g}')

    def rate(self):
        return self.one([0, 1, 0.5, 0.25, 0.125, 0.2, 0.4, 0.6, 0.75, 0.8, 0.9, 0.3, 0.333, self.decimal(0, 1, 3)])


def put(draw, thing, name, value, default=None, p=0.5):
    """Sets an optional field; one whose value is the default is often left out."""
    if default is None or value != default or draw.chance(p):
        thing[name] = value


# ------------------------------------------------------------------------------------------------ formulas


class FormulaText:
    """Random expressions by the grammar's own levels, so that precedence and not parentheses carries the meaning."""

    def __init__(self, draw):
        self.draw = draw
        self.names = draw.some(FORMULA_NAMES, draw.whole(0, 4))

    def space(self):
        return self.draw.one(['', '', ' ', ' ', '  ', '\n'])

    def sum(self, depth):
        parts = [self.term(depth)]
        while self.draw.chance(0.35):
            parts += [self.draw.one(['+', '-']), self.term(depth)]
        return self.space().join(parts)

    def term(self, depth):
        parts = [self.unary(depth)]
        while self.draw.chance(0.3):
            if self.draw.chance(0.45):
                parts += ['/', self.divisor(depth)]
            else:
                parts += ['*', self.unary(depth)]
        return self.space().join(parts)

    def divisor(self, depth):
        if self.draw.chance(0.08):
            return self.unary(depth)
        return self.draw.one(['2', '3', 'P', '0.7', '(1+abs(' + self.sum(depth - 1) + '))', 'max(1, ' + self.sum(depth - 1) + ')'])

    def unary(self, depth):
        if self.draw.chance(0.1):
            return '-' + self.space() + self.unary(depth)
        return self.atom(depth)

    def atom(self, depth):
        kind = self.draw.random()
        if depth <= 0 or kind < 0.45:
            if self.names and self.draw.chance(0.65):
                return self.draw.one(self.names)
            return self.draw.one(['P', '0', '1', '2', '0.5', '10', '0.125', '3', '100', '0.333333333333333'])
        if kind < 0.6:
            return '(' + self.sum(depth - 1) + ')'
        if kind < 0.75:
            parts = [self.truth(depth - 1), self.sum(depth - 1), self.sum(depth - 1)]
            return 'if' + self.space() + '(' + (',' + self.space()).join(parts) + ')'
        if kind < 0.88:
            parts = [self.sum(depth - 1) for _ in range(self.draw.whole(2, 4))]
            return self.draw.one(['min', 'max']) + '(' + ', '.join(parts) + ')'
        if kind < 0.94:
            return 'abs(' + self.sum(depth - 1) + ')'
        return 'round(' + self.sum(depth - 1) + ', ' + str(self.draw.whole(0, 3)) + ')'

    def truth(self, depth):
        ands = [self.one_truth(depth)]
        while self.draw.chance(0.3):
            ands += [self.draw.one(['and', 'or']), self.one_truth(depth)]
        return ' '.join(ands)

    def one_truth(self, depth):
        kind = self.draw.random()
        if depth > 0 and kind < 0.15:
            return 'not (' + self.truth(depth - 1) + ')'
        if depth > 0 and kind < 0.25:
            return '(' + self.truth(depth - 1) + ')'
        operator = self.draw.one(['<', '<=', '>', '>=', '==', '!='])
        return self.sum(depth - 1) + self.space() + operator + self.space() + self.sum(depth - 1)

    def lazy(self):
        """A division that only `if` keeps from failing."""
        n, d = (self.draw.some(FORMULA_NAMES, 2))
        return f'if({d} == 0, {self.atom(0)}, {n} / {d})'

    def mistaken(self):
        """Truth values and numbers in each other's place, some of them behind an `if` that may never look there."""
        truth, number = self.one_truth(1), self.sum(1)
        return self.draw.one(
            [truth, f'1 + ({truth})', f'if({number}, 1, 2)', f'if({truth}, {number}, {truth})', f'min({truth}, 1)',
             f'if({truth} and {number}, 1, 2)', f'if(({truth}) == ({truth}), 1, 2)', f'-({truth})', f'round(1, {number})']
        )  # fmt: skip

    def text(self):
        while True:
            text = self.any_text()
            if len(text) <= 160 or self.draw.chance(0.05):
                return text

    def any_text(self):
        if self.draw.chance(0.03):
            return self.mistaken()
        kind = self.draw.random()
        if kind < 0.15:
            return self.lazy()
        if kind < 0.2:
            eighth = self.draw.one(['x / 8', '-x / 8', 'x * 0.125', '0.5 * x - 3 * x'])
            return f'abs(round({eighth}, {self.draw.whole(0, 2)})) / 10'
        if kind < 0.25:
            return f'{self.lazy()} * {self.atom(1)}'
        if kind < 0.45:
            return '(' + self.sum(2) + ') / P'
        return self.sum(3)


# ------------------------------------------------------------------------------------------------ valid models


class RandomModel:
    METHODS = list(oracle.SCORING_FIELDS)

    def __init__(self, draw):
        self.draw = draw
        self.profile = draw.one(['mixed', 'mixed', 'mixed', 'ties', 'rounding', 'geometric', 'roots', 'formula', 'relative', 'ledger'])
        self.taken = set()

    def fresh(self, wished):
        """A code not used yet; now and then an odd one."""
        code = self.draw.one(ODD_NAMES) if self.draw.chance(0.06) else wished
        if code in self.taken:
            code = wished
        while code in self.taken:
            code += "'"
        self.taken.add(code)
        return code

    def build(self):
        draw, profile = self.draw, self.profile
        geometric = profile in ('geometric', 'roots') or (profile == 'mixed' and draw.chance(0.2))
        self.full = draw.one([100, 100, 100, 1000, 1, 10, 150, 12.5, 99.9, 0.3])
        if profile in ('rounding', 'roots'):
            self.full = draw.one([100, 10, 1, 1, 0.5])
        model = {
            'format': 'zhengxin-model/1',
            'code': 'RANDOM',
            'name': '随机模型',
            'version': draw.one(['1.0.0', '0.12.3', '2.0.0-rc.1', '1.4.0+2026']),
            'subjectKinds': ['township'],
            'fullScore': self.full,
            'nodes': [],
        }
        put(draw, model, 'decimals', draw.whole(0, 1) if profile == 'ties' else draw.whole(0, 4), 2)
        put(draw, model, 'rounding', draw.one(['half-up', 'half-even']), 'half-up')
        put(draw, model, 'roundAt', 'total' if geometric or draw.chance(0.35) else 'leaf', 'leaf')
        if profile != 'ledger':
            depth = 1 if draw.chance(0.15) else draw.whole(1, 4)
            self.grow(model['nodes'], None, '', depth, geometric)
        for side, letter in (('bonus', 'G'), ('penalty', 'K')):
            if draw.chance(0.75 if profile != 'ledger' else 0.95):
                model[side] = self.ledger(letter)
        model['grades'] = self.grades()
        if draw.chance(0.75):
            model['vetoes'] = self.vetoes(model)
        put(draw, model, 'ties', draw.one(['competition', 'dense']), 'competition')
        put(draw, model, 'vetoedLast', draw.chance(0.6), True)
        if draw.chance(0.75):
            model['tieBreak'] = self.tie_break(model)
        for place in [model, *model['nodes'], *model['grades']]:
            if draw.chance(0.03):
                place['extensions'] = {'单位': '甲县', 'anything': [1, 2.50, {'name': 'z'}, None]}
        model['nodes'] = draw.mixed(model['nodes'])
        return model

    def grow(self, nodes, parent, prefix, depth, geometric):
        draw = self.draw
        few = self.profile in ('ties', 'rounding', 'roots')
        for number in range(draw.whole(1, 2 if few else 4)):
            code = self.fresh(f'{prefix}{"ABCDE"[number]}' if not prefix else f'{prefix}.{number + 1}')
            node = {'code': code, 'name': f'节点{code}', 'parent': parent, 'weight': draw.one(WEIGHTS)}
            if self.profile == 'rounding':
                node['weight'] = draw.one([1, 1, 1, 2, 4, 5])
            if self.profile == 'roots':
                # Powers with a short exact value, which only rounding to 30 decimals brings back: √(0.25·1), √(0.5·0.5) …
                node['weight'] = draw.one([1, 1, 1, 2])
            nodes.append(node)
            if depth > 1 and draw.chance(0.6):
                put(draw, node, 'aggregate', self.aggregate(geometric), 'arithmetic', 0.2)
                self.grow(nodes, code, code, depth - 1, geometric)
                continue
            node['scoring'] = self.scoring()
            put(draw, node, 'missing', draw.one(['zero', 'zero', 'exclude', 'exclude', 'exclude', 'block'] if draw.chance(0.7) else ['zero', 'exclude']), 'zero')
            node['evidence'] = draw.one(['required', 'optional', 'none'])
            if draw.chance(0.1):
                node['basis'] = '本系统建议值'
            if draw.chance(0.2):
                roles = draw.some(ROLES, draw.whole(1, 3))
                node['scorers'] = [{'role': role, 'weight': draw.one([0.2, 0.5, 0.3, 1, 2, 3])} for role in roles]

    def aggregate(self, geometric):
        often = 0.8 if self.profile == 'roots' else 0.35
        return 'geometric' if geometric and self.draw.chance(often) else 'arithmetic'

    def method(self):
        draw = self.draw
        if self.profile == 'formula' and draw.chance(0.7):
            return 'formula'
        if self.profile == 'relative' and draw.chance(0.8):
            return 'relative'
        if self.profile == 'roots':
            return 'rubric' if draw.chance(0.8) else 'boolean'
        if self.profile == 'ties':
            return draw.one(['boolean', 'rubric', 'bands', 'relative', 'award'])
        if self.profile == 'rounding':
            return draw.one(['rubric', 'boolean', 'ratio', 'manual', 'deduct', 'award', 'bands'])
        return draw.one(self.METHODS)

    def scoring(self):
        draw, method = self.draw, self.method()
        made = {'method': method}
        names = draw.some(ITEMS, 4)
        if method in ('linear', 'bands') and draw.chance(0.5):
            made['value'] = names[0]
        elif method in ('ratio', 'linear', 'bands'):
            made['numerator'], made['denominator'] = names[:2]
            put(draw, made, 'whenZero', draw.one(['missing', 'full', 'zero', 'exclude']), 'missing')
        if method == 'ratio':
            put(draw, made, 'target', draw.one([1, 0.9, 0.98, 0.5, 2, 0.001]), 1)
            put(draw, made, 'floor', draw.one([0, 0, 0.6, 0.8, 0.5, 1, 1.5]), 0)
        elif method == 'linear':
            made['worst'], made['best'] = draw.one([(0, 100), (20, 5), (0, 1), (1, 0), (60, 95), (-3, 3), (0.5, 0.9), (0, 3)])
        elif method == 'bands':
            limits = sorted(draw.some([0, 0.1, 0.2, 0.5, 0.8, 0.9, 0.98, 1, 2, 5, -1], draw.whole(1, 4)))
            side = draw.one(['atLeast', 'atMost'])
            limits = limits[::-1] if side == 'atLeast' else limits
            made['bands'] = [{side: limit, 'rate': draw.rate()} for limit in limits]
            put(draw, made, 'otherwise', draw.one([0, 0, 0.1, 1]), 0)
        elif method in ('deduct', 'award'):
            made['items'] = []
            for name in names[: draw.whole(1, 3)]:
                row = {'item': name, 'points': draw.one([0.5, 1, 2.5, 0.3, 0.125, 3, 0.015])}
                if draw.chance(0.4):
                    row['cap'] = draw.one([0, 0.5, 1, 2, 3.3])
                made['items'].append(row)
        elif method == 'boolean':
            made['item'] = names[0]
            put(draw, made, 'yes', draw.one([1, 1, 0, 0.8]), 1)
            put(draw, made, 'no', draw.one([0, 0, 1, 0.35]), 0)
        elif method == 'rubric':
            made['item'] = names[0]
            levels = draw.some(['0', '1', '2', '5', '优', '良', '差', 'valueOf'], draw.whole(1, 5))
            exact = [0.125, 0.625, 0.375, 0.25, 0.0625, 0.5, 1, 0.005, 0.015]
            made['levels'] = {level: draw.one(exact) if self.profile == 'roots' else draw.rate() for level in levels}
        elif method == 'survey':
            made['mean'], made['count'] = names[:2]
            made['min'], made['max'] = draw.one([(0, 100), (1, 5), (0, 10), (-2, 2), (0, 1)])
            put(draw, made, 'minimumCount', draw.one([1, 30, 0, 10, 2.5]), 1)
        elif method == 'manual':
            made['item'] = names[0]
        elif method == 'relative':
            made['value'] = names[0]
            made['by'] = draw.one(['minmax', 'rank', 'rankStep', 'best'])
            made['direction'] = 'higher' if made['by'] == 'best' else draw.one(['higher', 'lower'])
            if made['by'] == 'rankStep' or draw.chance(0.1):
                made['step'] = draw.one([0.02, 0.1, 0.3, 0.5, 1, 0.07])
        elif method == 'formula':
            made['expression'] = FormulaText(draw).text()
        return made

    def ledger(self, letter):
        draw = self.draw
        items = []
        for number in range(draw.whole(0, 3)):
            item = {'code': self.fresh(f'{letter}{number}'), 'name': '项', 'points': draw.one([0.5, 1, 1.5, 0.75, 2, 0.005, 10])}
            if draw.chance(0.5):
                item['cap'] = draw.one([0, 0.6, 1, 3, 2.5])
            items.append(item)
        return {'cap': draw.one([0, 1, 3, 5, 10, 0.4, 50]), 'items': draw.mixed(items)}

    def grades(self):
        draw = self.draw
        cuts = sorted(draw.some([0.95, 0.9, 0.8, 0.75, 0.6, 0.5, 0.4, 0.25, 0.1], draw.whole(0, 4)), reverse=True)
        letters = 'ABCDEF' if draw.chance(0.5) else 'FEDCBA'
        grades = []
        for number, cut in enumerate(cuts):
            grade = {'code': letters[number], 'name': '等次', 'min': float(f'{cut * self.full:.6g}')}
            if draw.chance(0.3):
                grade['exclusive'] = draw.chance(0.8)
            if draw.chance(0.55):
                grade['maxShare'] = draw.one(SHARES)
            grades.append(grade)
        last = {'code': draw.one(['Z', 'constructor']), 'name': '末等', 'min': 0}
        return [*grades, last]

    def vetoes(self, model):
        draw = self.draw
        rows = []
        for number in range(draw.whole(0, 3)):
            row = {'code': f'V{number}' if draw.chance(0.95) else f'toString{number}', 'name': '否决'}
            if draw.chance(0.4):
                row['scoreAtMost'] = draw.one([0, 0, self.full, float(f'{self.full * 0.6:.6g}'), 0.005])
            if draw.chance(0.4):
                row['gradeAtMost'] = draw.one(model['grades'])['code']
            if model['nodes'] and draw.chance(0.5):
                row['zeroNodes'] = [node['code'] for node in draw.some(model['nodes'], draw.whole(0, 2))]
            rows.append(row)
        return draw.mixed(rows)

    def tie_break(self, model):
        draw = self.draw
        geometric = {node['code'] for node in model['nodes'] if node.get('aggregate') == 'geometric'}
        parents = {node['code']: node['parent'] for node in model['nodes']}

        def line(code):
            found = []
            while code is not None:
                found.append(code)
                code = parents[code]
            return found

        above = {code for start in geometric for code in line(start)}
        usable = [code for code in parents if code not in above and not geometric & set(line(code))]
        keys = ['node:' + code for code in draw.some(usable, draw.whole(0, 2))]
        return draw.mixed([*keys, *draw.some(['fewerVetoes'], draw.whole(0, 1))])


# ------------------------------------------------------------------------------------------------ data


class RandomData:
    def __init__(self, draw, document):
        self.draw = draw
        self.model = oracle.Model(document)
        self.document = document

    def build(self):
        draw = self.draw
        groups = draw.one([['none'], ['none', '甲组', '乙组'], ['甲组', '乙组'], ['甲组', '乙组', 'constructor'], ['甲组']])
        self.careful = draw.chance(0.4)
        subjects = []
        for number in range(draw.one([1, 2, 3, 5, 6, 8, 10, 12])):
            if subjects and draw.chance(0.3):
                subject = copy.deepcopy(draw.one(subjects))
            else:
                subject = self.subject()
            subject['code'] = self.code(number)
            subject['name'] = f'单位{number}'
            subject.pop('group', None)
            group = draw.one(groups)
            if group != 'none':
                subject['group'] = group
            elif draw.chance(0.3):
                subject['group'] = None
            self.hit(subject)
            subjects.append(subject)
        for subject in subjects:
            for name in ('notApplicable', 'adjustments', 'vetoes'):
                if not subject.get(name) and draw.chance(0.1):
                    subject[name] = None
        return {'format': 'zhengxin-data/1', 'subjects': draw.mixed(subjects)}

    def sharpen(self, data):
        """Moves a grade's limit onto a score that somebody has, when that keeps the limits in order."""
        grades = self.document['grades']
        results = oracle.score(self.model, data['subjects'])
        scores = [float(result['score']) for result in results if result['score'] is not None]
        if len(grades) < 2 or not scores:
            return
        at = self.draw.whole(0, len(grades) - 2)
        score = self.draw.one(scores)
        above = grades[at - 1]['min'] if at > 0 else float('inf')
        if grades[at + 1]['min'] < score < above:
            grades[at]['min'] = score
            if self.draw.chance(0.5):
                grades[at]['exclusive'] = self.draw.chance(0.7)

    def code(self, number):
        odd = self.draw.chance(0.08)
        return (self.draw.one(ODD_NAMES) if odd else self.draw.one(['S', 'S', 'T', 's'])) + str(number)

    def subject(self):
        draw = self.draw
        subject = {'values': {}}
        excused = set()
        if self.model.ordered and draw.chance(0.2):
            codes = [node.code for node in draw.some(self.model.ordered, draw.whole(0, 2))]
            subject['notApplicable'] = codes
            for node in self.model.ordered:
                if node.code in codes or any(at.code in codes for at in self.model.ancestors(node)):
                    excused.add(node.code)
        for leaf in self.model.leaves:
            if leaf.code in excused and not draw.chance(0.05):
                if draw.chance(0.1):
                    subject['values'][leaf.code] = self.empty(leaf)
                continue
            if not self.careful and draw.chance(0.05):
                continue
            if leaf.scorers:
                by = {}
                for role, _ in leaf.scorers:
                    if self.careful or not draw.chance(0.1):
                        by[role] = self.items(leaf)
                subject['values'][leaf.code] = {'by': by}
            else:
                subject['values'][leaf.code] = self.items(leaf)
        ledger = {**self.model.ledger['bonus'][1], **self.model.ledger['penalty'][1]}
        if ledger and draw.chance(0.7):
            subject['adjustments'] = {
                code: draw.one([0, 1, 1, 2, 3, 0.5, 1.25, 40]) for code in ledger if draw.chance(0.5)
            }
        if not self.careful and draw.chance(0.16):
            self.spoil(subject)
        return subject

    def hit(self, subject):
        """Vetoes, some listed twice."""
        draw = self.draw
        subject.pop('vetoes', None)
        hits = [code for code in self.model.vetoes if draw.chance(0.2)]
        if hits and draw.chance(0.3):
            hits.append(draw.one(hits))
        if hits or draw.chance(0.1):
            subject['vetoes'] = hits

    def empty(self, leaf):
        """A value document without any value."""
        items = {name: None for name, _ in oracle.named_items(leaf)} if self.draw.chance(0.5) else {}
        return {'by': {leaf.scorers[0][0]: items}} if leaf.scorers else items

    def items(self, leaf):
        draw = self.draw
        filled = self.filled(leaf)
        for name in list(filled):
            if not self.careful and draw.chance(0.08):
                if draw.chance(0.5):
                    filled[name] = None
                else:
                    del filled[name]
        if draw.chance(0.03):
            filled['未用的项'] = draw.one(['文字', 5, None, [1]])
        return filled

    def count(self, high):
        return self.draw.one([0, 1, 2, self.draw.whole(0, high), self.draw.whole(0, high), 0.5, self.draw.decimal(0, high, 2)])

    def filled(self, leaf):
        draw, scoring = self.draw, leaf.scoring
        method = scoring['method']
        if 'numerator' in scoring:
            return self.quotient(scoring)
        if method in ('linear', 'bands'):
            edges = [band.get('atLeast', band.get('atMost')) for band in scoring.get('bands', [])]
            edges += [scoring[side] for side in ('worst', 'best') if side in scoring]
            low, high = min(edges), max(edges)
            x = draw.one(edges) if draw.chance(0.35) else draw.number(low - 1, high + 1)
            return {scoring['value']: x}
        if method in ('deduct', 'award'):
            return {item['item']: self.count(4) for item in scoring['items']}
        if method == 'boolean':
            return {scoring['item']: draw.chance(0.6)}
        if method == 'rubric':
            return {scoring['item']: draw.one(list(scoring['levels']))}
        if method == 'survey':
            minimum = scoring.get('minimumCount', 1)
            count = draw.one([minimum, 0, minimum + 1, 120, 45, 45])
            low, high = scoring['min'], scoring['max']
            mean = draw.one([low, high]) if draw.chance(0.15) else draw.number(low - 0.2, high + 0.2)
            return {scoring['mean']: mean, scoring['count']: count}
        if method == 'manual':
            return {scoring['item']: self.within(leaf.points)}
        if method == 'relative':
            x = draw.one([0, 0, 1, 2, 2, 3.5, 50, draw.number(0, 50)])
            if scoring['by'] != 'best' and draw.chance(0.2):
                x = -x if x else 0
            return {scoring['value']: x}
        return {name: draw.one([0, 0, 1, 2, 3, 0.5, 10, 1.5, draw.number(-5, 20)]) for name in leaf.formula.names}

    def quotient(self, scoring):
        draw = self.draw
        d = draw.one([0, 1, 2, 4, 5, 8, 10, 20, 40, 50, 2.5, draw.whole(1, 60)])
        edges = [scoring[name] for name in ('floor', 'target', 'worst', 'best') if name in scoring]
        edges += [band.get('atLeast', band.get('atMost')) for band in scoring.get('bands', [])]
        edges = [edge for edge in edges if edge >= 0]
        if edges and draw.chance(0.35):
            n = float(f'{draw.one(edges) * d:.10g}')
        else:
            n = draw.one([0, d, draw.whole(0, int(d) + 2), draw.whole(0, int(d) + 2)])
        return {scoring['numerator']: n, scoring['denominator']: d}

    def within(self, points):
        """A number in [0, points], now and then its very end if that has a short decimal."""
        draw = self.draw
        with localcontext() as context:
            context.prec = 40
            end = Decimal(points.numerator) / Decimal(points.denominator)
            share = draw.one(['0', '1', '1', '0.5', '0.25', str(draw.decimal(0, 1, 3))])
            given = end * Decimal(share)
            places = Decimal(1).scaleb(max(given.adjusted(), -20) - draw.whole(2, 13)) if given else Decimal(1)
            return float(given.quantize(places, rounding=ROUND_FLOOR)) if given else 0

    def spoil(self, subject):
        """One defect in a subject that the specification calls an error finding."""
        draw, model, values = self.draw, self.model, subject['values']
        kind = draw.whole(0, 12)
        if kind == 0:
            values['没有这个指标'] = {'x': 1}
        elif kind == 1:
            inner = [node.code for node in model.ordered if node.children]
            if inner:
                values[draw.one(inner)] = {}
        elif kind == 2:
            subject.setdefault('adjustments', {})[draw.one(['无此项', 'toString'])] = 1
        elif kind == 3:
            subject['vetoes'] = ['无此否决']
        elif kind == 4 and subject.get('adjustments'):
            subject['adjustments'][draw.one(list(subject['adjustments']))] = draw.one([-1, -0.5, '1', True])
        elif kind == 5:
            subject.setdefault('notApplicable', []).append('没有这个节点')
        elif model.leaves:
            leaf = draw.one(model.leaves)
            if draw.chance(0.05):
                values[leaf.code] = draw.one([5, 'x', [], True])
                return
            if leaf.scorers and draw.chance(0.3):
                values.setdefault(leaf.code, {'by': {}})['by']['无此角色'] = {}
                return
            names = oracle.named_items(leaf)
            if not names:
                return
            name, kind = draw.one(names)
            wrong = {
                'count': [-1, -0.001, '3', True, [1], {}],
                'number': ['3', False, [], '', {}],
                'flag': [1, 0, 'true', 'yes', []],
                'level': ['无此等级', 1, True, '', 'toString', ['优']],
                'given': [-0.01, '1', True, self.just_above(leaf.points), float(leaf.points) * 2 + 1],
            }[kind]
            if not isinstance(values.get(leaf.code), dict):
                values[leaf.code] = {}
            place = values[leaf.code]
            if leaf.scorers:
                place = place.setdefault('by', {}).setdefault(leaf.scorers[0][0], {})
            place[name] = draw.one(wrong)

    def just_above(self, points):
        with localcontext() as context:
            context.prec = 15
            near = Decimal(points.numerator) / Decimal(points.denominator)
            while oracle.Fraction(near) <= points:
                near = near.next_plus()
            return float(near)


# ------------------------------------------------------------------------------------------------ planted defects


def leaf_with(scoring, **more):
    return {'code': '坏叶', 'name': '坏叶', 'parent': None, 'weight': 1, 'scoring': scoring, 'evidence': 'none', **more}


def planted_leaf(scoring, **more):
    return lambda draw, model: model['nodes'].append(leaf_with(scoring, **more))


def setting(name, *values):
    def plant(draw, model):
        model[name] = draw.one(values)

    return plant


def leaves_of(model):
    return [node for node in model['nodes'] if 'scoring' in node]


def inner_of(model):
    return [node for node in model['nodes'] if 'scoring' not in node]


def plant_repeat(field):
    def plant(draw, model):
        rows = model[field]['items'] if field in ('bonus', 'penalty') else model[field]
        if field == 'nodes':
            rows.append({**draw.one(leaves_of(model))})
        else:
            rows.insert(0, {**draw.one(rows)})
            if field == 'grades':
                rows[0]['min'] = rows[1]['min'] + model['fullScore']
                rows[0].pop('maxShare', None)

    return plant


def plant_shared_item(draw, model):
    item = {'code': '同码', 'name': '项', 'points': 1}
    for side in ('bonus', 'penalty'):
        model.setdefault(side, {'cap': 1, 'items': []})['items'].append(dict(item))


def plant_cycle(draw, model):
    node = draw.one(model['nodes'])
    kind = draw.whole(0, 1)
    if kind == 0:
        node['parent'] = node['code']
        node.pop('scoring', None)
        for name in ('missing', 'evidence', 'scorers', 'basis'):
            node.pop(name, None)
    else:
        model['nodes'] += [
            {'code': '环甲', 'name': '环甲', 'parent': '环乙', 'weight': 1},
            {'code': '环乙', 'name': '环乙', 'parent': '环甲', 'weight': 1},
        ]


def on_node(pick, **changes):
    def plant(draw, model):
        node = draw.one(pick(model))
        for name, values in changes.items():
            node[name] = draw.one(values)

    return plant


def plant_stray_field(draw, model):
    """An unknown field somewhere in the document."""
    places = [model, *model['nodes'], *model['grades'], *model.get('vetoes', [])]
    places += [node['scoring'] for node in leaves_of(model)]
    for node in leaves_of(model):
        places += node.get('scorers', []) + node['scoring'].get('bands', []) + node['scoring'].get('items', [])
    for side in ('bonus', 'penalty'):
        if side in model:
            places += [model[side], *model[side]['items']]
    draw.one(places)[draw.one(['note', 'wieght', 'Weight', '备注'])] = draw.one([1, 'x', None, {}])


def plant_geometric(below, above, at):
    """A geometric branch, `roundAt: total`, and a tie-break at, below or above it."""

    def plant(draw, model):
        model['roundAt'] = 'total'
        model['nodes'] += [
            {'code': '几上', 'name': '几上', 'parent': None, 'weight': 1},
            {'code': '几', 'name': '几', 'parent': '几上', 'weight': 1, 'aggregate': 'geometric'},
            {**leaf_with({'method': 'boolean', 'item': 'x'}), 'code': '几下', 'parent': '几'},
        ]
        model.setdefault('tieBreak', []).append('node:' + (below or above or at))

    return plant


def plant_geometric_leaf_rounding(draw, model):
    node = {'code': '几', 'name': '几', 'parent': None, 'weight': 1, 'aggregate': 'geometric'}
    model['nodes'] += [node, {**leaf_with({'method': 'boolean', 'item': 'x'}), 'parent': '几'}]
    model['roundAt'] = 'leaf'
    if draw.chance(0.5):
        del model['roundAt']


def plant_grade_order(draw, model):
    top = model['grades'][0]
    kind = draw.whole(0, 2)
    if kind == 0:
        model['grades'].insert(0, {**top, 'code': '同线'})
        model['grades'][0].pop('maxShare', None)
    elif kind == 1:
        model['grades'].insert(0, {'code': '倒挂', 'name': '倒挂', 'min': -1})
    else:
        model['grades'].append({'code': '负', 'name': '负', 'min': -5})


def plant_last_grade(draw, model):
    last = model['grades'][-1]
    if draw.chance(0.5):
        last['maxShare'] = 0.5
    else:
        model['grades'] = [grade for grade in model['grades'] if grade is not last and grade['min'] > 0] or [
            {'code': 'A', 'name': '优', 'min': model['fullScore']}
        ]
        model['grades'][-1].pop('maxShare', None)


def plant_ledger(where, **changes):
    def plant(draw, model):
        side = draw.one(['bonus', 'penalty'])
        part = model[side] = {'cap': 3, 'items': [{'code': '坏项', 'name': '坏项', 'points': 1}]}
        target = part if where == 'side' else part['items'][0]
        for name, values in changes.items():
            if values is None:
                del target[name]
            else:
                target[name] = draw.one(values)

    return plant


def plant_veto(**fields):
    return lambda draw, model: model.setdefault('vetoes', []).append({'code': '坏否', 'name': '坏否', **fields})


RATIO = {'method': 'ratio', 'numerator': 'n', 'denominator': 'd'}
SURVEY = {'method': 'survey', 'mean': 'm', 'count': 'c', 'min': 0, 'max': 100}
RELATIVE = {'method': 'relative', 'value': 'x', 'by': 'rank', 'direction': 'higher'}
SCORERS = [{'role': 'self', 'weight': 1}]


def without(scoring, name):
    return {key: value for key, value in scoring.items() if key != name}


def bands(*rows, **more):
    return {'method': 'bands', 'value': 'x', 'bands': list(rows), **more}


def formula(text):
    return {'method': 'formula', 'expression': text}


# Each entry: name → plant(draw, model). A plant that needs what the model lacks raises IndexError or KeyError and
# another is drawn.
DEFECTS = {
    'format': setting('format', 'zhengxin-model/2', 'zhengxin-data/1', ''),
    'fullScore': setting('fullScore', 0, -100, '100', None, True),
    'decimals': setting('decimals', 5, -1, 1.5, '2'),
    'rounding': setting('rounding', 'up', 'half-down', 1),
    'roundAt': setting('roundAt', 'node', ''),
    'ties': setting('ties', 'standard', 1),
    'vetoedLast': setting('vetoedLast', 'yes', 1),
    'node code repeats': plant_repeat('nodes'),
    'veto code repeats': plant_repeat('vetoes'),
    'grade code repeats': plant_repeat('grades'),
    'bonus code repeats': plant_repeat('bonus'),
    'penalty code repeats': plant_repeat('penalty'),
    'code in bonus and penalty': plant_shared_item,
    'unknown parent': on_node(lambda m: m['nodes'], parent=['没有', 'constructor ']),
    'cycle': plant_cycle,
    'leaf without scoring': lambda draw, model: draw.one(leaves_of(model)).pop('scoring'),
    'inner with scoring': on_node(inner_of, scoring=[{'method': 'boolean', 'item': 'x'}]),
    'weight': on_node(lambda m: m['nodes'], weight=[0, -1, '3', None, True]),
    'weight missing': lambda draw, model: draw.one(model['nodes']).pop('weight'),
    'aggregate': on_node(lambda m: m['nodes'], aggregate=['harmonic']),
    'missing policy': on_node(leaves_of, missing=['skip', 'none']),
    'evidence': on_node(leaves_of, evidence=['maybe']),
    'stray field': plant_stray_field,
    'geometric with leaf rounding': plant_geometric_leaf_rounding,
    'tie-break below geometric': plant_geometric('几下', None, None),
    'tie-break above geometric': plant_geometric(None, '几上', None),
    'tie-break at geometric': plant_geometric(None, None, '几'),
    'tie-break unknown node': setting('tieBreak', ['node:没有'], ['node:']),
    'tie-break unknown key': setting('tieBreak', ['score'], ['fewervetoes']),
    'grades order': plant_grade_order,
    'last grade': plant_last_grade,
    'grades empty': setting('grades', []),
    'veto unknown grade': plant_veto(gradeAtMost='没有'),
    'veto unknown node': plant_veto(zeroNodes=['没有']),
    'ledger without cap': plant_ledger('side', cap=None),
    'ledger cap': plant_ledger('side', cap=[-1, '3']),
    'item without points': plant_ledger('item', points=None),
    'item points': plant_ledger('item', points=[0, -1]),
    'item cap': plant_ledger('item', cap=[-1, -0.01]),
    'unknown method': planted_leaf({'method': 'guess', 'item': 'x'}),
    'no method': planted_leaf({'item': 'x'}),
    'scorer weight': planted_leaf(RATIO, scorers=[{'role': 'self', 'weight': 0}]),
    'scorer without weight': planted_leaf(RATIO, scorers=[{'role': 'self'}]),
    'ratio numerator missing': planted_leaf(without(RATIO, 'numerator')),
    'ratio denominator missing': planted_leaf(without(RATIO, 'denominator')),
    'ratio target 0': planted_leaf({**RATIO, 'target': 0}),
    'ratio target negative': planted_leaf({**RATIO, 'target': -1}),
    'ratio floor': planted_leaf({**RATIO, 'floor': -0.1}),
    'ratio whenZero': planted_leaf({**RATIO, 'whenZero': 'block'}),
    'linear no x': planted_leaf({'method': 'linear', 'worst': 0, 'best': 1}),
    'linear half a quotient': planted_leaf({'method': 'linear', 'numerator': 'n', 'worst': 0, 'best': 1}),
    'linear worst missing': planted_leaf({'method': 'linear', 'value': 'x', 'best': 1}),
    'linear best missing': planted_leaf({'method': 'linear', 'value': 'x', 'worst': 1}),
    'linear equal ends': planted_leaf({'method': 'linear', 'value': 'x', 'worst': 1.5, 'best': 1.5}),
    'bands missing': planted_leaf({'method': 'bands', 'value': 'x'}),
    'bands mixed': planted_leaf(bands({'atLeast': 1, 'rate': 1}, {'atMost': 0.5, 'rate': 0})),
    'bands rising atLeast': planted_leaf(bands({'atLeast': 1, 'rate': 1}, {'atLeast': 2, 'rate': 0})),
    'bands falling atMost': planted_leaf(bands({'atMost': 2, 'rate': 1}, {'atMost': 1, 'rate': 0})),
    'bands equal': planted_leaf(bands({'atMost': 2, 'rate': 1}, {'atMost': 2, 'rate': 0})),
    'bands rate': planted_leaf(bands({'atMost': 2, 'rate': 1.01})),
    'bands rate negative': planted_leaf(bands({'atMost': 2, 'rate': -0.01})),
    'bands rate missing': planted_leaf(bands({'atMost': 2})),
    'bands otherwise': planted_leaf(bands({'atMost': 2, 'rate': 1}, otherwise=1.5)),
    'deduct items missing': planted_leaf({'method': 'deduct'}),
    'deduct points': planted_leaf({'method': 'deduct', 'items': [{'item': 'x', 'points': 0}]}),
    'deduct no points': planted_leaf({'method': 'deduct', 'items': [{'item': 'x'}]}),
    'award item missing': planted_leaf({'method': 'award', 'items': [{'points': 1}]}),
    'award points': planted_leaf({'method': 'award', 'items': [{'item': 'x', 'points': -1}]}),
    'award cap': planted_leaf({'method': 'award', 'items': [{'item': 'x', 'points': 1, 'cap': -1}]}),
    'boolean item missing': planted_leaf({'method': 'boolean'}),
    'boolean yes': planted_leaf({'method': 'boolean', 'item': 'x', 'yes': 1.2}),
    'boolean no': planted_leaf({'method': 'boolean', 'item': 'x', 'no': -0.2}),
    'rubric item missing': planted_leaf({'method': 'rubric', 'levels': {'1': 1}}),
    'rubric levels missing': planted_leaf({'method': 'rubric', 'item': 'x'}),
    'rubric rate': planted_leaf({'method': 'rubric', 'item': 'x', 'levels': {'1': 1, '2': 2}}),
    'rubric rate text': planted_leaf({'method': 'rubric', 'item': 'x', 'levels': {'1': '1'}}),
    'survey mean missing': planted_leaf(without(SURVEY, 'mean')),
    'survey count missing': planted_leaf(without(SURVEY, 'count')),
    'survey min missing': planted_leaf(without(SURVEY, 'min')),
    'survey max missing': planted_leaf(without(SURVEY, 'max')),
    'survey min equals max': planted_leaf({**SURVEY, 'min': 100}),
    'survey min above max': planted_leaf({**SURVEY, 'min': 101}),
    'manual item missing': planted_leaf({'method': 'manual'}),
    'relative value missing': planted_leaf(without(RELATIVE, 'value')),
    'relative by missing': planted_leaf(without(RELATIVE, 'by')),
    'relative by': planted_leaf({**RELATIVE, 'by': 'mean'}),
    'relative direction': planted_leaf({**RELATIVE, 'direction': 'up'}),
    'relative best lower': planted_leaf({**RELATIVE, 'by': 'best', 'direction': 'lower'}),
    'relative rankStep without step': planted_leaf({**RELATIVE, 'by': 'rankStep'}),
    'relative step 0': planted_leaf({**RELATIVE, 'by': 'rankStep', 'step': 0}),
    'relative step above 1': planted_leaf({**RELATIVE, 'by': 'rankStep', 'step': 1.01}),
    'formula missing': planted_leaf({'method': 'formula'}),
}
for number, text in enumerate(
    [
        '', ' ', '1 +', '* 2', '(x', 'x)', 'x y', '2x', 'x ** 2', 'x ^ 2', 'x % 2', 'x ? 1 : 0', 'x = 1', 'x && y',
        'x || y', '!x', '"x"', "'x'", 'x.y', 'x[0]', 'x; y', '{x}', 'x, y', 'if(x > 1, 1)', 'if(x > 1, 1, 2, 3)',
        'abs()', 'abs(1, 2)', 'round(x)', 'sqrt(x)', 'constructor(x)', 'x()', 'P()', 'and', 'not', 'x and', 'x <', 'x <> y',
        '办结 / 2', '1..2', '1.2.3', '#x', '$x', '@', 'x \\ 2', 'min(,1)', 'max(1,)', 'if(, 1, 2)', 'x =< 1', 'x // 2',
    ]
):  # fmt: skip
    DEFECTS[f'formula syntax {number}'] = planted_leaf(formula(text))


def plant(draw, model):
    """A copy of the model with one defect, and the defect's name."""
    names = list(DEFECTS)
    while True:
        name = draw.one(names)
        spoiled = copy.deepcopy(model)
        try:
            DEFECTS[name](draw, spoiled)
        except (IndexError, KeyError):
            continue
        return name, spoiled


def in_first_subject(name, value):
    return lambda data: data['subjects'][0].update({name: value})


DATA_DEFECTS = {
    'format': lambda data: data.update(format='zhengxin-data/9'),
    'format missing': lambda data: data.pop('format'),
    'subjects missing': lambda data: data.pop('subjects'),
    'subject code repeats': lambda data: data['subjects'].append(copy.deepcopy(data['subjects'][0])),
    'subject without code': lambda data: data['subjects'][0].pop('code'),
    'subject is text': lambda data: data['subjects'].append('S'),
    'code is a number': in_first_subject('code', 7),
    'values is a list': in_first_subject('values', []),
    'adjustments is a list': in_first_subject('adjustments', []),
    'vetoes is text': in_first_subject('vetoes', 'V0'),
    'group is a number': in_first_subject('group', 1),
}


# ------------------------------------------------------------------------------------------------ cases


def case(seed, number):
    draw = Draw(f'{seed}:{number}')
    model = RandomModel(draw).build()
    author = RandomData(draw, model)
    data = author.build()
    if draw.chance(0.6):
        author.sharpen(data)
    kind = 'valid'
    roll = draw.random()
    if roll < 0.2:
        name, model = plant(draw, model)
        kind = f'model: {name}'
    elif roll < 0.22:
        name = draw.one(list(DATA_DEFECTS))
        kind = f'data: {name}'
        DATA_DEFECTS[name](data)
    expected = oracle.verdict(model, data)
    accepted = expected['model']['accepted'] and expected['data']['accepted']
    if accepted != (kind == 'valid'):
        raise AssertionError(f'{seed}:{number} {kind}: {expected["model"]}')
    return {'id': f'{seed}:{number}', 'kind': kind, 'model': model, 'data': data, 'expected': expected}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=300)
    parser.add_argument('--from', dest='first', type=int, default=0)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding='utf-8')
    for number in range(options.first, options.first + options.count):
        print(json.dumps(case(options.seed, number)))


if __name__ == '__main__':
    main()
