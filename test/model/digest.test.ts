import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalDocument, dataDigest, modelDigest } from '#shared/model/digest.ts';
import { dataOf, inner, leaf, modelOf, subject } from '#test/support/small-models.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('digests', () => {
  const ok = { method: 'boolean', item: 'ok' } as const;

  it('are SHA-256 of the canonical JSON with coded objects by code', () => {
    const data = dataOf(subject('b', { L: { ok: true, a: 1.5 } }), subject('a', {}, { group: '甲' }));
    // Written by hand after RFC 8785: keys sorted, no spaces, shortest numbers
    const canonical =
      '{"format":"zhengxin-data/1","subjects":[' +
      '{"code":"a","group":"甲","name":"a","values":{}},' +
      '{"code":"b","name":"b","values":{"L":{"a":1.5,"ok":true}}}]}';
    expect(canonicalDocument(data)).toBe(canonical);
    expect(dataDigest(data)).toBe(sha256(canonical));
  });

  it('do not see the order of nodes, vetoes, items and subjects', () => {
    const vetoes = [
      { code: 'V1', name: '1' },
      { code: 'V2', name: '2' },
    ];
    const items = [
      { code: 'G1', name: '1', points: 1 },
      { code: 'G2', name: '2', points: 1 },
    ];
    const nodes = [inner('A'), leaf('A1', ok, { parent: 'A' }), leaf('B', ok)];
    const document = modelOf(nodes, { vetoes, bonus: { cap: 1, items } });
    const turned = modelOf([...nodes].reverse(), {
      vetoes: [...vetoes].reverse(),
      bonus: { items: [...items].reverse(), cap: 1 },
    });
    expect(modelDigest(turned)).toBe(modelDigest(document));
  });

  it('do see the order of grades, bands, tie breaks and lists without codes', () => {
    const bands = [
      { atLeast: 2, rate: 1 },
      { atLeast: 1, rate: 0.5 },
    ];
    const scorers = [
      { role: 'a', weight: 1 },
      { role: 'b', weight: 1 },
    ];
    const document = modelOf([leaf('L', { method: 'bands', value: 'x', bands }, { scorers })], {
      tieBreak: ['fewerVetoes', 'node:L'],
    });
    const digest = modelDigest(document);
    expect(modelDigest({ ...document, grades: [...document.grades].reverse() })).not.toBe(digest);
    expect(modelDigest({ ...document, tieBreak: ['node:L', 'fewerVetoes'] })).not.toBe(digest);
    const turned = { method: 'bands', value: 'x', bands: [...bands].reverse() } as const;
    expect(modelDigest({ ...document, nodes: [leaf('L', turned as never, { scorers })] })).not.toBe(digest);
    const roles = leaf('L', { method: 'bands', value: 'x', bands }, { scorers: [...scorers].reverse() });
    expect(modelDigest({ ...document, nodes: [roles] })).not.toBe(digest);
  });

  it('cover extensions, and defaults written out', () => {
    const document = modelOf([leaf('L', ok)]);
    expect(modelDigest({ ...document, extensions: { a: 1 } })).not.toBe(modelDigest(document));
    expect(modelDigest({ ...document, decimals: 2 })).not.toBe(modelDigest(document));
  });
});
