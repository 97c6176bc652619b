/** Drafts of models: begun, changed, checked, tried, published. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { addNode, changeNode } from '#shared/model/editing/edit-draft.ts';
import type { JsonObject } from '#shared/model/json-view.ts';
import { failureOf } from '../support/failure-of.ts';
import { makeOffice, township, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'data');
const base = { code: 'TOWNSHIP-2026', version: '1.1.0' };
const copy = { from: base, code: base.code, name: '乡镇政务诚信评价', version: '1.2.0' };

beforeAll(() => makeOffice(folder, township, true));

const inOffice = <Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> =>
  withOffice(folder, ({ client }) => work(client));

const change = async (
  client: Client,
  id: string,
  edit: (document: JsonObject) => JsonObject,
): Promise<number> => {
  const { draft, document } = await client.call('modelDrafts.read', { id });
  const edited = JSON.stringify(edit(JSON.parse(document) as JsonObject));
  const saved = await client.call('modelDrafts.save', { id, baseRevision: draft.revision, document: edited });
  return saved.revision;
};

describe('a draft', () => {
  it('of a version is changed, compared, tried and published, and the version it came from stays', async () => {
    await inOffice(async (client) => {
      const { id } = await client.call('modelDrafts.create', copy);
      const begun = await client.call('modelDrafts.read', { id });
      expect(begun.draft).toMatchObject({
        name: copy.name,
        version: '1.2.0',
        basedOn: base,
        revision: 1,
        errors: 0,
      });
      // A, B, … F share 100 points: 20, 15, 15, 20, 20, 10 in the default model.
      const points = begun.outline.filter(({ parent }) => parent === null).map((node) => node.points);
      expect(points.map(Number).reduce((sum, one) => sum + one, 0)).toBe(100);

      const revision = await change(client, id, (document) => changeNode(document, 'A1.1', { weight: 6 }));
      expect(revision).toBe(2);
      const after = { draft: id };
      const { changes } = await client.call('models.compare', { before: base, after });
      expect(changes).toContainEqual(expect.objectContaining({ code: 'A1.1', field: 'weight', after: '6' }));
      const values = [
        { item: 'n', text: '10' },
        { item: 'd', text: '10' },
      ];
      const tried = await client.call('models.tryLeaf', { model: after, leaf: 'A1.1', values });
      const shown = (await client.call('modelDrafts.read', { id })).outline.find(
        ({ code }) => code === 'A1.1',
      );
      expect(tried).toMatchObject({ status: 'scored', points: shown?.points, nominal: shown?.points });

      const stored = await client.call('modelDrafts.publish', { id, baseRevision: revision });
      expect(stored.stored).toMatchObject({ code: base.code, version: '1.2.0', status: 'published' });
      expect(await failureOf(client.call('modelDrafts.read', { id }))).toMatchObject({
        code: 'modelDraft.unknown',
      });
      const { models } = await client.call('models.list', {});
      expect(models.filter(({ code }) => code === base.code).map(({ version }) => version)).toContain(
        '1.1.0',
      );
    });
  });

  it('that is faulty is shown and kept, but neither tried nor published', async () => {
    await inOffice(async (client) => {
      const begin = { from: null, code: 'VILLAGE', name: '村（社区）诚信评价', version: '1.0.0' };
      const { id } = await client.call('modelDrafts.create', begin);
      // An indicator without a way to score it.
      const revision = await change(client, id, (document) =>
        addNode(document, { code: 'A', name: '村务公开', parent: null }),
      );
      const seen = await client.call('modelDrafts.read', { id });
      expect(seen.described).toBeNull();
      expect(seen.outline).toEqual([
        expect.objectContaining({ code: 'A', points: '100.00', share: '100%', leaf: true, errors: 1 }),
      ]);
      expect(seen.findings.map(({ code, node }) => [code, node])).toEqual([['model.leaf.noScoring', 'A']]);
      const refused = await client.call('modelDrafts.publish', { id, baseRevision: revision });
      expect(refused).toMatchObject({ stored: null, findings: [{ code: 'model.leaf.noScoring' }] });
      const asked = { model: { draft: id }, leaf: 'A', values: [] };
      expect(await failureOf(client.call('models.tryLeaf', asked))).toMatchObject({
        code: 'modelDraft.faulty',
        params: { name: begin.name, errors: 1 },
      });
      const listed = async () =>
        (await client.call('modelDrafts.list', {})).drafts.filter((draft) => draft.id === id);
      expect(await listed()).toMatchObject([{ name: begin.name, basedOn: null, errors: 1 }]);
      await client.call('modelDrafts.remove', { id, baseRevision: revision });
      expect(await listed()).toEqual([]);
    });
  });

  it('that somebody else saved meanwhile is not overwritten', async () => {
    await inOffice(async (client) => {
      const { id } = await client.call('modelDrafts.create', { ...copy, version: '1.3.0' });
      const { document } = await client.call('modelDrafts.read', { id });
      await change(client, id, (before) => ({ ...before, name: '先改的' }));
      const late = { id, baseRevision: 1, document };
      for (const attempt of [
        client.call('modelDrafts.save', late),
        client.call('modelDrafts.publish', late),
        client.call('modelDrafts.remove', late),
      ]) {
        expect(await failureOf(attempt)).toMatchObject({
          code: 'modelDraft.changed',
          params: { name: '先改的' },
        });
      }
      for (const text of ['[]', '{', '1'.repeat(10)]) {
        const bad = { id, baseRevision: 2, document: text };
        expect(await failureOf(client.call('modelDrafts.save', bad))).toMatchObject({
          code: 'modelDraft.notReadable',
        });
      }
      expect((await client.call('modelDrafts.read', { id })).draft).toMatchObject({
        name: '先改的',
        revision: 2,
      });
    });
  });

  it('under a number that is taken is kept, and says so', async () => {
    await inOffice(async (client) => {
      const { id } = await client.call('modelDrafts.create', {
        ...copy,
        version: base.version,
        weights: [{ code: 'A1.1', weight: 9 }],
      });
      expect(await failureOf(client.call('modelDrafts.publish', { id, baseRevision: 1 }))).toMatchObject({
        code: 'model.versionTaken',
      });
      const { outline } = await client.call('modelDrafts.read', { id });
      expect(outline.find(({ code }) => code === 'A1.1')?.weight).toBe('9');
    });
  });

  it('of a model file with errors is opened, and written out as it is for somebody else', async () => {
    await withOffice(folder, async ({ client, grantRead, grantWrite }) => {
      // Grades that do not go down to 0, and a field that no model has.
      const faulty = {
        format: 'zhengxin-model/1',
        ...{ code: 'LENT', name: '借来的模型', version: '3.0.0', subjectKinds: ['village'], fullScore: 100 },
        nodes: [],
        grades: [{ code: 'PASS', name: '合格', min: 60 }],
        colour: 'red',
      };
      const source = path.join(folder, 'lent.json');
      writeFileSync(source, `\uFEFF${JSON.stringify(faulty)}`);
      const { id } = await client.call('modelDrafts.open', { file: grantRead(source) });
      const { draft, document, findings } = await client.call('modelDrafts.read', { id });
      expect(draft).toMatchObject({ code: 'LENT', version: '3.0.0', basedOn: null, errors: 2 });
      expect(findings.map(({ code }) => code).sort()).toEqual([
        'model.field.unknown',
        'model.grades.lastMin',
      ]);
      expect(JSON.parse(document)).toEqual(faulty);

      const target = path.join(folder, 'lent-again.json');
      await client.call('modelDrafts.export', { id, file: grantWrite(target) });
      expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual(faulty);

      const refused = (text: string) => failureOf(client.call('modelDrafts.open', { document: text }));
      expect(await refused('[1]')).toMatchObject({ code: 'modelDraft.noModel' });
      expect(await refused('{')).toMatchObject({ code: 'model.notJson' });
    });
  });

  it('of a new model is for the kinds of body that were chosen', async () => {
    await inOffice(async (client) => {
      const begin = { from: null, code: 'VILLAGE-2027', name: '村（社区）', version: '1.0.0' };
      const { id } = await client.call('modelDrafts.create', { ...begin, subjectKinds: ['village'] });
      const { document } = await client.call('modelDrafts.read', { id });
      expect(JSON.parse(document)).toMatchObject({ code: 'VILLAGE-2027', subjectKinds: ['village'] });
    });
  });

  it('of a model for persons stays switched off until a legal basis is given', async () => {
    await inOffice(async (client) => {
      const from = { code: 'OFFICIAL-1000', version: '1.0.0' };
      const begin = { ...copy, from, code: from.code, name: '公职人员积分', version: '1.1.0' };
      const { id } = await client.call('modelDrafts.create', begin);
      const { stored } = await client.call('modelDrafts.publish', { id, baseRevision: 1 });
      expect(stored).toMatchObject({ version: '1.1.0', status: 'disabled' });
    });
  });
});
