import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findResourcesFolder,
  loadCatalogue,
  loadModels,
  loadRuleTable,
  loadWorkingCalendar,
} from '#engine/resources.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';

describe('bundled catalogue', () => {
  const items = loadCatalogue();

  it('gives every item a legal basis, documents and a time', () => {
    expect(items.length).toBeGreaterThanOrEqual(20);
    for (const item of items) {
      expect(item.legalBasis.length, item.code).toBeGreaterThan(3);
      expect(item.code).toMatch(/^[BO][NP]-\d{3}$/);
      expect(item.code.startsWith('B')).toBe(item.subjectType === 'body');
      expect(item.code.charAt(1)).toBe(item.polarity === 'negative' ? 'N' : 'P');
    }
  });

  it('finds a dishonesty only in documents that can establish one', () => {
    for (const item of items.filter(({ polarity }) => polarity === 'negative')) {
      expect(item.documentTypes, item.code).not.toContain('commendation');
      expect(item.documentTypes, item.code).not.toContain('pledge');
    }
  });

  it('covers every domain', () => {
    expect(new Set(items.map(({ domain }) => domain)).size).toBe(14);
  });
});

describe('damaged installations', () => {
  const temporary = sharedTemporaryFolder();
  const copy = (name: string) => {
    const folder = join(temporary, name, 'resources');
    cpSync(findResourcesFolder(), folder, { recursive: true });
    return folder;
  };

  it('finds the folder from any place below it', () => {
    const folder = copy('found');
    const deep = join(temporary, 'found', 'out', 'engine');
    mkdirSync(deep, { recursive: true });
    expect(findResourcesFolder(deep)).toBe(folder);
  });

  it('names a missing file', () => {
    const folder = copy('missing');
    rmSync(join(folder, 'rules', 'time-limits.json'));
    expect(() => loadRuleTable(folder)).toThrow(expect.objectContaining({ code: 'resource.missing' }));
    rmSync(join(folder, 'models'), { recursive: true });
    expect(() => loadModels(folder)).toThrow(expect.objectContaining({ code: 'resource.missing' }));
    const elsewhere = join(temporary, 'nowhere');
    mkdirSync(elsewhere);
    expect(() => findResourcesFolder(elsewhere)).toThrow(
      expect.objectContaining({ code: 'resource.missing' }),
    );
  });

  it('names a file that is not JSON, or not in the agreed form', () => {
    const folder = copy('invalid');
    writeFileSync(join(folder, 'rules', 'working-calendar.json'), '{"format":"zhengxin-calendar/1"');
    expect(() => loadWorkingCalendar(folder)).toThrow(
      expect.objectContaining({ code: 'resource.invalid', params: expect.objectContaining({ path: '' }) }),
    );
    writeFileSync(
      join(folder, 'rules', 'working-calendar.json'),
      '{"format":"zhengxin-calendar/1","years":["x"]}',
    );
    expect(() => loadWorkingCalendar(folder)).toThrow(
      expect.objectContaining({
        code: 'resource.invalid',
        params: expect.objectContaining({ path: 'years.0' }),
      }),
    );
    cpSync(join(folder, 'catalogue', 'government-integrity.json'), join(folder, 'catalogue', 'twice.json'));
    expect(() => loadCatalogue(folder)).toThrow(expect.objectContaining({ code: 'resource.invalid' }));
  });
});
