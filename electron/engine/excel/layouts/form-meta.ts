/** Whether a form of one unit is the one for this cycle, unit and model, as its hidden sheet says. */
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { WorkbookMeta } from '../workbook-plan.ts';

export interface FormOfUnit {
  cycle: { code: string };
  unit: { uscc: string; name: string };
  model: ModelDocument;
  modelDigest: string;
}

export function judgeFormMeta(meta: Partial<WorkbookMeta> | null, context: FormOfUnit): Finding[] {
  if (!meta) return [{ code: 'layout.metaMissing', severity: 'warning', params: {} }];
  const fault = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });
  const findings: Finding[] = [];
  if (meta.cycle !== undefined && meta.cycle !== context.cycle.code) {
    findings.push(fault('layout.wrongCycle', { cycle: context.cycle.code, found: meta.cycle }));
  }
  if (meta.unit !== undefined && meta.unit !== context.unit.uscc) {
    findings.push(
      fault('layout.wrongUnit', { unit: `${context.unit.name}（${context.unit.uscc}）`, found: meta.unit }),
    );
  }
  if (meta.modelDigest !== undefined && meta.modelDigest !== context.modelDigest) {
    const model = `${context.model.code} ${context.model.version}`;
    const found = `${meta.modelCode ?? ''} ${meta.modelVersion ?? ''}`.trim();
    findings.push(fault('layout.wrongModel', { model, found }));
  }
  return findings;
}
