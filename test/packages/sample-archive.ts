/** A small archive of a fictional cycle with one run: what verification has to look at, and little more. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { auditHashAfter } from '#engine/db/audit-log.ts';
import type { ArchiveFields } from '#engine/packages/cycle-archive/archive-manifest.ts';
import { createArchiveWriter } from '#engine/packages/cycle-archive/write-archive.ts';
import type { SigningKey } from '#engine/packages/signing-key.ts';
import { dataDigest, modelDigest, resultJson } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { dataOf, leaf, modelOf, subject } from '../support/small-models.ts';
import { county, idOf, townshipKey } from './sample-package.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const model = modelOf([
  leaf('A1', { method: 'linear', value: 'n', worst: 0, best: 10 }),
  leaf('A2', { method: 'linear', value: 'n', worst: 0, best: 4 }),
]);
const data = dataOf(
  subject('甲', { A1: { n: 9 }, A2: { n: 4 } }),
  subject('乙', { A1: { n: 5 }, A2: { n: 1 } }),
);
const result = resultJson(scoreModel(model, data));

/** Entries 7 to 10 of a log; 8 and 10 are about the cycle. */
const auditLines = (): { lines: object[]; head: { sequence: number; hash: string } } => {
  const events = [8, 9, 10].map((sequence) => ({
    action: 'entries.put',
    subject: `2026 ${sequence}`,
    sequence,
  }));
  const lines: object[] = [{ sequence: 7, hash: sha256('before') }];
  let hash = sha256('before');
  for (const event of events) {
    hash = auditHashAfter(hash, canonicalize(event) ?? '');
    const { sequence } = event;
    lines.push(sequence === 9 ? { sequence, hash } : { sequence, hash, event });
  }
  return { lines, head: { sequence: 10, hash } };
};

/** Writes it as the folder `target`. */
export const writeSampleArchive = async (
  target: string,
  more: { fields?: Partial<ArchiveFields>; key?: SigningKey; files?: Record<string, string> } = {},
): Promise<void> => {
  const writer = await createArchiveWriter(target);
  const audit = auditLines();
  const scan = `${target}.scan`;
  writeFileSync(scan, '一份扫描件');
  await writer.write('读我.txt', '归档');
  await writer.write('models/TEST-1.0.0.json', JSON.stringify(model));
  await writer.pack('runs/1/data.json.gz', JSON.stringify(data));
  await writer.pack('runs/1/result.json.gz', result);
  await writer.table('data/entries.jsonl.gz', [
    { leaf: 'A1', value: 9 },
    { leaf: 'A2', value: 4 },
  ]);
  await writer.table('data/decisions.jsonl.gz', []);
  await writer.table('audit/audit.jsonl.gz', audit.lines);
  await writer.copy(`evidence/${sha256('一份扫描件')}.txt`, scan, sha256('一份扫描件'));
  for (const [name, content] of Object.entries(more.files ?? {})) await writer.write(name, content);
  const { officeId, ...office } = county;
  await writer.seal(
    {
      id: idOf(1),
      createdAt: '2027-02-01T08:00:00.000Z',
      appVersion: '0.1.0',
      office: { id: officeId, ...office },
      cycle: {
        code: '2026',
        name: '2026年度政务诚信考核',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        status: 'finalised',
        planDocumentNo: null,
      },
      units: 2,
      models: [
        { code: 'TEST', version: '1.0.0', digest: modelDigest(model), file: 'models/TEST-1.0.0.json' },
      ],
      runs: [
        {
          id: idOf(2),
          modelCode: 'TEST',
          modelVersion: '1.0.0',
          kind: 'official',
          official: true,
          engine: '1',
          dataDigest: dataDigest(data),
          resultSha256: sha256(result),
          data: 'runs/1/data.json.gz',
          result: 'runs/1/result.json.gz',
        },
      ],
      audit: { file: 'audit/audit.jsonl.gz', told: 2, from: 7, head: audit.head },
      ...more.fields,
    },
    more.key ?? townshipKey,
  );
  await writer.publish();
};
