/** Builds findings of the model engine: a code of `shared/errors/codes/model.ts`, its parameters and its place. */
import type { z } from 'zod';
import type { ModelFindingCode, modelFindings } from '../errors/codes/model.ts';
import type { Finding } from '../errors/finding.ts';

export type FindingPlace = Pick<Finding, 'node' | 'subject' | 'leaf' | 'role' | 'item'>;

/** A code with its parameters, before its place is known. */
export type Fault = {
  [C in ModelFindingCode]: { readonly code: C; readonly params: z.infer<(typeof modelFindings)[C]> };
}[ModelFindingCode];

/** An error finding: the document, or the subject it names, is refused. */
export const errorFinding = (fault: Fault, place: FindingPlace = {}): Finding => ({
  code: fault.code,
  severity: 'error',
  params: fault.params,
  ...place,
});

/** Advice: scoring goes on. */
export const warningFinding = (fault: Fault, place: FindingPlace = {}): Finding => ({
  code: fault.code,
  severity: 'warning',
  params: fault.params,
  ...place,
});

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'error');
