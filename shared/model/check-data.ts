/**
 * Checks a data document (model-spec §2). What is wrong with the document as a whole — its shape, a repeated subject
 * code — rejects it; what is wrong with one subject's values makes that subject `invalid` and no other.
 */
import type { Finding } from '../errors/finding.ts';
import { compileModel } from './compiled-model.ts';
import { type DataSubject, dataFormat, type ModelData } from './data.ts';
import type { ModelDocument } from './definition.ts';
import { errorFinding, type Fault, hasErrors, warningFinding } from './findings.ts';
import {
  asObjects,
  asText,
  compareCodes,
  isObject,
  type JsonObject,
  jsonFaults,
  ownField,
  pathText,
} from './json-view.ts';
import { judgeSubjects } from './judge-leaves.ts';
import { readSubject } from './read-subject.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** Optional fields of a subject: null counts as absent. */
const optionalFields: {
  readonly [field: string]: { readonly fits: (value: unknown) => boolean; readonly expected: string };
} = {
  group: { fits: isText, expected: 'string' },
  values: { fits: isObject, expected: 'record' },
  notApplicable: { fits: isTextList, expected: 'array' },
  adjustments: { fits: isObject, expected: 'record' },
  vetoes: { fits: isTextList, expected: 'array' },
};

const wrongType = (path: string, expected: string): Fault => ({
  code: 'data.field.wrongType',
  params: { path, expected },
});

const requiredText = (subject: JsonObject, field: string, path: string, mayBeEmpty: boolean): Fault[] => {
  const value = ownField(subject, field);
  if (value === undefined) return [{ code: 'data.field.missing', params: { path: `${path}.${field}` } }];
  return isText(value) && (mayBeEmpty || value !== '') ? [] : [wrongType(`${path}.${field}`, 'string')];
};

const checkSubject = (subject: unknown, index: number): Finding[] => {
  const code = isObject(subject) ? asText(subject.code) : null;
  const path = `subjects[${code ?? index + 1}]`;
  if (!isObject(subject)) return [errorFinding(wrongType(path, 'object'))];
  const faults = [
    ...requiredText(subject, 'code', path, false),
    ...requiredText(subject, 'name', path, true),
  ];
  for (const [field, { fits, expected }] of Object.entries(optionalFields)) {
    const value = ownField(subject, field);
    if (value !== undefined && value !== null && !fits(value))
      faults.push(wrongType(`${path}.${field}`, expected));
  }
  return faults.map((fault) => errorFinding(fault, code === null ? {} : { subject: code }));
};

const repeatedCodes = (subjects: readonly JsonObject[]): Finding[] => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const subject of subjects) {
    const code = asText(subject.code);
    if (code !== null && seen.has(code)) twice.add(code);
    if (code !== null) seen.add(code);
  }
  return [...twice]
    .sort(compareCodes)
    .map((code) => errorFinding({ code: 'data.subject.twice', params: { code } }, { subject: code }));
};

const rootFields = new Set(['format', 'subjects', 'extensions']);

/** Checks the document as a whole, without a model. */
export const checkDataShape = (input: unknown): { data: ModelData | null; findings: Finding[] } => {
  if (!isObject(input)) {
    return { data: null, findings: [errorFinding({ code: 'data.document.notAnObject', params: {} })] };
  }
  const findings: Finding[] = jsonFaults(input).map((fault) =>
    errorFinding({ code: 'data.field.badText', params: { path: pathText(input, fault.path) } }),
  );
  const format = ownField(input, 'format');
  if (format === undefined)
    findings.push(errorFinding({ code: 'data.field.missing', params: { path: 'format' } }));
  else if (format !== dataFormat) findings.push(errorFinding(wrongType('format', dataFormat)));
  const subjects = ownField(input, 'subjects');
  if (subjects === undefined) {
    findings.push(errorFinding({ code: 'data.field.missing', params: { path: 'subjects' } }));
  } else if (!Array.isArray(subjects)) {
    findings.push(errorFinding(wrongType('subjects', 'array')));
  } else {
    findings.push(...subjects.flatMap(checkSubject), ...repeatedCodes(asObjects(subjects)));
  }
  for (const field of Object.keys(input).sort(compareCodes)) {
    if (rootFields.has(field)) continue;
    findings.push(warningFinding({ code: 'data.field.unknown', params: { path: 'data', field } }));
  }
  return { data: hasErrors(findings) ? null : (input as ModelData), findings };
};

const byCode = (a: DataSubject, b: DataSubject): number => compareCodes(a.code, b.code);

/**
 * Checks a data document against a model.
 * @returns the document itself when it can be scored (some of its subjects may still be invalid), otherwise null; and
 * every finding, those of subjects by subject code.
 * @throws AppError `model.rejected` when the model is none.
 */
export const checkData = (
  model: ModelDocument,
  input: unknown,
): { data: ModelData | null; findings: Finding[] } => {
  const compiled = compileModel(model);
  const { data, findings } = checkDataShape(input);
  if (data === null) return { data, findings };
  const readings = [...data.subjects].sort(byCode).map((subject) => readSubject(compiled, subject));
  const judged = judgeSubjects(compiled, readings);
  return { data, findings: [...findings, ...judged.flatMap((subject) => subject.findings)] };
};
