#!/usr/bin/env python3
"""A second program for model-spec §1–§5, written from the specification alone.

It shares no line, no library and no language with `shared/model`; the differential test runs both over the same
documents and compares every published digit. It is therefore kept plain rather than fast: exact rationals from
`fractions`, real powers from `decimal` with 80 digits, nothing outside the standard library.

    model_oracle.py MODEL.json DATA.json    print one verdict
    model_oracle.py --batch                 JSON Lines on stdin and stdout: {"id", "model", "data"} to {"id", …verdict}

A verdict is {"model": {"accepted", "findings", "digest"}, "data": {"accepted", "findings", "digest"}, "subjects": […]}.
`data` and `subjects` are null when the model was rejected, `subjects` when the data was.

Where the specification leaves a choice the reading taken is marked READING.
"""

import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)
SCORING_FIELDS = {
    'ratio': {'numerator', 'denominator', 'target', 'floor', 'whenZero'},
    'linear': {'value', 'numerator', 'denominator', 'whenZero', 'worst', 'best'},
    'bands': {'value', 'numerator', 'denominator', 'whenZero', 'bands', 'otherwise'},
    'deduct': {'items'},
    'award': {'items'},
    'boolean': {'item', 'yes', 'no'},
    'rubric': {'item', 'levels'},
    'survey': {'mean', 'count', 'min', 'max', 'minimumCount'},
    'manual': {'item'},
    'relative': {'value', 'by', 'direction', 'step'},
    'formula': {'expression'},
}
MODEL_FIELDS = {
    'format', 'code', 'name', 'version', 'subjectKinds', 'fullScore', 'decimals', 'rounding', 'roundAt', 'nodes',
    'bonus', 'penalty', 'vetoes', 'grades', 'ties', 'tieBreak', 'vetoedLast', 'auditRules',
}
NODE_FIELDS = {'code', 'name', 'parent', 'weight', 'aggregate'}
LEAF_FIELDS = NODE_FIELDS | {'scoring', 'missing', 'scorers', 'evidence', 'basis', 'metrics'}
SEMVER = re.compile(
    r'(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)'
    r'(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?'
    r'(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?'
)


# ---------------------------------------------------------------------------------------------- numbers and order


def exact(value):
    """The decimal that a JSON number was written as, or None for anything else or more than 15 significant digits."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if value in (float('inf'), float('-inf')):
        return None
    written = Decimal(repr(float(value)))
    if len(written.normalize().as_tuple().digits) > 15:
        return None
    return Fraction(written)


def clamp01(x):
    return min(ONE, max(ZERO, x))


def round_to(x, digits, mode='half-up'):
    """`x` rounded to `digits` decimals; half-up goes away from zero."""
    scaled = abs(x) * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if twice > 0 or (twice == 0 and (mode == 'half-up' or whole % 2 == 1)):
        whole += 1
    return Fraction(whole if x >= 0 else -whole, 10**digits)


def decimal_text(x, digits, mode='half-up'):
    rounded = round_to(x, digits, mode)
    units = abs(rounded.numerator) * (10**digits // rounded.denominator)
    text = str(units).rjust(digits + 1, '0')
    if digits:
        text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if rounded < 0 else text


def ten(x):
    return None if x is None else decimal_text(x, 10)


def utf16(text):
    """Sort key: order by UTF-16 code unit."""
    return text.encode('utf-16-be', 'surrogatepass')


def real_power_product(factors):
    """Π rate^share, taken as a decimal rounded half-up to 30 decimals; any rate of 0 gives 0."""
    if any(rate == 0 for rate, _ in factors):
        return ZERO
    with localcontext() as context:
        context.prec = 80
        logarithm = Decimal(0)
        for rate, share in factors:
            logarithm += (Decimal(rate.numerator) / Decimal(rate.denominator)).ln() * (
                Decimal(share.numerator) / Decimal(share.denominator)
            )
        product = logarithm.exp()
    return round_to(Fraction(product), 30)


# ---------------------------------------------------------------------------------------------- digests (RFC 8785)


def canonical_number(value):
    number = float(value)
    if number == 0:
        return '0'
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    text = ''.join(map(str, digits))
    point = len(text) + exponent
    if len(text) <= point <= 21:
        body = text + '0' * (point - len(text))
    elif 0 < point <= 21:
        body = text[:point] + '.' + text[point:]
    elif -6 < point <= 0:
        body = '0.' + '0' * -point + text
    else:
        mantissa = text[0] + ('.' + text[1:] if len(text) > 1 else '')
        body = f'{mantissa}e{"+" if point > 0 else "-"}{abs(point - 1)}'
    return '-' + body if sign else body


def canonical(value):
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, (int, float)):
        return canonical_number(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return '[' + ','.join(map(canonical, value)) + ']'
    keys = sorted(value, key=utf16)
    return '{' + ','.join(json.dumps(k, ensure_ascii=False) + ':' + canonical(value[k]) for k in keys) + '}'


def ordered(value, key=None):
    """Arrays of coded objects sorted by code; grades, bands and tieBreak keep their order."""
    if isinstance(value, dict):
        return {k: ordered(v, k) for k, v in value.items()}
    if isinstance(value, list):
        inner = [ordered(v) for v in value]
        coded = inner and all(isinstance(v, dict) and isinstance(v.get('code'), str) for v in inner)
        if coded and key not in ('grades', 'bands', 'tieBreak'):
            inner.sort(key=lambda v: utf16(v['code']))
        return inner
    return value


def digest(document):
    return hashlib.sha256(canonical(ordered(document)).encode('utf-8')).hexdigest()


# ---------------------------------------------------------------------------------------------- formula (§3)

TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|==|!=|[-+*/<>(),]))')
WORDS = {'and', 'or', 'not', 'if', 'min', 'max', 'abs', 'round'}


class FormulaError(Exception):
    """The expression is outside the grammar, or cannot be evaluated with these values."""


class Formula:
    """A parsed expression. Text outside the grammar, or with an unknown function, rejects the model.

    READING: a truth value where a number is meant, or the reverse, is an error of the subject for which it happens,
    like a division by zero. `and` and `or` stop as soon as the answer is known: the specification calls only `if` lazy,
    so its words alone would have both sides looked at; this was settled by decision, not read from the text.
    """

    def __init__(self, text):
        self.tokens = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise FormulaError('character')
            self.tokens.append(match.group(match.lastindex))
            at = match.end()
        self.at = 0
        self.tree = self.parse_or()
        if self.at != len(self.tokens):
            raise FormulaError('rest')
        self.names = sorted(self.named(self.tree))

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *wanted):
        token = self.peek()
        if token is None or token not in wanted:
            return None
        self.at += 1
        return token

    def need(self, token):
        if not self.take(token):
            raise FormulaError(f'{token} expected')

    def parse_or(self):
        left = self.parse_and()
        while self.take('or'):
            left = ('or', left, self.parse_and())
        return left

    def parse_and(self):
        left = self.parse_not()
        while self.take('and'):
            left = ('and', left, self.parse_not())
        return left

    def parse_not(self):
        return ('not', self.parse_not()) if self.take('not') else self.parse_comparison()

    def parse_comparison(self):
        left = self.parse_sum()
        operator = self.take('<', '<=', '>', '>=', '==', '!=')
        return (operator, left, self.parse_sum()) if operator else left

    def parse_sum(self):
        left = self.parse_term()
        while operator := self.take('+', '-'):
            left = (operator, left, self.parse_term())
        return left

    def parse_term(self):
        left = self.parse_unary()
        while operator := self.take('*', '/'):
            left = (operator, left, self.parse_unary())
        return left

    def parse_unary(self):
        return ('negate', self.parse_unary()) if self.take('-') else self.parse_primary()

    def parse_primary(self):
        if self.take('('):
            inner = self.parse_or()
            self.need(')')
            return inner
        token = self.peek()
        if token is None:
            raise FormulaError('end')
        self.at += 1
        if token[0].isdigit():
            number = exact(float(token)) if len(token.replace('.', '').strip('0')) <= 15 else None
            if number is None:
                raise FormulaError('more than 15 significant digits')
            return ('literal', number)
        if not re.fullmatch(r'[A-Za-z_][A-Za-z0-9_]*', token) or token in ('and', 'or', 'not'):
            raise FormulaError(token)
        if not self.take('('):
            if token in WORDS:
                raise FormulaError(token)
            return ('P',) if token == 'P' else ('item', token)
        arguments = [self.parse_or()]
        while self.take(','):
            arguments.append(self.parse_or())
        self.need(')')
        counts = {'if': (3, 3), 'min': (1, None), 'max': (1, None), 'abs': (1, 1), 'round': (2, 2)}
        least, most = counts.get(token, (None, None))
        if least is None or len(arguments) < least or (most is not None and len(arguments) > most):
            raise FormulaError(f'call of {token}')
        return (token, *arguments)

    def named(self, tree):
        if tree[0] == 'item':
            return {tree[1]}
        return set().union(*(self.named(part) for part in tree[1:] if isinstance(part, tuple)))

    def value(self, items, points):
        return wanted(self.evaluate(self.tree, items, points), 'number')

    def evaluate(self, tree, items, points):
        head, *rest = tree
        if head == 'literal':
            return rest[0]
        if head == 'item':
            return items[rest[0]]
        if head == 'P':
            return points
        if head == 'if':
            condition = wanted(self.evaluate(rest[0], items, points), 'truth')
            return self.evaluate(rest[1] if condition else rest[2], items, points)
        if head in ('and', 'or'):
            left = wanted(self.evaluate(rest[0], items, points), 'truth')
            if left == (head == 'or'):
                return left
            return wanted(self.evaluate(rest[1], items, points), 'truth')
        kind = 'truth' if head == 'not' else 'number'
        values = [wanted(self.evaluate(part, items, points), kind) for part in rest]
        if head == '/':
            if values[1] == 0:
                raise FormulaError('division by zero')
            return values[0] / values[1]
        if head == 'round':
            # READING: n is whole and from -15 to 15, the digits that a number of documents can carry.
            if values[1].denominator != 1 or abs(values[1]) > 15:
                raise FormulaError('round')
            return round_signed(values[0], int(values[1]))
        return OPERATIONS[head](*values)


OPERATIONS = {
    '+': lambda a, b: a + b,
    '-': lambda a, b: a - b,
    '*': lambda a, b: a * b,
    'negate': lambda a: -a,
    'abs': abs,
    'min': lambda *values: min(values),
    'max': lambda *values: max(values),
    'not': lambda a: not a,
    '<': lambda a, b: a < b,
    '<=': lambda a, b: a <= b,
    '>': lambda a, b: a > b,
    '>=': lambda a, b: a >= b,
    '==': lambda a, b: a == b,
    '!=': lambda a, b: a != b,
}


def wanted(value, kind):
    """The value itself if it is of that kind."""
    if isinstance(value, bool) != (kind == 'truth'):
        raise FormulaError('truth value')
    return value


def round_signed(x, digits):
    """Half-up to `digits` decimals; a negative count of digits rounds to tens, hundreds …"""
    if digits >= 0:
        return round_to(x, digits)
    return round_to(x / 10**-digits, 0) * 10**-digits


# ---------------------------------------------------------------------------------------------- the model (§1)


@dataclass
class Node:
    code: str
    parent: str | None
    weight: Fraction
    geometric: bool
    scoring: dict | None
    policy: str
    scorers: list
    formula: Formula | None = None
    children: list = field(default_factory=list)
    points: Fraction = ZERO
    around_geometric: bool = False


class Rejected(Exception):
    """Model or data cannot be used at all."""

    def __init__(self, findings):
        super().__init__('; '.join(findings))
        self.findings = findings


class Model:
    """A checked model document; raises `Rejected` with every finding."""

    def __init__(self, document):
        self.findings = []
        self.nodes = {}
        if not isinstance(document, dict):
            raise Rejected(['not an object'])
        self.document = document
        self.check_head()
        self.check_nodes()
        self.check_structure()
        self.check_ledger()
        self.check_grades_and_vetoes()
        self.check_ties()
        if self.findings:
            raise Rejected(self.findings)
        self.prepare()

    # -- small checks

    def bad(self, condition, text):
        if condition:
            self.findings.append(text)
        return condition

    def fields(self, thing, allowed, where):
        if self.bad(not isinstance(thing, dict), f'{where}: not an object'):
            return {}
        for name in thing:
            # READING: `extensions` may stand on any object of the document.
            self.bad(name not in allowed and name != 'extensions', f'{where}: unknown field {name}')
        return thing

    def text(self, thing, name, where):
        value = thing.get(name)
        self.bad(not isinstance(value, str) or value == '', f'{where}.{name}: text required')
        return value if isinstance(value, str) else None

    def number(self, thing, name, where, test=lambda x: True, default=None, optional=False):
        if name not in thing:
            self.bad(default is None and not optional, f'{where}.{name}: missing')
            return default
        value = exact(thing[name])
        if self.bad(value is None or not test(value), f'{where}.{name}: out of range'):
            return None
        return value

    def choice(self, thing, name, where, choices, default=None):
        if name not in thing:
            self.bad(default is None, f'{where}.{name}: missing')
            return default
        value = thing[name]
        known = isinstance(value, str) and value in choices
        self.bad(not known, f'{where}.{name}: not one of {choices}')
        return value if known else default

    def listed(self, thing, name, where, required=True):
        value = thing.get(name, None if required else [])
        if self.bad(not isinstance(value, list), f'{where}.{name}: not a list'):
            return []
        return value

    def unique(self, codes, where):
        seen = set()
        for code in codes:
            self.bad(code in seen, f'{where}: code {code} repeats')
            seen.add(code)

    # -- the parts of the document

    def check_head(self):
        top = self.fields(self.document, MODEL_FIELDS, 'model')
        self.bad(top.get('format') != 'zhengxin-model/1', 'format')
        self.code = self.text(top, 'code', 'model')
        self.text(top, 'name', 'model')
        self.version = self.text(top, 'version', 'model')
        self.bad(self.version is not None and not SEMVER.fullmatch(self.version), 'version: not semver')
        kinds = self.listed(top, 'subjectKinds', 'model')
        self.bad(any(not isinstance(kind, str) for kind in kinds), 'subjectKinds')
        self.full_score = self.number(top, 'fullScore', 'model', lambda x: x > 0)
        decimals = self.number(
            top, 'decimals', 'model', lambda x: x.denominator == 1 and 0 <= x <= 4, Fraction(2)
        )
        self.decimals = int(decimals) if decimals is not None else 2
        self.rounding = self.choice(top, 'rounding', 'model', ('half-up', 'half-even'), 'half-up')
        self.round_at = self.choice(top, 'roundAt', 'model', ('leaf', 'total'), 'leaf')

    def check_nodes(self):
        rows = self.listed(self.document, 'nodes', 'model')
        parents = {row.get('parent') for row in rows if isinstance(row, dict) and isinstance(row.get('parent'), str)}
        self.unique([row['code'] for row in rows if isinstance(row, dict) and isinstance(row.get('code'), str)], 'nodes')
        for row in rows:
            where = f'node {row.get("code")}' if isinstance(row, dict) else 'node'
            inner = isinstance(row, dict) and row.get('code') in parents
            row = self.fields(row, LEAF_FIELDS, where)
            code = self.text(row, 'code', where)
            self.text(row, 'name', where)
            parent = row.get('parent')
            self.bad('parent' not in row or not isinstance(parent, (str, type(None))), f'{where}.parent')
            node = Node(
                code=code,
                parent=parent,
                weight=self.number(row, 'weight', where, lambda x: x > 0),
                geometric=self.choice(row, 'aggregate', where, ('arithmetic', 'geometric'), 'arithmetic')
                == 'geometric',
                scoring=None,
                policy='zero',
                scorers=[],
            )
            # READING: the other fields of leaves on an inner node mean nothing and reject nothing.
            if inner:
                self.bad('scoring' in row, f'{where}: an inner node has scoring')
            elif not self.bad('scoring' not in row, f'{where}: a leaf has no scoring'):
                self.check_leaf(node, row, where)
            if code is not None:
                self.nodes.setdefault(code, node)

    def check_leaf(self, node, row, where):
        node.policy = self.choice(row, 'missing', where, ('zero', 'exclude', 'block'), 'zero')
        self.choice(row, 'evidence', where, ('required', 'optional', 'none'), 'none')
        self.bad('basis' in row and not isinstance(row['basis'], str), f'{where}.basis')
        if 'scorers' in row:
            scorers = self.listed(row, 'scorers', where)
            self.bad(scorers == [], f'{where}.scorers: empty')
            for scorer in scorers:
                scorer = self.fields(scorer, {'role', 'weight'}, f'{where}.scorers')
                role = self.text(scorer, 'role', where)
                node.scorers.append((role, self.number(scorer, 'weight', where, lambda x: x > 0)))
            self.unique([role for role, _ in node.scorers if role is not None], f'{where}.scorers')
        self.check_scoring(node, row['scoring'], where)

    def check_scoring(self, node, scoring, where):
        method = scoring.get('method') if isinstance(scoring, dict) else None
        if self.bad(not isinstance(method, str) or method not in SCORING_FIELDS, f'{where}: unknown method'):
            return
        where = f'{where}.scoring'
        self.fields(scoring, SCORING_FIELDS[method] | {'method'}, where)
        node.scoring = scoring
        unit = lambda x: 0 <= x <= 1  # noqa: E731
        if method in ('linear', 'bands') and 'value' in scoring:
            self.text(scoring, 'value', where)
            self.bad(scoring.keys() & {'numerator', 'denominator', 'whenZero'}, f'{where}: two ways to give x')
        elif method in ('ratio', 'linear', 'bands'):
            self.text(scoring, 'numerator', where)
            self.text(scoring, 'denominator', where)
            self.choice(scoring, 'whenZero', where, ('missing', 'full', 'zero', 'exclude'), 'missing')
        if method == 'ratio':
            self.number(scoring, 'target', where, lambda x: x > 0, ONE)
            self.number(scoring, 'floor', where, lambda x: x >= 0, ZERO)
        elif method == 'linear':
            worst = self.number(scoring, 'worst', where)
            best = self.number(scoring, 'best', where)
            self.bad(worst is not None and worst == best, f'{where}: worst equals best')
        elif method == 'bands':
            self.check_bands(scoring, where, unit)
        elif method in ('deduct', 'award'):
            self.bad(self.listed(scoring, 'items', where) == [], f'{where}.items: empty')
            for item in self.listed(scoring, 'items', where):
                item = self.fields(item, {'item', 'points', 'cap'}, f'{where}.items')
                self.text(item, 'item', where)
                self.number(item, 'points', where, lambda x: x > 0)
                self.number(item, 'cap', where, lambda x: x >= 0, optional=True)
        elif method == 'boolean':
            self.text(scoring, 'item', where)
            self.number(scoring, 'yes', where, unit, ONE)
            self.number(scoring, 'no', where, unit, ZERO)
        elif method == 'rubric':
            self.text(scoring, 'item', where)
            levels = scoring.get('levels')
            if not self.bad(not isinstance(levels, dict) or not levels, f'{where}.levels'):
                for level in levels:
                    self.number(levels, level, where, unit)
        elif method == 'survey':
            self.text(scoring, 'mean', where)
            self.text(scoring, 'count', where)
            low = self.number(scoring, 'min', where)
            high = self.number(scoring, 'max', where)
            self.bad(low is not None and high is not None and low >= high, f'{where}: min not below max')
            self.number(scoring, 'minimumCount', where, lambda x: x >= 0, ONE)
        elif method == 'manual':
            self.text(scoring, 'item', where)
        elif method == 'relative':
            self.text(scoring, 'value', where)
            by = self.choice(scoring, 'by', where, ('minmax', 'rank', 'rankStep', 'best'))
            direction = self.choice(
                scoring, 'direction', where, ('higher', 'lower'), 'higher' if by == 'best' else None
            )
            self.bad(by == 'best' and direction == 'lower', f'{where}: best is for higher only')
            self.number(scoring, 'step', where, lambda x: 0 < x <= 1, optional=by != 'rankStep')
        elif method == 'formula':
            text = self.text(scoring, 'expression', where)
            if text is not None:
                try:
                    node.formula = Formula(text)
                except FormulaError as error:
                    self.findings.append(f'{where}.expression: {error}')

    def check_bands(self, scoring, where, unit):
        bands = self.listed(scoring, 'bands', where)
        self.bad(bands == [], f'{where}.bands: empty')
        self.number(scoring, 'otherwise', where, unit, ZERO)
        sides, limits = set(), []
        for band in bands:
            band = self.fields(band, {'atLeast', 'atMost', 'rate'}, f'{where}.bands')
            self.number(band, 'rate', where, unit)
            named = [side for side in ('atLeast', 'atMost') if side in band]
            if self.bad(len(named) != 1, f'{where}.bands: one limit each'):
                continue
            sides.add(named[0])
            limits.append(self.number(band, named[0], where))
        self.bad(len(sides) > 1, f'{where}.bands: mixed')
        if len(sides) == 1 and None not in limits:
            pairs = list(zip(limits, limits[1:]))
            falling = all(a > b for a, b in pairs)
            rising = all(a < b for a, b in pairs)
            self.bad(not (falling if sides == {'atLeast'} else rising), f'{where}.bands: order')

    def check_structure(self):
        for node in self.nodes.values():
            unknown = isinstance(node.parent, str) and node.parent not in self.nodes
            self.bad(unknown, f'node {node.code}: unknown parent')
        for node in self.nodes.values():
            seen, at = set(), node
            while at is not None and at.code not in seen:
                seen.add(at.code)
                at = self.nodes.get(at.parent)
            self.bad(at is not None, f'node {node.code}: cycle')
        geometric = any(node.geometric for node in self.nodes.values())
        self.bad(geometric and self.round_at == 'leaf', 'roundAt leaf with a geometric node')

    def check_ledger(self):
        codes = []
        self.ledger = {}
        for side in ('bonus', 'penalty'):
            self.ledger[side] = (ZERO, {})
            if side not in self.document:
                continue
            part = self.fields(self.document[side], {'cap', 'items'}, side)
            cap = self.number(part, 'cap', side, lambda x: x >= 0)
            items = {}
            for item in self.listed(part, 'items', side):
                item = self.fields(item, {'code', 'name', 'points', 'cap'}, f'{side}.items')
                code = self.text(item, 'code', side)
                self.text(item, 'name', side)
                points = self.number(item, 'points', side, lambda x: x > 0)
                items[code] = (points, self.number(item, 'cap', side, lambda x: x >= 0, optional=True))
                codes.append(code)
            self.ledger[side] = (cap, items)
        self.unique(codes, 'bonus and penalty')

    def check_grades_and_vetoes(self):
        self.grades = []
        for row in self.listed(self.document, 'grades', 'model'):
            row = self.fields(row, {'code', 'name', 'min', 'exclusive', 'maxShare'}, 'grades')
            code = self.text(row, 'code', 'grades')
            self.text(row, 'name', 'grades')
            low = self.number(row, 'min', 'grades')
            self.bad('exclusive' in row and not isinstance(row['exclusive'], bool), 'grades.exclusive')
            share = self.number(row, 'maxShare', 'grades', lambda x: 0 <= x <= 1, optional=True)
            self.grades.append((code, low, row.get('exclusive') is True, share))
        self.unique([grade[0] for grade in self.grades], 'grades')
        lows = [grade[1] for grade in self.grades]
        if None not in lows:
            self.bad(not lows or lows[-1] != 0 or any(a <= b for a, b in zip(lows, lows[1:])), 'grades: order')
        self.bad(self.grades and self.grades[-1][3] is not None, 'grades: the last has maxShare')
        self.vetoes = {}
        grade_codes = [grade[0] for grade in self.grades]
        rows = self.listed(self.document, 'vetoes', 'model', required=False)
        for row in rows:
            row = self.fields(row, {'code', 'name', 'scoreAtMost', 'gradeAtMost', 'zeroNodes'}, 'vetoes')
            code = self.text(row, 'code', 'vetoes')
            self.text(row, 'name', 'vetoes')
            at_most = self.number(row, 'scoreAtMost', 'vetoes', lambda x: x >= 0, optional=True)
            worst = row.get('gradeAtMost')
            self.bad('gradeAtMost' in row and worst not in grade_codes, 'vetoes: unknown grade')
            zero = self.listed(row, 'zeroNodes', 'vetoes', required=False)
            self.bad(any(node not in self.nodes for node in zero), 'vetoes: unknown node')
            self.bad(code in self.vetoes, f'vetoes: code {code} repeats')
            self.vetoes[code] = (at_most, grade_codes.index(worst) if worst in grade_codes else None, zero)

    def check_ties(self):
        self.ties = self.choice(self.document, 'ties', 'model', ('competition', 'dense'), 'competition')
        self.vetoed_last = self.document.get('vetoedLast', True)
        self.bad(not isinstance(self.vetoed_last, bool), 'vetoedLast')
        self.tie_break = self.listed(self.document, 'tieBreak', 'model', required=False)
        around = self.codes_around_geometric()
        for key in self.tie_break:
            if key == 'fewerVetoes':
                continue
            if self.bad(not isinstance(key, str) or not key.startswith('node:'), f'tieBreak {key}'):
                continue
            code = key.removeprefix('node:')
            self.bad(code not in self.nodes or code in around, f'tieBreak {key}')

    # -- derived

    def ancestors(self, node):
        """From the parent upwards; stops in a cycle."""
        seen, at = {node.code}, self.nodes.get(node.parent)
        while at is not None and at.code not in seen:
            yield at
            seen.add(at.code)
            at = self.nodes.get(at.parent)

    def codes_around_geometric(self):
        """Nodes at, below or above a geometric node."""
        around = set()
        for node in self.nodes.values():
            above = list(self.ancestors(node))
            if node.geometric:
                around.add(node.code)
                around.update(at.code for at in above)
            if any(at.geometric for at in above):
                around.add(node.code)
        return around

    def prepare(self):
        around = self.codes_around_geometric()
        self.roots = []
        for node in sorted(self.nodes.values(), key=lambda n: utf16(n.code)):
            node.around_geometric = node.code in around
            (self.nodes[node.parent].children if node.parent is not None else self.roots).append(node)
        self.ordered = []
        self.spread(self.roots, self.full_score)
        self.leaves = [node for node in self.ordered if not node.children]

    def spread(self, siblings, points):
        """Nominal points downwards, and the tree order on the way."""
        weights = sum((node.weight for node in siblings), ZERO)
        for node in siblings:
            node.points = points * node.weight / weights
            self.ordered.append(node)
            self.spread(node.children, node.points)


# ---------------------------------------------------------------------------------------------- reading data (§2)


def named_items(leaf):
    """The items that the leaf's method reads: [(name, type)]."""
    scoring = leaf.scoring
    method = scoring['method']
    if method in ('linear', 'bands') and 'value' in scoring:
        return [(scoring['value'], 'number')]
    if method in ('ratio', 'linear', 'bands'):
        return [(scoring['numerator'], 'count'), (scoring['denominator'], 'count')]
    if method in ('deduct', 'award'):
        return [(item['item'], 'count') for item in scoring['items']]
    if method == 'boolean':
        return [(scoring['item'], 'flag')]
    if method == 'rubric':
        return [(scoring['item'], 'level')]
    if method == 'survey':
        return [(scoring['mean'], 'number'), (scoring['count'], 'count')]
    if method == 'manual':
        return [(scoring['item'], 'given')]
    if method == 'relative':
        return [(scoring['value'], 'count' if scoring['by'] == 'best' else 'number')]
    return [(name, 'number') for name in leaf.formula.names]


def typed(leaf, kind, value):
    """The value as the method means it, or None when it is of the wrong type or out of range."""
    if kind == 'flag':
        return value if isinstance(value, bool) else None
    if kind == 'level':
        return value if isinstance(value, str) and value in leaf.scoring['levels'] else None
    number = exact(value)
    if number is None or (kind in ('count', 'given') and number < 0) or (kind == 'given' and number > leaf.points):
        return None
    return number


class Subject:
    """One row of the data, read and checked. `errors` are places (leaf, role, item)."""

    def __init__(self, model, row):
        self.model = model
        self.code = row['code']
        self.group = row.get('group')
        self.errors = []
        self.vetoes = []
        for veto in row.get('vetoes') or []:
            if veto not in model.vetoes:
                self.error(None, None, veto)
            elif veto not in self.vetoes:
                self.vetoes.append(veto)
        self.counts = {}
        known = {**model.ledger['bonus'][1], **model.ledger['penalty'][1]}
        for code, count in (row.get('adjustments') or {}).items():
            number = ZERO if count is None else exact(count)
            if code not in known or number is None or number < 0:
                self.error(None, None, code)
            else:
                self.counts[code] = number
        self.excused = set()
        for code in row.get('notApplicable') or []:
            if code not in model.nodes:
                self.error(None, None, None)
                continue
            for node in model.nodes.values():
                if node.code == code or any(at.code == code for at in model.ancestors(node)):
                    self.excused.add(node.code)
        self.read_values(row.get('values') or {})

    def error(self, leaf, role, item):
        self.errors.append((leaf, role, item))

    def read_values(self, values):
        self.items = {}
        leaves = {leaf.code for leaf in self.model.leaves}
        for code in values:
            if code not in leaves:
                self.error(code, None, None)
        for leaf in self.model.leaves:
            given = values.get(leaf.code)
            if given is not None and not isinstance(given, dict):
                self.error(leaf.code, None, None)
                given = None
            if not leaf.scorers:
                self.items[leaf.code, None] = self.read_items(leaf, None, given or {})
                continue
            by = (given or {}).get('by')
            if by is not None and not isinstance(by, dict):
                self.error(leaf.code, None, None)
                by = None
            roles = [role for role, _ in leaf.scorers]
            for role in by or {}:
                if role not in roles:
                    self.error(leaf.code, role, None)
            for role in roles:
                items = (by or {}).get(role)
                if items is not None and not isinstance(items, dict):
                    self.error(leaf.code, role, None)
                    items = None
                self.items[leaf.code, role] = self.read_items(leaf, role, items or {})

    def read_items(self, leaf, role, given):
        """{name: value or None}. A value for a leaf that does not apply is an error and is not a valid value."""
        read = {}
        for name, kind in named_items(leaf):
            value = given.get(name)
            read[name] = None if value is None else typed(leaf, kind, value)
            if value is not None and (read[name] is None or leaf.code in self.excused):
                self.error(leaf.code, role, name)
                read[name] = None
        return read


def check_data(document):
    """The rows, or `Rejected` when the document cannot be used at all.

    READING: what is not a value but the frame around values has to have its shape; an absent or null part of it is empty.
    """
    if not isinstance(document, dict) or document.get('format') != 'zhengxin-data/1':
        raise Rejected(['format'])
    rows = document.get('subjects')
    if not isinstance(rows, list):
        raise Rejected(['subjects'])
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get('name'), str):
            raise Rejected(['subject'])
        if not isinstance(row.get('code'), str) or row['code'] == '':
            raise Rejected(['subject code'])
        for name, shape in (('group', str), ('values', dict), ('adjustments', dict)):
            if row.get(name) is not None and not isinstance(row[name], shape):
                raise Rejected([name])
        for name in ('notApplicable', 'vetoes'):
            listed = [] if row.get(name) is None else row[name]
            if not isinstance(listed, list) or not all(isinstance(code, str) for code in listed):
                raise Rejected([name])
    codes = [row['code'] for row in rows]
    if len(set(codes)) != len(codes):
        raise Rejected(['a subject code repeats'])
    return rows


# ---------------------------------------------------------------------------------------------- methods (§3)

MISSING, EXCLUDED = 'missing', 'excluded'


def quotient(scoring, items):
    """(x, None), or (None, outcome) where the outcome is a rate, MISSING or EXCLUDED."""
    n, d = items[scoring['numerator']], items[scoring['denominator']]
    if n is None or d is None:
        return None, MISSING
    if d == 0:
        return None, {'full': ONE, 'zero': ZERO, 'missing': MISSING, 'exclude': EXCLUDED}[
            scoring.get('whenZero', 'missing')
        ]
    return n / d, None


def parameter(scoring, name, default=None):
    return exact(scoring[name]) if name in scoring else default


def ledger_sum(parts):
    """Σ min(count·points, cap) over (count, points, cap or None)."""
    return sum((n * p if cap is None else min(n * p, cap) for n, p, cap in parts), ZERO)


def relative_rate(scoring, x, pool):
    """`pool` holds the values of all subjects compared, x among them."""
    by, higher = scoring['by'], scoring.get('direction') != 'lower'
    low, high, n = min(pool), max(pool), len(pool)
    if by == 'best':
        return ONE if high == 0 else x / high
    if by == 'minmax':
        if low == high:
            return ONE
        rate = (x - low) / (high - low)
        return rate if higher else 1 - rate
    ahead = sum(1 for other in pool if (other > x if higher else other < x))
    tied = sum(1 for other in pool if other == x)
    if by == 'rankStep':
        return clamp01(1 - ahead * parameter(scoring, 'step'))
    mean_rank = ahead + Fraction(tied + 1, 2)
    return ONE if n == 1 else 1 - (mean_rank - 1) / (n - 1)


def rate_of(leaf, items, pool):
    """Rate in [0, 1], MISSING or EXCLUDED. `pool` is used by `relative` only. May raise FormulaError."""
    scoring = leaf.scoring
    method = scoring['method']
    if method in ('deduct', 'award'):
        if all(value is None for value in items.values()):
            return MISSING
        total = ledger_sum(
            (items[i['item']] or ZERO, exact(i['points']), parameter(i, 'cap')) for i in scoring['items']
        )
        return clamp01((leaf.points - total if method == 'deduct' else total) / leaf.points)
    if any(value is None for value in items.values()):
        return MISSING
    if method in ('ratio', 'linear', 'bands'):
        if 'value' in scoring:
            x = items[scoring['value']]
        else:
            x, outcome = quotient(scoring, items)
            if x is None:
                return outcome
        if method == 'ratio':
            return ZERO if x < parameter(scoring, 'floor', ZERO) else clamp01(x / parameter(scoring, 'target', ONE))
        if method == 'linear':
            worst, best = exact(scoring['worst']), exact(scoring['best'])
            return clamp01((x - worst) / (best - worst))
        for band in scoring['bands']:
            if x >= exact(band['atLeast']) if 'atLeast' in band else x <= exact(band['atMost']):
                return exact(band['rate'])
        return parameter(scoring, 'otherwise', ZERO)
    if method == 'boolean':
        return parameter(scoring, 'yes', ONE) if items[scoring['item']] else parameter(scoring, 'no', ZERO)
    if method == 'rubric':
        return exact(scoring['levels'][items[scoring['item']]])
    if method == 'survey':
        if items[scoring['count']] < parameter(scoring, 'minimumCount', ONE):
            return MISSING
        low, high = exact(scoring['min']), exact(scoring['max'])
        return clamp01((items[scoring['mean']] - low) / (high - low))
    if method == 'manual':
        return items[scoring['item']] / leaf.points
    if method == 'relative':
        return relative_rate(scoring, items[scoring['value']], pool)
    return clamp01(leaf.formula.value(items, leaf.points))


# ---------------------------------------------------------------------------------------------- one subject (§4.1–4)


class Scored:
    """A subject carried from leaves to total; grade and ranks are filled in afterwards."""

    def __init__(self, subject, pools):
        self.subject, self.model = subject, subject.model
        self.missing = []
        self.rates = {}
        self.state = {}
        self.blocked = False
        self.nodes = []
        self.base = self.bonus = self.penalty = self.total = self.score = None
        self.grade = self.rank = self.group_rank = None
        for leaf in self.model.leaves:
            self.settle(leaf, pools)
        self.status = 'invalid' if subject.errors else 'complete'
        if self.status == 'invalid':
            # READING: an invalid subject is not scored at all, so nothing of it is listed as missing either.
            self.missing = []
            return
        self.zero_vetoed_leaves()
        self.earned, self.published, self.shares = {}, {}, {}
        root = self.aggregate(self.model.roots, False)
        self.earn(self.model.roots, self.model.full_score)
        if self.blocked or (root is None and self.model.roots):
            self.status = 'incomplete'
        else:
            self.adjust(root)
        self.list_nodes()

    def settle(self, leaf, pools):
        """Step 1: the leaf's own state and rate."""
        subject, policy = self.subject, leaf.policy
        if leaf.code in subject.excused:
            self.state[leaf.code], self.rates[leaf.code] = 'notApplicable', None
            return
        roles = leaf.scorers or [(None, ONE)]
        weights = total = ZERO
        counted = answered = False
        for role, weight in roles:
            try:
                rate = rate_of(leaf, subject.items[leaf.code, role], pools.get((leaf.code, role, subject.group)))
            except FormulaError:
                subject.error(leaf.code, role, None)
                continue
            if rate == MISSING:
                entry = {'leaf': leaf.code, **({} if role is None else {'role': role}), 'blocking': policy == 'block'}
                self.missing.append(entry)
                self.blocked = self.blocked or policy == 'block'
                if policy == 'exclude':
                    continue
                rate = ZERO
            elif rate == EXCLUDED:
                continue
            else:
                answered = True
            counted = True
            weights += weight
            total += weight * rate
        # READING: a leaf with scorers is `missing` when no role answered and at least one was counted as zero.
        # READING: the nodes of an incomplete subject are shown as if what blocks it counted as zero.
        self.state[leaf.code] = 'excluded' if not counted else 'scored' if answered else 'missing'
        self.rates[leaf.code] = total / weights if counted else None

    def zero_vetoed_leaves(self):
        """Step 2."""
        self.zeroed = set()
        for veto in self.subject.vetoes:
            for code in self.model.vetoes[veto][2]:
                for node in self.model.nodes.values():
                    if node.code == code or any(at.code == code for at in self.model.ancestors(node)):
                        self.zeroed.add(node.code)
        for leaf in self.model.leaves:
            if leaf.code in self.zeroed and self.state[leaf.code] != 'notApplicable':
                self.state[leaf.code], self.rates[leaf.code] = 'zeroed', ZERO

    def aggregate(self, siblings, geometric):
        """Step 3: the rate of the parent of `siblings`; None when all are gone. Fills shares on the way."""
        present = []
        for node in siblings:
            if node.children:
                self.rates[node.code] = self.aggregate(node.children, node.geometric)
            if self.gone(node):
                continue
            present.append(node)
        if not present:
            return None
        weights = sum((node.weight for node in present), ZERO)
        for node in present:
            self.shares[node.code] = node.weight / weights
        factors = [(self.rates[node.code], self.shares[node.code]) for node in present]
        if geometric:
            return real_power_product(factors)
        return sum((rate * share for rate, share in factors), ZERO)

    def gone(self, node):
        """True when no leaf at or below is left in the tree."""
        if node.children:
            return all(self.gone(child) for child in node.children)
        return self.state[node.code] in ('excluded', 'notApplicable')

    def earn(self, siblings, points):
        """Earned and published points downwards and summed upwards; returns the sums of the siblings."""
        earned_sum = published_sum = ZERO
        for node in siblings:
            if self.gone(node):
                continue
            own = points * self.shares[node.code]
            if node.children:
                earned, published = self.earn(node.children, own)
            else:
                earned = own * self.rates[node.code]
                at_leaf = self.model.round_at == 'leaf'
                # READING: `total` changes the digits only; the way of rounding stays the model's.
                digits = self.model.decimals if self.model.round_at == 'leaf' else 10
                published = round_to(earned, digits, self.model.rounding)
            self.earned[node.code], self.published[node.code] = earned, published
            earned_sum += earned
            published_sum += published
        return earned_sum, published_sum

    def adjust(self, root):
        """Base, and step 4."""
        model = self.model
        if not model.roots:
            self.base = model.full_score
        elif model.round_at == 'leaf':
            self.base = sum((self.published[leaf.code] for leaf in model.leaves if leaf.code in self.published), ZERO)
        else:
            self.base = model.full_score * root
        sums = {}
        for side, (cap, items) in model.ledger.items():
            parts = ((self.subject.counts.get(code, ZERO), *item) for code, item in items.items())
            sums[side] = min(cap, ledger_sum(parts))
        self.bonus, self.penalty = sums['bonus'], sums['penalty']
        self.total = min(
            model.full_score + model.ledger['bonus'][0], max(ZERO, self.base + self.bonus - self.penalty)
        )
        for veto in self.subject.vetoes:
            at_most = model.vetoes[veto][0]
            if at_most is not None:
                self.total = min(self.total, at_most)
        self.score = round_to(self.total, model.decimals, model.rounding)

    def list_nodes(self):
        for node in self.model.ordered:
            if node.children:
                # READING: an inner node is zeroed at or below a zeroed node, unless nothing of it is left.
                state = 'excluded' if self.gone(node) else 'zeroed' if node.code in self.zeroed else 'scored'
            else:
                state = self.state[node.code]
            shown = not node.around_geometric
            published = self.published.get(node.code) if shown else None
            digits = self.model.decimals if self.model.round_at == 'leaf' else 10
            self.nodes.append(
                {
                    'code': node.code,
                    'status': 'excluded' if state == 'notApplicable' else state,
                    'rate': ten(self.rates[node.code]),
                    'points': ten(node.points),
                    'earned': ten(self.earned.get(node.code)) if shown else None,
                    'published': None if published is None else decimal_text(published, digits),
                }
            )

    def tie_keys(self):
        """§4.6, smaller is better."""
        keys = [len(self.subject.vetoes) > 0] if self.model.vetoed_last else []
        keys.append(-self.score)
        for key in self.model.tie_break:
            if key == 'fewerVetoes':
                keys.append(len(self.subject.vetoes))
            else:
                keys.append(-self.published.get(key.removeprefix('node:'), ZERO))
        return keys

    def result(self):
        digits = self.model.decimals
        complete = self.status == 'complete'
        return {
            'code': self.subject.code,
            'status': self.status,
            'base': ten(self.base),
            'bonus': ten(self.bonus),
            'penalty': ten(self.penalty),
            'total': ten(self.total),
            'score': decimal_text(self.score, digits) if complete else None,
            'grade': self.model.grades[self.grade][0] if complete else None,
            'rank': self.rank,
            'groupRank': self.group_rank,
            'missing': self.missing,
            'nodes': self.nodes,
            'errors': [
                {'leaf': leaf, 'role': role, 'item': item}
                for leaf, role, item in sorted(set(self.subject.errors), key=lambda e: [str(part) for part in e])
            ],
        }


# ---------------------------------------------------------------------------------------------- together (§4.5–6)


def grade_all(model, complete):
    """Grades as indexes into the model's list; quotas from the best grade down, within each group."""
    groups = {}
    for scored in complete:
        scored.grade = next(
            (
                index
                for index, (_, low, exclusive, _) in enumerate(model.grades)
                if (scored.score > low if exclusive else scored.score >= low)
            ),
            len(model.grades) - 1,
        )
        for veto in scored.subject.vetoes:
            worst = model.vetoes[veto][1]
            if worst is not None:
                scored.grade = max(scored.grade, worst)
        groups.setdefault(scored.subject.group, []).append(scored)
    for members in groups.values():
        for index, (_, _, _, share) in enumerate(model.grades):
            if share is None:
                continue
            places = int(share * len(members) // 1)
            holders = sorted((s for s in members if s.grade == index), key=lambda s: -s.score)
            if len(holders) <= places:
                continue
            first_out = holders[places].score
            for scored in holders:
                if scored.score <= first_out:
                    scored.grade = index + 1


def ranks(model, complete):
    """{subject code: rank} among the given subjects."""
    keys = [scored.tie_keys() for scored in complete]
    distinct = sorted({tuple(key) for key in keys})
    found = {}
    for scored, key in zip(complete, keys):
        dense = distinct.index(tuple(key)) + 1
        found[scored.subject.code] = dense if model.ties == 'dense' else 1 + sum(1 for other in keys if other < key)
    return found


def score(model, rows):
    subjects = [Subject(model, row) for row in rows]
    pools = {}
    for subject in subjects:
        for leaf in model.leaves:
            if leaf.scoring['method'] != 'relative':
                continue
            for role in [role for role, _ in leaf.scorers] or [None]:
                x = subject.items[leaf.code, role][leaf.scoring['value']]
                if x is not None:
                    pools.setdefault((leaf.code, role, subject.group), []).append(x)
    everyone = [Scored(subject, pools) for subject in subjects]
    complete = [scored for scored in everyone if scored.status == 'complete']
    grade_all(model, complete)
    overall = ranks(model, complete)
    for group in {scored.subject.group for scored in complete}:
        inside = ranks(model, [scored for scored in complete if scored.subject.group == group])
        for scored in complete:
            if scored.subject.group == group:
                scored.rank, scored.group_rank = overall[scored.subject.code], inside[scored.subject.code]
    everyone.sort(key=lambda s: (s.rank is None, s.rank or 0, utf16(s.subject.code)))
    return [scored.result() for scored in everyone]


def verdict(model_document, data_document):
    answer = {'model': None, 'data': None, 'subjects': None}
    try:
        model = Model(model_document)
    except Rejected as rejected:
        answer['model'] = {'accepted': False, 'findings': rejected.findings, 'digest': None}
        return answer
    answer['model'] = {'accepted': True, 'findings': [], 'digest': digest(model_document)}
    try:
        rows = check_data(data_document)
    except Rejected as rejected:
        answer['data'] = {'accepted': False, 'findings': rejected.findings, 'digest': None}
        return answer
    answer['data'] = {'accepted': True, 'findings': [], 'digest': digest(data_document)}
    answer['subjects'] = score(model, rows)
    return answer


def main():
    sys.setrecursionlimit(10_000)
    sys.stdin.reconfigure(encoding='utf-8')
    sys.stdout.reconfigure(encoding='utf-8', errors='surrogatepass')
    if sys.argv[1:] == ['--batch']:
        for line in sys.stdin:
            case = json.loads(line)
            print(json.dumps({'id': case.get('id'), **verdict(case['model'], case.get('data'))}), flush=True)
        return
    documents = []
    for name in sys.argv[1:3]:
        with open(name, encoding='utf-8') as file:
            documents.append(json.load(file))
    print(json.dumps(verdict(*documents), ensure_ascii=False, indent=1))


if __name__ == '__main__':
    main()
