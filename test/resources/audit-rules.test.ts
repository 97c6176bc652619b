/** The bundled audit rules: readable, of every scope, and a new version of their models that scores as the one before. */
import { describe, expect, it } from 'vitest';
import { gatherModelData } from '#engine/handlers/assessment/gather-model-data.ts';
import { loadModels, loadSample } from '#engine/resources.ts';
import { generateSample } from '#scripts/generate-sample.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { type AuditScope, auditScopes } from '#shared/model/audit-rules/definition.ts';
import { type ReadyRule, readAuditRules } from '#shared/model/audit-rules/read-rules.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';

const modelOf = (code: string, version: string): ModelDocument => {
  const found = loadModels().find(({ document }) => document.code === code && document.version === version);
  if (!found) throw new Error(`no ${code} ${version}`);
  return found.document;
};
const codes = ['TOWNSHIP-2026', 'DEPT-2026'] as const;
const readied = codes.map((code) => readAuditRules(modelOf(code, '1.1.0')));
const rules = readied.flatMap((read) => [...read.rules]);

/** What a rule is about, from what it refers to. */
const scopeOf = ({ rule }: ReadyRule): AuditScope => {
  const operands = Object.values(rule.values);
  if (operands.some((operand) => 'period' in operand && operand.period === 'last')) return 'lastPeriod';
  const ofDatabase = operands.some(
    (operand) =>
      'officials' in operand ||
      ('metric' in operand && !operand.metric.source.startsWith('ledger:')) ||
      ('role' in operand && operand.role === 'derived'),
  );
  if (ofDatabase) return 'database';
  if (operands.some((operand) => 'metric' in operand || 'decision' in operand)) return 'tables';
  const leaves = new Set(operands.flatMap((operand) => ('leaf' in operand ? [operand.leaf] : [])));
  if (leaves.size === 1) return 'row';
  return new Set([...leaves].map((leaf) => leaf.charAt(0))).size === 1 ? 'rows' : 'tables';
};

describe('bundled audit rules', () => {
  it('can all be read, are some 25 and more, and cover every scope', () => {
    expect(readied.flatMap(({ findings }) => findings)).toEqual([]);
    expect(rules.length).toBeGreaterThanOrEqual(25);
    expect(new Set(rules.map(({ rule }) => rule.scope))).toEqual(new Set(auditScopes));
  });

  it('are of the scope that they say, and say what to do and where they come from', () => {
    for (const ready of rules) {
      expect(`${ready.rule.code} ${ready.rule.scope}`).toBe(`${ready.rule.code} ${scopeOf(ready)}`);
      expect(ready.rule.message, ready.rule.code).toMatch(/。$/);
      expect(ready.rule.basis, ready.rule.code).toContain('本系统建议值');
    }
  });
});

describe('version 1.1.0', () => {
  it.each(codes)('of %s differs from 1.0.0 in nothing but its number and its rules', (code) => {
    const { auditRules, version, ...rest } = modelOf(code, '1.1.0');
    const { version: before, ...same } = modelOf(code, '1.0.0');
    expect([before, version, Array.isArray(auditRules)]).toEqual(['1.0.0', '1.1.0', true]);
    expect(rest).toEqual(same);
  });

  it.each(codes)('of %s scores the sample county as 1.0.0 does', (code) => {
    const county = loadSample();
    const entries = [...county.entries, ...generateSample().entriesInWorkbooks];
    const records = county.records.map((record, index) => ({ ...record, id: String(index) }) as CreditRecord);
    for (const cycle of county.cycles) {
      const [before, after] = ['1.0.0', '1.1.0'].map((version) => {
        const model = modelOf(code, version);
        const { data } = gatherModelData({
          model,
          period: cycle,
          units: county.units.filter((unit) => unit.cycleCode === cycle.code && unit.modelCode === code),
          nameOf: (uscc) => uscc,
          entriesOf: (uscc) => entries.filter((row) => row.cycleCode === cycle.code && row.bodyUscc === uscc),
          decisionsOf: (uscc) =>
            county.decisions.filter((row) => row.cycleCode === cycle.code && row.bodyUscc === uscc),
          ledgerRowsOf: () => [],
          recordsOf: (uscc) => records.filter(({ bodyUscc }) => bodyUscc === uscc),
        });
        return scoreModel(model, data).subjects;
      });
      expect(before?.length).toBeGreaterThan(5);
      expect(after).toEqual(before);
    }
  });
});
