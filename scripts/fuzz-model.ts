/**
 * Random indicator models through two independent programs: `shared/model` and the Python oracle that was written
 * from model-spec alone (`test/support/oracle`). Every published field must agree to the last digit, and both must
 * refuse the same documents.
 *
 *     node scripts/fuzz-model.ts --count 5000 --seed 1 [--from 0] [--show 5]
 *
 * prints one line per disagreement and exits with 1 if there was any. A case named `1:217` is repeated by
 * `--seed 1 --from 217 --count 1`.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { checkData } from '#shared/model/check-data.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { SubjectResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';

const oracleFolder = path.join(import.meta.dirname, '../test/support/oracle');

/** A place that an error finding names. */
interface ErrorPlace {
  leaf: string | null;
  role: string | null;
  item: string | null;
}

interface Judgement {
  accepted: boolean;
  findings: string[];
  digest: string | null;
}

type ExpectedSubject = Omit<SubjectResult, 'findings' | 'nodes'> & {
  nodes: Omit<SubjectResult['nodes'][number], 'trace'>[];
  errors: ErrorPlace[];
};

/** One random case with the oracle's verdict; `kind` is `valid` or names the planted defect. */
export interface ModelCase {
  id: string;
  kind: string;
  model: { nodes: unknown[] };
  data: { subjects: unknown[] };
  expected: { model: Judgement; data: Judgement | null; subjects: ExpectedSubject[] | null };
}

/** Draws cases from the generator, one by one. Throws when Python fails. */
export async function* readCases(options: {
  seed: number;
  from: number;
  count: number;
}): AsyncGenerator<ModelCase> {
  const args = ['--seed', options.seed, '--from', options.from, '--count', options.count].map(String);
  const python = spawn('python3', [path.join(oracleFolder, 'random_models.py'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    python.once('error', reject);
    python.once('close', resolve);
  });
  // A failure to start is reported below, not as an unhandled rejection while lines are read.
  ended.catch(() => undefined);
  for await (const line of createInterface({ input: python.stdout })) yield JSON.parse(line) as ModelCase;
  const status = await ended;
  if (status !== 0) throw new Error(`python3 random_models.py ended with ${status}`);
}

const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The places of the error findings, each once, in a fixed order. */
const errorPlaces = (subject: SubjectResult): ErrorPlace[] => {
  const places = subject.findings
    .filter((finding) => finding.severity === 'error')
    .map(({ leaf, role, item }) => ({ leaf: leaf ?? null, role: role ?? null, item: item ?? null }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()].sort(byText);
};

/** A subject's result without what only a person reads, in the oracle's shape. */
const comparable = (subject: SubjectResult): ExpectedSubject => {
  const { findings: _findings, nodes, missing, ...rest } = subject;
  return {
    ...rest,
    missing: [...missing].sort(byText),
    nodes: nodes.map(({ trace: _trace, ...node }) => node),
    errors: errorPlaces(subject),
  };
};

/** Leaves of a value by path, so that a difference can be named. */
const flatten = (value: unknown, at: string, into: Map<string, unknown>): Map<string, unknown> => {
  if (typeof value !== 'object' || value === null) return into.set(at, value);
  const entries = Object.entries(value);
  if (entries.length === 0) into.set(at, Array.isArray(value) ? '[]' : '{}');
  for (const [key, inner] of entries) flatten(inner, `${at}.${key}`, into);
  return into;
};

const unequal = (expected: unknown, actual: unknown, at: string): string[] => {
  const [left, right] = [flatten(expected, at, new Map()), flatten(actual, at, new Map())];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => left.get(key) !== right.get(key))
    .map(
      (key) => `${key}: oracle ${JSON.stringify(left.get(key))}, engine ${JSON.stringify(right.get(key))}`,
    );
};

/**
 * Every disagreement between the engine and the oracle about one case, as text lines; empty when they agree.
 * The engine is also given the same nodes and subjects in reverse order, which must change nothing at all.
 */
export const compareCase = (testCase: ModelCase): string[] => {
  const { model: document, data: dataDocument, expected } = testCase;
  const checked = checkModel(document);
  if ((checked.model !== null) !== expected.model.accepted) {
    const words = checked.findings.map((finding) => finding.code).join(', ');
    return [
      `model: oracle ${expected.model.accepted ? 'accepts' : 'rejects'}, engine findings ${words || 'none'}`,
    ];
  }
  if (checked.model === null) return [];
  const data = checkData(checked.model, dataDocument);
  if ((data.data !== null) !== expected.data?.accepted) {
    return [`data: oracle accepted ${expected.data?.accepted}, engine ${data.data !== null}`];
  }
  if (data.data === null || expected.subjects === null) return [];
  const result = scoreModel(checked.model, data.data);
  const differences = [
    ...unequal(expected.model.digest, result.model.digest, 'model digest'),
    ...unequal(expected.data?.digest, result.dataDigest, 'data digest'),
    ...unequal(
      expected.subjects.map((subject) => subject.code),
      result.subjects.map((subject) => subject.code),
      'order',
    ),
  ];
  const engine = new Map(result.subjects.map((subject) => [subject.code, comparable(subject)]));
  for (const subject of expected.subjects) {
    const wanted = {
      ...subject,
      missing: [...subject.missing].sort(byText),
      errors: [...subject.errors].sort(byText),
    };
    differences.push(...unequal(wanted, engine.get(subject.code), subject.code));
  }
  const turned = checkModel({ ...document, nodes: document.nodes.toReversed() }).model;
  const turnedData =
    turned && checkData(turned, { ...dataDocument, subjects: dataDocument.subjects.toReversed() }).data;
  const again = turned && turnedData && scoreModel(turned, turnedData);
  if (JSON.stringify(again) !== JSON.stringify(result))
    differences.push('the order of nodes or subjects matters');
  return differences;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      count: { type: 'string', default: '1000' },
      show: { type: 'string', default: '5' },
    },
  });
  const [seed, from, count, show] = [values.seed, values.from, values.count, values.show].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const kinds = new Map<string, number>();
  let failed = 0;
  for await (const testCase of readCases({ seed, from, count })) {
    const kind = testCase.kind.split(':')[0] ?? '';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const differences = compareCase(testCase);
    if (differences.length === 0) continue;
    failed += 1;
    console.log(`${testCase.id} (${testCase.kind}): ${differences.length} differences`);
    for (const line of differences.slice(0, show)) console.log(`  ${line}`);
  }
  const counted = [...kinds].map(([kind, number]) => `${kind} ${number}`).join(', ');
  console.log(`seed ${seed}, cases ${from}–${from + count - 1} (${counted}): ${failed} disagree`);
  process.exitCode = failed === 0 ? 0 : 1;
};

if (import.meta.main) await main();
