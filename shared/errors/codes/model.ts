import { z } from 'zod';
import { finding } from '../finding.ts';

const none = z.object({});
const ruleFault = z.object({ rule: z.string(), detail: z.string() });
const path = z.string();
const pair = { judge: z.string(), row: z.string(), column: z.string() };
const codeOf = z.object({ code: z.string() });

/** Failures of the model engine: nothing was scored. */
export const modelFailures = {
  /** The model document has error findings. */
  'model.rejected': z.object({ findings: z.array(finding) }),
  /** The data document as a whole cannot be used. */
  'model.dataRejected': z.object({ findings: z.array(finding) }),
  'modelDraft.unknown': none,
  /** Somebody else saved the draft since it was read. */
  'modelDraft.changed': z.object({ name: z.string() }),
  /** What was sent is no draft: no object, or deeper or longer than any model is. */
  'modelDraft.notReadable': none,
  /** A file that is JSON, but no object that could become a model. */
  'modelDraft.noModel': none,
  /** It cannot be tried or compared before its errors are put right. */
  'modelDraft.faulty': z.object({ name: z.string(), errors: z.int() }),
  'model.sensitivityOption': z.object({
    option: z.enum(['runs', 'spread', 'seed']),
    minimum: z.number(),
    maximum: z.number(),
  }),
} as const;

/** Findings about a model document, its data and decision matrices (model-spec §1–§3, §6). */
export const modelFindings = {
  // Shape of a document; `path` names the field, with codes instead of positions where there are any.
  'model.document.notAnObject': none,
  'model.document.tooDeep': z.object({ limit: z.int() }),
  'model.field.missing': z.object({ path }),
  'model.field.wrongType': z.object({ path, expected: z.string() }),
  'model.field.notInList': z.object({ path, allowed: z.string() }),
  'model.field.outOfRange': z.object({ path, limit: z.enum(['>', '≥', '<', '≤']), bound: z.number() }),
  'model.field.notWhole': z.object({ path }),
  'model.field.empty': z.object({ path }),
  'model.field.unknown': z.object({ path, field: z.string() }),
  'model.field.tooManyDigits': z.object({ path, limit: z.int() }),
  'model.field.badText': z.object({ path }),
  'model.field.notSemver': z.object({ path }),
  'model.field.invalid': z.object({ path }),

  // The tree.
  'model.code.twice': z.object({
    code: z.string(),
    list: z.enum(['nodes', 'vetoes', 'grades', 'adjustments']),
  }),
  'model.parent.unknown': z.object({ parent: z.string() }),
  'model.parent.cycle': z.object({ codes: z.string() }),
  'model.leaf.noScoring': none,
  'model.inner.scoring': none,
  'model.inner.leafField': z.object({ field: z.string() }),
  'model.leaf.aggregate': none,
  'model.geometric.leafRounding': none,
  'model.missing.excludePays': none,

  // Parameters of the methods.
  'model.scoring.valueOrQuotient': none,
  'model.scoring.quotientIncomplete': none,
  'model.scoring.whenZeroWithoutQuotient': none,
  'model.scoring.equalEnds': z.object({ first: z.string(), second: z.string() }),
  'model.scoring.reversedEnds': z.object({ lower: z.string(), upper: z.string() }),
  'model.bands.limit': z.object({ band: z.int() }),
  'model.bands.mixed': none,
  'model.bands.order': z.object({ band: z.int(), direction: z.enum(['descending', 'ascending']) }),
  'model.relative.direction': none,
  'model.relative.bestHigher': none,
  'model.relative.step': none,
  'model.scorer.twice': z.object({ role: z.string() }),
  /** Why an audit rule cannot be read; `rule` is its code or, without one, its position. */
  'model.auditRule.shape': ruleFault,
  'model.auditRule.formula': ruleFault,
  'model.auditRule.nominalPoints': ruleFault,
  'model.auditRule.unknownName': ruleFault,
  'model.auditRule.unknownPlace': ruleFault,
  'model.auditRule.noPlace': ruleFault,
  'model.auditRule.weighted': ruleFault,
  'model.auditRule.metric': ruleFault,
  'model.auditRule.twice': ruleFault,
  'model.formula.syntax': z.object({ position: z.int() }),
  'model.formula.unknownFunction': z.object({ name: z.string() }),
  'model.formula.argumentCount': z.object({ name: z.string(), expected: z.string(), found: z.int() }),
  'model.formula.tooManyDigits': z.object({ number: z.string() }),
  'model.formula.tooLong': z.object({ limit: z.int() }),
  'model.formula.tooDeep': z.object({ limit: z.int() }),

  // Grades, vetoes and order.
  'model.grades.order': codeOf,
  'model.grades.lastMin': codeOf,
  'model.grades.lastQuota': codeOf,
  'model.veto.unknownGrade': z.object({ veto: z.string(), grade: z.string() }),
  'model.veto.unknownNode': z.object({ veto: z.string(), node: z.string() }),
  'model.tieBreak.unknown': z.object({ key: z.string() }),
  'model.tieBreak.unknownNode': z.object({ node: z.string() }),
  'model.tieBreak.geometric': z.object({ node: z.string() }),

  // The data document.
  'data.document.notAnObject': none,
  'data.field.missing': z.object({ path }),
  'data.field.wrongType': z.object({ path, expected: z.string() }),
  'data.field.badText': z.object({ path }),
  'data.field.unknown': z.object({ path, field: z.string() }),
  'data.subject.twice': codeOf,
  'data.leaf.unknown': none,
  'data.leaf.innerNode': none,
  'data.role.unknown': none,
  'data.values.notItems': none,
  'data.values.rolesExpected': none,
  'data.values.noRoles': none,
  'data.value.wrongType': z.object({ expected: z.enum(['count', 'number', 'flag', 'level']) }),
  'data.value.tooManyDigits': z.object({ limit: z.int() }),
  'data.value.negative': z.object({ given: z.string() }),
  'data.value.outOfRange': z.object({ given: z.string(), minimum: z.string(), maximum: z.string() }),
  'data.value.unknownLevel': z.object({ given: z.string(), allowed: z.string() }),
  'data.value.notApplicable': none,
  'data.notApplicable.unknownNode': z.object({ node: z.string() }),
  'data.adjustment.unknown': codeOf,
  'data.veto.unknown': codeOf,
  'data.formula.divisionByZero': none,
  'data.formula.truthForNumber': none,
  'data.formula.numberForTruth': none,
  'data.formula.roundDigits': none,
  'data.formula.tooLarge': none,

  // Matrices for weights.
  'weights.document.notAnObject': none,
  'weights.field.missing': z.object({ path }),
  'weights.field.wrongType': z.object({ path, expected: z.string() }),
  'weights.field.unknown': z.object({ path, field: z.string() }),
  'weights.labels.count': z.object({ minimum: z.int(), maximum: z.int().nullable(), found: z.int() }),
  'weights.labels.twice': z.object({ label: z.string() }),
  'weights.labels.differ': z.object({ vector: z.int(), label: z.string() }),
  'weights.matrix.shape': z.object({ row: z.int(), expected: z.int(), found: z.int() }),
  'weights.matrix.rowCount': z.object({ expected: z.int(), found: z.int() }),
  'weights.entry.notANumber': z.object({ row: z.int(), column: z.int() }),
  'weights.entry.notPositive': z.object({ row: z.int(), column: z.int() }),
  'weights.entry.negative': z.object({ label: z.string() }),
  'weights.entry.diagonal': z.object({ row: z.int() }),
  'weights.entry.notReciprocal': z.object({ row: z.int(), column: z.int() }),
  'weights.rows.tooFew': z.object({ minimum: z.int(), found: z.int() }),
  'weights.column.constant': z.object({ label: z.string() }),
  'weights.columns.noDifference': none,
  'weights.combine.noShare': none,

  // Comparison in pairs; judge and pair by their names.
  'weights.judges.none': none,
  'weights.judges.twice': z.object({ judge: z.string() }),
  'weights.pair.missing': z.object({ ...pair, missing: z.int() }),
  'weights.pair.twice': z.object(pair),
  'weights.pair.offScale': z.object({ ...pair, value: z.string() }),
  'weights.pair.unknown': z.object(pair),

  // Weights from the data of a cycle.
  'weights.data.tooFewUnits': z.object({ minimum: z.int(), found: z.int() }),
  'weights.data.tooFewChildren': z.object({ found: z.int() }),
  'weights.data.alike': none,
  'weights.data.equal': z.object({ name: z.string() }),
  'weights.data.noRate': z.object({ name: z.string() }),
} as const;

export type ModelFindingCode = keyof typeof modelFindings;
