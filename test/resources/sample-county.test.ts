import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  findResourcesFolder,
  loadCatalogue,
  loadNewestModels,
  loadRuleTable,
  loadSample,
} from '#engine/resources.ts';
import { writeSampleCounty } from '#engine/sample-county.ts';
import { generateSample } from '#scripts/generate-sample.ts';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { isDate } from '#shared/domain/dates.ts';
import { publicityPeriod } from '#shared/domain/publicity-period.ts';
import { checkRegionCode, isRegionDescendant } from '#shared/domain/region-code.ts';
import { inForce } from '#shared/domain/rule-table.ts';
import { checkUscc } from '#shared/domain/uscc.ts';

const text = readFileSync(join(findResourcesFolder(), 'samples', 'county.json'), 'utf8');
const county = loadSample();
const unique = (keys: readonly string[]) => new Set(keys).size === keys.length;

describe('sample county', () => {
  it('is what the generator writes, byte for byte', () => {
    expect(writeSampleCounty(generateSample().county)).toBe(text);
    expect(text.length).toBeLessThan(1_500_000);
  });

  it('changes with the seed', () => {
    expect(generateSample(1).county.officials[0]?.name).not.toBe(generateSample(2).county.officials[0]?.name);
  });

  it('says that it is invented', () => {
    expect(county.notice).toContain('虚构');
    expect(county.records.every(({ factSummary }) => factSummary.includes('虚构'))).toBe(true);
  });

  it('has the promised size', () => {
    const kinds = county.bodies.map(({ bodyType }) => bodyType);
    expect(kinds.filter((kind) => kind === 'town' || kind === 'subdistrict')).toHaveLength(12);
    expect(county.bodies).toHaveLength(21);
    expect(county.officials).toHaveLength(240);
    expect(county.records.length).toBeGreaterThanOrEqual(560);
    expect(county.records.length).toBeLessThanOrEqual(660);
    const years = new Set(county.records.map(({ decisionDate }) => decisionDate.slice(0, 4)));
    expect([...years].sort()).toEqual(['2024', '2025', '2026']);
    expect(county.cycles.map(({ code, status }) => [code, status])).toEqual([
      ['2025', 'finalised'],
      ['2026', 'selfAssess'],
    ]);
    expect(county.units).toHaveLength(40);
  });
});

describe('identifiers of the sample', () => {
  it('are valid and of a region that is not issued', () => {
    for (const body of county.bodies) {
      expect(checkUscc(body.uscc), body.name).toEqual({ valid: true, warnings: [] });
      expect(body.uscc.slice(2, 8)).toBe('990101');
      expect(checkRegionCode(body.regionCode).valid).toBe(true);
      if (body.adminLevel === 'township') {
        expect(isRegionDescendant(body.regionCode, county.office.regionCode)).toBe(true);
      }
    }
    for (const official of county.officials) {
      expect(checkCitizenId(official.idNo ?? '').valid, official.name).toBe(true);
      expect(official.idNo?.startsWith('990101')).toBe(true);
    }
  });

  it('are unique', () => {
    expect(unique(county.bodies.map(({ uscc }) => uscc))).toBe(true);
    expect(unique(county.officials.map(({ id }) => id))).toBe(true);
    expect(unique(county.officials.map(({ idNo }) => idNo ?? ''))).toBe(true);
    expect(unique(county.records.map((record) => `${record.issuingOrgan}/${record.documentNo}`))).toBe(true);
    const entryKey = (entry: (typeof county.entries)[number]) =>
      [entry.cycleCode, entry.bodyUscc, entry.leaf, entry.item, entry.role].join('/');
    expect(unique(county.entries.map(entryKey))).toBe(true);
  });
});

describe('records of the sample', () => {
  const catalogue = new Map(loadCatalogue().map((item) => [item.code, item]));
  const rules = loadRuleTable();
  const bodies = new Set(county.bodies.map(({ uscc }) => uscc));
  const bodyOfOfficial = new Map(county.officials.map(({ id, bodyUscc }) => [id, bodyUscc]));

  it('stand in the catalogue and rest on a document that it allows', () => {
    for (const record of county.records) {
      const item = catalogue.get(record.catalogueItem);
      expect(item, record.catalogueItem).toBeDefined();
      if (!item) continue;
      expect(inForce(item, record.decisionDate), record.documentNo).toBe(true);
      expect(item.documentTypes).toContain(record.documentType);
      expect([record.subjectType, record.polarity, record.domain]).toEqual([
        item.subjectType,
        item.polarity,
        item.domain,
      ]);
    }
  });

  it('belong to bodies and officials that exist', () => {
    for (const record of county.records) {
      expect(bodies.has(record.bodyUscc)).toBe(true);
      expect(record.officialId === null).toBe(record.subjectType === 'body');
      if (record.officialId !== null) expect(bodyOfOfficial.get(record.officialId)).toBe(record.bodyUscc);
    }
  });

  it('have dates that exist, none in the future, and the publicity period of the rules', () => {
    for (const record of county.records) {
      for (const date of [
        record.decisionDate,
        record.rectifiedOn,
        record.objectionClosedOn,
        record.objectionFiledOn,
      ]) {
        if (date !== null)
          expect(isDate(date) && date <= '2026-11-20', `${record.documentNo} ${date}`).toBe(true);
      }
      const shown =
        record.polarity === 'negative' && record.disclosureLevel === 'public'
          ? publicityPeriod(record, rules)
          : null;
      expect(record.publicFrom).toBe(shown?.publicFrom ?? null);
      expect(record.publicMinUntil).toBe(shown?.publicMinUntil ?? null);
      expect(record.publicMaxUntil).toBe(shown?.publicMaxUntil ?? null);
      expect(record.rectificationStatus === 'done').toBe(record.rectifiedOn !== null);
    }
  });
});

describe('cycles of the sample', () => {
  const models = new Map(loadNewestModels().map(({ document }) => [document.code, document]));
  const shape = z.looseObject({ items: z.record(z.string(), z.record(z.string(), z.string())) });
  const items = new Map(
    [...models].map(([code, { extensions }]) => [code, shape.safeParse(extensions).data?.items]),
  );
  const modelOf = new Map(county.units.map((unit) => [`${unit.cycleCode}/${unit.bodyUscc}`, unit.modelCode]));

  it('give values only for items of the unit’s model', () => {
    for (const entry of county.entries) {
      const model = modelOf.get(`${entry.cycleCode}/${entry.bodyUscc}`) ?? '';
      expect(
        items.get(model)?.[entry.leaf]?.[entry.item],
        `${model} ${entry.leaf} ${entry.item}`,
      ).toBeDefined();
    }
  });

  it('cover every unit, every group has several units, and decisions name what exists', () => {
    expect(new Set(county.entries.map((entry) => `${entry.cycleCode}/${entry.bodyUscc}`)).size).toBe(40);
    for (const decision of county.decisions) {
      const model = models.get(modelOf.get(`${decision.cycleCode}/${decision.bodyUscc}`) ?? '');
      const codes = {
        adjustment: model?.bonus?.items.map(({ code }) => code),
        veto: model?.vetoes?.map(({ code }) => code),
        notApplicable: model?.nodes.map(({ code }) => code),
      }[decision.kind];
      expect(codes, decision.code).toContain(decision.code);
    }
    const groups = new Set(county.units.map(({ groupCode }) => groupCode));
    expect([...groups].sort()).toEqual(['农村组', '县直部门组', '城区组']);
  });
});
