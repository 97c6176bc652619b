"""The oracle itself against cases worked by hand (the arithmetic stands in the comments).

    python3 -m unittest check_oracle
"""

import json
import pathlib
import unittest

import model_oracle as oracle

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / 'golden' / 'model'


def leaf(code, scoring, weight=1, parent=None, **more):
    return {'code': code, 'name': code, 'parent': parent, 'weight': weight, 'scoring': scoring, 'evidence': 'none', **more}


def manual(code, **more):
    return leaf(code, {'method': 'manual', 'item': 'p'}, **more)


def branch(code, weight=1, parent=None, **more):
    return {'code': code, 'name': code, 'parent': parent, 'weight': weight, **more}


def model(*nodes, **more):
    return {
        'format': 'zhengxin-model/1', 'code': 'M', 'name': 'M', 'version': '1.0.0', 'subjectKinds': ['township'],
        'fullScore': 100, 'nodes': list(nodes), 'grades': [{'code': 'Z', 'name': 'Z', 'min': 0}], **more,
    }  # fmt: skip


def subject(code, values=None, **more):
    return {'code': code, 'name': code, 'values': values or {}, **more}


def run(document, *subjects):
    """{code: result}, insisting that model and data are accepted."""
    answer = oracle.verdict(document, {'format': 'zhengxin-data/1', 'subjects': list(subjects)})
    assert answer['model']['accepted'], answer
    assert answer['data']['accepted'], answer
    return {result['code']: result for result in answer['subjects']}


def rates(results, code):
    return {name: next(n['rate'] for n in result['nodes'] if n['code'] == code) for name, result in results.items()}


def column(results, name):
    return {code: result[name] for code, result in results.items()}


class Examples(unittest.TestCase):
    def test_expected_results(self):
        """The examples that come with the specification, every field that they state."""
        folders = sorted(path.parent for path in EXAMPLES.glob('*/expected.json'))
        self.assertGreaterEqual(len(folders), 3)
        for folder in folders:
            document, data, expected = (
                json.loads((folder / f'{name}.json').read_text('utf-8')) for name in ('model', 'data', 'expected')
            )
            got = {result['code']: result for result in oracle.verdict(document, data)['subjects']}
            for wanted in expected['subjects']:
                result = got.pop(wanted['code'])
                leaves = wanted.pop('leaves', {})
                self.assertEqual({name: result[name] for name in wanted}, wanted, folder.name)
                nodes = {node['code']: node for node in result['nodes']}
                for code, fields in leaves.items():
                    self.assertEqual({name: nodes[code][name] for name in fields}, fields, f'{folder.name} {code}')
            self.assertEqual(got, {}, folder.name)


class Rounding(unittest.TestCase):
    def test_halves(self):
        # P = 1; 0.125 is half-way between 0.12 and 0.13
        for rounding, expected in (('half-up', '0.13'), ('half-even', '0.12')):
            got = run(model(manual('A'), fullScore=1, rounding=rounding), subject('S', {'A': {'p': 0.125}}))['S']
            self.assertEqual((got['nodes'][0]['published'], got['score']), (expected, expected))
            self.assertEqual(got['nodes'][0]['earned'], '0.1250000000')

    def test_leaf_and_total(self):
        # three leaves of P = 100/3 at rate 1: published 33.33 each, 99.99 in all; exactly 100 when only the total is rounded
        full = {'method': 'boolean', 'item': 'ok'}
        leaves = [leaf(code, full) for code in 'ABC']
        values = {code: {'ok': True} for code in 'ABC'}
        self.assertEqual(run(model(*leaves), subject('S', values))['S']['score'], '99.99')
        self.assertEqual(run(model(*leaves, roundAt='total'), subject('S', values))['S']['score'], '100.00')

    def test_negative(self):
        self.assertEqual(oracle.decimal_text(oracle.Fraction(-5, 2), 0), '-3')
        self.assertEqual(oracle.decimal_text(oracle.Fraction(-5, 2), 0, 'half-even'), '-2')
        self.assertEqual(oracle.decimal_text(oracle.Fraction(7, 2), 0, 'half-even'), '4')


class Geometric(unittest.TestCase):
    def test_powers(self):
        # 0.25^(1/2) · 1^(1/2) = 0.5; with weights 1 : 2, 0.25^(1/3) = 0.62996052494743658…
        quarter = {'method': 'boolean', 'item': 'ok', 'yes': 0.25}
        for weight, expected in ((1, '0.5000000000'), (2, '0.6299605249')):
            document = model(
                branch('A', aggregate='geometric'), leaf('A1', quarter, parent='A'),
                leaf('A2', {'method': 'boolean', 'item': 'ok'}, weight=weight, parent='A'), roundAt='total',
            )  # fmt: skip
            got = run(document, subject('S', {'A1': {'ok': True}, 'A2': {'ok': True}}))['S']
            self.assertEqual(got['nodes'][0]['rate'], expected)
            self.assertIsNone(got['nodes'][0]['earned'])
            self.assertIsNone(got['nodes'][1]['published'])

    def test_zero_and_excluded(self):
        yes = {'method': 'rubric', 'item': 'l', 'levels': {'a': 0.5, 'z': 0}}
        document = model(branch('A', aggregate='geometric'), leaf('A1', yes, parent='A', missing='exclude'), leaf('A2', yes, parent='A'), roundAt='total')
        got = run(
            document,
            subject('S', {'A1': {'l': 'a'}, 'A2': {'l': 'z'}}),
            subject('T', {'A2': {'l': 'a'}}),
        )
        # any zero → 0; with A1 gone A2 has the whole share: 0.5^1
        self.assertEqual(column(got, 'score'), {'T': '50.00', 'S': '0.00'})


class Relative(unittest.TestCase):
    def rates(self, **scoring):
        document = model(leaf('A', {'method': 'relative', 'value': 'x', **scoring}))
        rows = [subject(code, {'A': {'x': x}}) for code, x in zip('PQR', (10, 10, 5))]
        return [rates(run(document, *rows), 'A')[code][:4] for code in 'PQR']

    def test_kinds(self):
        # rank: 1.5, 1.5, 3 of 3 → 1 − 0.5/2, …, 0; lower: ranks 2.5, 2.5, 1
        self.assertEqual(self.rates(by='rank', direction='higher'), ['0.75', '0.75', '0.00'])
        self.assertEqual(self.rates(by='rank', direction='lower'), ['0.25', '0.25', '1.00'])
        # rankStep: best ranks 1, 1, 3 → 1 − 2·0.3; lower: 2, 2, 1 → 1 − 0.3
        self.assertEqual(self.rates(by='rankStep', direction='higher', step=0.3), ['1.00', '1.00', '0.40'])
        self.assertEqual(self.rates(by='rankStep', direction='lower', step=0.3), ['0.70', '0.70', '1.00'])
        self.assertEqual(self.rates(by='minmax', direction='higher'), ['1.00', '1.00', '0.00'])
        self.assertEqual(self.rates(by='minmax', direction='lower'), ['0.00', '0.00', '1.00'])
        self.assertEqual(self.rates(by='best', direction='higher'), ['1.00', '1.00', '0.50'])

    def test_who_is_compared(self):
        # an invalid subject's valid value counts, a subject of another group does not
        document = model(leaf('A', {'method': 'relative', 'value': 'x', 'by': 'best', 'direction': 'higher'}))
        got = run(
            document,
            subject('P', {'A': {'x': 5}}, group='甲'),
            subject('Q', {'A': {'x': 20}, '无': {}}, group='甲'),
            subject('R', {'A': {'x': 50}}),
        )
        self.assertEqual(got['P']['score'], '25.00')
        self.assertEqual(got['Q']['status'], 'invalid')


class Formulas(unittest.TestCase):
    def value(self, text, **items):
        exact = {name: oracle.exact(x) for name, x in items.items()}
        return oracle.Formula(text).value(exact, oracle.Fraction(40))

    def test_values(self):
        self.assertEqual(self.value('1 - 2 - 3 + 8 / 2 / 2'), -2)
        self.assertEqual(self.value('2 + 3 * -x', x=4), -10)
        self.assertEqual(self.value('if(x > 1 and not (x == 3) or x < 0, P, 0.1)', x=2), 40)
        self.assertEqual(self.value('if(d == 0, 1, n / d)', n=1, d=0), 1)
        self.assertEqual(self.value('round(x / 3, 2) + round(-2.5, 0)', x=1), oracle.Fraction(33, 100) - 3)
        self.assertEqual(self.value('max(min(3, x), abs(-2))', x=1), 2)

    def test_refused(self):
        for text in ('sqrt(x)', '1 < 2 < 3', 'x **2', '', '1e3', 'if + 1', '0.1234567890123456'):
            with self.assertRaises(oracle.FormulaError):
                oracle.Formula(text)
        for text in ('1 + (x > 1)', 'if(x, 1, 2)', 'x > 1', 'not x', '1 / (x - x)', 'if(x > 1 and 1 / 0 > 1, 1, 2)'):
            with self.assertRaises(oracle.FormulaError):
                self.value(text, x=3)
        # what is not needed for the answer is not looked at
        self.assertEqual(self.value('if(x > 1, 7, x > 2)', x=3), 7)
        self.assertEqual(self.value('if(x > 1 or 1 / 0 > 1, 1, 2) + if(x < 1 and x, 1, 2)', x=3), 3)


class Leaves(unittest.TestCase):
    def test_scorers(self):
        # weights 0.2 : 0.5 : 0.3, rates 1, –, 0.5 → zero: 0.35; exclude: 0.35/0.5; block: incomplete
        scorers = [{'role': role, 'weight': w} for role, w in (('a', 0.2), ('b', 0.5), ('c', 0.3))]
        for policy, expected in (('zero', '35.00'), ('exclude', '70.00'), ('block', None)):
            document = model(
                leaf('A', {'method': 'rubric', 'item': 'l', 'levels': {'1': 1, '2': 0.5}}, scorers=scorers, missing=policy)
            )
            got = run(document, subject('S', {'A': {'by': {'a': {'l': '1'}, 'c': {'l': '2'}}}}))['S']
            self.assertEqual(got['score'], expected)
            self.assertEqual(got['missing'], [{'leaf': 'A', 'role': 'b', 'blocking': policy == 'block'}])

    def test_zeroed(self):
        # V zeroes A (P 50): A1 excluded otherwise returns with 0, A2 does not apply and stays out; B keeps 50
        yes = {'method': 'boolean', 'item': 'ok'}
        document = model(
            branch('A'), leaf('A1', yes, parent='A', missing='exclude'), leaf('A2', yes, parent='A'), leaf('B', yes),
            vetoes=[{'code': 'V', 'name': 'V', 'zeroNodes': ['A']}],
        )  # fmt: skip
        got = run(document, subject('S', {'B': {'ok': True}}, vetoes=['V', 'V'], notApplicable=['A2']))['S']
        self.assertEqual([n['status'] for n in got['nodes']], ['zeroed', 'zeroed', 'excluded', 'scored'])
        self.assertEqual(got['score'], '50.00')
        document['nodes'][1]['missing'] = 'block'
        self.assertEqual(run(document, subject('S', {'B': {'ok': True}}, vetoes=['V']))['S']['status'], 'incomplete')

    def test_all_excluded_and_empty(self):
        document = model(leaf('A', {'method': 'boolean', 'item': 'ok'}, missing='exclude'))
        self.assertEqual(run(document, subject('S'))['S']['status'], 'incomplete')
        self.assertEqual(run(model(fullScore=1000), subject('S'))['S']['score'], '1000.00')

    def test_errors(self):
        document = model(manual('A'), manual('B'))
        got = run(
            document,
            subject('S', {'A': {'p': 50.01}}),
            subject('T', {'A': {'p': 50}, 'B': {'p': 1}}, notApplicable=['B']),
            subject('U', {'A': {'p': True}, 'C': {}}),
        )
        self.assertEqual(column(got, 'status'), dict.fromkeys('STU', 'invalid'))
        self.assertEqual(got['T']['errors'], [{'leaf': 'B', 'role': None, 'item': 'p'}])
        self.assertEqual([(e['leaf'], e['item']) for e in got['U']['errors']], [('A', 'p'), ('C', None)])


class LedgerGradesRanks(unittest.TestCase):
    def test_adjustments(self):
        # G: min(2·1.5, cap 2) = 2, H: 1.25·2 = 2.5, together 4.5, capped at 4; K: 3·10 = 30 capped at 25 → 79
        document = model(
            bonus={'cap': 4, 'items': [{'code': 'G', 'name': 'G', 'points': 1.5, 'cap': 2}, {'code': 'H', 'name': 'H', 'points': 2}]},
            penalty={'cap': 25, 'items': [{'code': 'K', 'name': 'K', 'points': 10}]},
            vetoes=[{'code': 'V', 'name': 'V', 'scoreAtMost': 60.005}],
        )
        counts = {'G': 2, 'H': 1.25, 'K': 3}
        got = run(document, subject('S', adjustments=counts), subject('T', adjustments=counts, vetoes=['V']))
        self.assertEqual([got['S'][k][:5] for k in ('base', 'bonus', 'penalty', 'total')], ['100.0', '4.000', '25.00', '79.00'])
        self.assertEqual(got['T']['score'], '60.01')

    def ladder(self, points, grades, **more):
        document = model(manual('A'), grades=grades, **more)
        return run(document, *[subject(code, {'A': {'p': p}}) for code, p in points.items()])

    def test_quota(self):
        # A holds floor(0.5·5) = 2: P 95 stays, Q and R tie across the limit and both fall, S was never in A.
        # B holds floor(0.4·5) = 2 of Q, R, S: Q and R stay, S falls to C.
        grades = [
            {'code': 'A', 'name': 'A', 'min': 90, 'maxShare': 0.5},
            {'code': 'B', 'name': 'B', 'min': 80, 'maxShare': 0.4},
            {'code': 'C', 'name': 'C', 'min': 60, 'exclusive': True},
            {'code': 'D', 'name': 'D', 'min': 0},
        ]
        got = self.ladder({'P': 95, 'Q': 92, 'R': 92, 'S': 85, 'T': 60}, grades)
        self.assertEqual(column(got, 'grade'), {'P': 'A', 'Q': 'B', 'R': 'B', 'S': 'C', 'T': 'D'})

    def test_ranks(self):
        grades = [{'code': 'Z', 'name': 'Z', 'min': 0}]
        points = {'P': 90, 'Q': 80, 'R': 80, 'S': 70}
        self.assertEqual(column(self.ladder(points, grades), 'rank'), {'P': 1, 'Q': 2, 'R': 2, 'S': 4})
        self.assertEqual(column(self.ladder(points, grades, ties='dense'), 'rank'), {'P': 1, 'Q': 2, 'R': 2, 'S': 3})

    def test_tie_break_and_vetoed(self):
        # equal scores 60; node A higher first: Q 40+20 before P 20+40. R is vetoed: last of all, or first by score.
        for last, expected in ((True, {'Q': 1, 'P': 2, 'R': 3}), (False, {'R': 1, 'Q': 2, 'P': 3})):
            document = model(
                manual('A'), manual('B'), tieBreak=['node:A'], vetoedLast=last, vetoes=[{'code': 'V', 'name': 'V'}]
            )
            got = run(
                document,
                subject('P', {'A': {'p': 20}, 'B': {'p': 40}}),
                subject('Q', {'A': {'p': 40}, 'B': {'p': 20}}),
                subject('R', {'A': {'p': 50}, 'B': {'p': 50}}, vetoes=['V']),
            )
            self.assertEqual(column(got, 'rank'), expected)

    def test_grade_at_most_before_quota(self):
        # both reach A; S is held at B by its veto, so the one place of A (floor(0.5·2)) goes to T
        grades = [
            {'code': 'A', 'name': 'A', 'min': 90, 'maxShare': 0.5},
            {'code': 'B', 'name': 'B', 'min': 0},
        ]
        document = model(manual('A'), grades=grades, vetoes=[{'code': 'V', 'name': 'V', 'gradeAtMost': 'B'}])
        got = run(document, subject('S', {'A': {'p': 99}}, vetoes=['V']), subject('T', {'A': {'p': 91}}))
        self.assertEqual(column(got, 'grade'), {'T': 'A', 'S': 'B'})


class Digests(unittest.TestCase):
    def test_rfc8785_sample(self):
        # RFC 8785 §3.2.2 and §3.2.3
        document = {
            'numbers': [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
            'string': '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
            'literals': [None, True, False],
        }
        expected = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        self.assertEqual(oracle.canonical(document), expected)
        keys = {'\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\U0001f600': 5, '\u0080': 6, '\u00f6': 7}
        self.assertEqual(oracle.canonical(keys), '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')

    def test_numbers(self):
        # ECMAScript Number::toString
        for number, text in ((1e21, '1e+21'), (123456789012345680000, '123456789012345680000'), (1e-6, '0.000001'),
                             (1e-7, '1e-7'), (-0.0, '0'), (1.5e-9, '1.5e-9'), (100, '100'), (-12.5, '-12.5')):  # fmt: skip
            self.assertEqual(oracle.canonical(number), text)

    def test_order_is_free(self):
        one = model(manual('A'), manual('B'))
        other = {**one, 'nodes': one['nodes'][::-1]}
        self.assertEqual(oracle.digest(one), oracle.digest(other))
        graded = {**one, 'grades': [{'code': 'B', 'min': 1}, {'code': 'A', 'min': 0}]}
        self.assertNotEqual(oracle.digest(graded), oracle.digest({**graded, 'grades': graded['grades'][::-1]}))


if __name__ == '__main__':
    unittest.main()
