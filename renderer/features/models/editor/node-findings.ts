/** Which field of the form of a node a finding is about, and how it is said there. */
import type { Finding } from '#shared/errors/finding.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { writeTyped } from './typed-number.ts';

const words = modelEditorWords.faults;

/** Fields of findings that name none by a path. */
const fieldByCode: Readonly<Record<string, string>> = {
  'model.parent.unknown': 'parent',
  'model.parent.cycle': 'parent',
  'model.leaf.noScoring': 'scoring.method',
  'model.inner.scoring': 'scoring.method',
  'model.geometric.leafRounding': 'aggregate',
  'model.leaf.aggregate': 'aggregate',
  'model.missing.excludePays': 'missing',
  'model.scoring.equalEnds': 'scoring.worst',
  'model.scoring.reversedEnds': 'scoring.min',
  'model.bands.limit': 'scoring.bands',
  'model.bands.mixed': 'scoring.bands',
  'model.bands.order': 'scoring.bands',
  'model.relative.direction': 'scoring.direction',
  'model.relative.bestHigher': 'scoring.direction',
  'model.relative.step': 'scoring.step',
  'model.scorer.twice': 'scorers',
};

const fieldOf = (finding: Finding, code: string): string => {
  const { path } = finding.params;
  const prefix = `nodes[${code}].`;
  if (typeof path === 'string' && path.startsWith(prefix)) return path.slice(prefix.length);
  if (finding.code.startsWith('model.formula.')) return 'scoring.expression';
  return fieldByCode[finding.code] ?? '';
};

export interface NodeFindings {
  /** What is said of a field. */
  readonly at: (field: string) => readonly Finding[];
  /** What is said of a field and of all parts of it (the rows of a table). */
  readonly within: (field: string) => readonly Finding[];
  /** What is said of nothing that the form shows. */
  readonly elsewhere: readonly Finding[];
}

/** @param shown fields of the form, tables by their own name */
export const findingsOfNode = (
  findings: readonly Finding[],
  code: string,
  shown: readonly string[],
): NodeFindings => {
  const here = findings
    .filter(
      (finding) =>
        finding.node === code || (finding.code === 'model.code.twice' && finding.params.code === code),
    )
    .map((finding) => ({
      finding,
      field: finding.code === 'model.code.twice' ? 'code' : fieldOf(finding, code),
    }));
  const isWithin = (field: string, whole: string): boolean =>
    field === whole || field.startsWith(`${whole}.`) || field.startsWith(`${whole}[`);
  const which = (keep: (field: string) => boolean): Finding[] =>
    here.filter(({ field }) => keep(field)).map(({ finding }) => finding);
  return {
    at: (field) => which((one) => one === field),
    within: (field) => which((one) => isWithin(one, field)),
    elsewhere: which((one) => !shown.some((field) => isWithin(one, field))),
  };
};

/**
 * A finding beside its field, which needs no path to it; null: as it is said elsewhere.
 * @param percent the field shows a rate in percent
 */
export const sayBriefly = ({ code, params }: Finding, percent = false): string | null => {
  switch (code) {
    case 'model.field.missing':
    case 'model.field.empty':
      return words.empty;
    case 'model.field.outOfRange':
      return words.outOfRange(String(params.limit), writeTyped(params.bound, percent) + (percent ? '%' : ''));
    case 'model.field.wrongType':
      return params.expected === 'number' ? words.noNumber : words.empty;
    case 'model.field.tooManyDigits':
      return words.tooManyDigits(String(params.limit));
    case 'modelEditor.taken':
      return words.taken(String(params.code));
    default:
      return null;
  }
};

/** Why a code or a name that was typed is not taken: an answer of the form itself. */
export const refusal = (code: 'modelEditor.taken' | 'model.field.empty', taken = ''): Finding => ({
  code,
  severity: 'error',
  params: { code: taken },
});
