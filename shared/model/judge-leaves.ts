/**
 * From values to leaf rates: applies each leaf's method, weighs the scorers, and settles what a missing value does
 * (model-spec §3, §4.1). Vetoes that zero leaves come later, in the tree.
 *
 * A leaf of which every counted role is missing has the status `missing`; one with at least one rate is `scored`.
 */
import { type Exact, zero } from '../domain/exact.ts';
import type { Finding } from '../errors/finding.ts';
import type { CompiledLeaf, CompiledModel, CompiledNode } from './compiled-model.ts';
import type { MissingPolicy } from './definition.ts';
import { errorFinding, hasErrors } from './findings.ts';
import type { Outcome } from './methods/method.ts';
import { type Peers, peersOf } from './methods/peers.ts';
import type { LeafReading, RoleReading, SubjectReading } from './read-subject.ts';
import type { MissingValue } from './result.ts';
import { traceWords } from './trace-words.ts';

export type LeafState = {
  readonly status: 'scored' | 'missing' | 'excluded';
  /** The assessor decided so; not even a veto brings the leaf back. */
  readonly notApplicable: boolean;
  /** Null when excluded. */
  readonly rate: Exact | null;
  readonly missing: readonly MissingValue[];
  /** How the rate came about. */
  readonly trace: string;
};

export type JudgedSubject = {
  readonly reading: SubjectReading;
  /** By position of the leaf; incomplete when the subject is invalid. */
  readonly leaves: ReadonlyMap<number, LeafState>;
  readonly findings: readonly Finding[];
  readonly valid: boolean;
};

type PeerTable = ReadonlyMap<string, Peers | null>;

/** JSON keeps the parts of the key apart whatever they contain; the group may be null. */
const peerKey = (leaf: number, group: string | null, role: string | null): string =>
  JSON.stringify([leaf, group, role]);

/** All valid values of compared items, by leaf, group and role, of every subject whatever its status. */
const gatherPeers = (model: CompiledModel, readings: readonly SubjectReading[]): PeerTable => {
  const values = new Map<string, Exact[]>();
  for (const index of model.leaves) {
    const compared = model.nodes[index]?.leaf?.method.compared ?? null;
    if (compared === null) continue;
    for (const reading of readings) {
      for (const role of reading.leaves.get(index)?.roles ?? []) {
        const value = role.readings.numbers.get(compared);
        if (value === undefined) continue;
        const key = peerKey(index, reading.group, role.role);
        const list = values.get(key);
        if (list === undefined) values.set(key, [value]);
        else list.push(value);
      }
    }
  }
  return new Map([...values].map(([key, list]) => [key, peersOf(list)]));
};

const policyState = (policy: MissingPolicy, missing: readonly MissingValue[], why: string): LeafState => {
  if (policy === 'exclude') {
    return {
      status: 'excluded',
      notApplicable: false,
      rate: null,
      missing,
      trace: traceWords.missingExcluded(why),
    };
  }
  const trace = policy === 'zero' ? traceWords.missingZero(why) : traceWords.missingBlocks(why);
  return { status: 'missing', notApplicable: false, rate: zero, missing, trace };
};

const missingEntry = (leaf: string, role: string | null, policy: MissingPolicy): MissingValue =>
  role === null ? { leaf, blocking: policy === 'block' } : { leaf, role, blocking: policy === 'block' };

/** The one outcome of a leaf without scorers. */
const plainState = (node: CompiledNode, leaf: CompiledLeaf, outcome: Outcome): LeafState => {
  switch (outcome.kind) {
    case 'rate':
      return {
        status: 'scored',
        notApplicable: false,
        rate: outcome.rate,
        missing: [],
        trace: outcome.trace,
      };
    case 'notApplicable': {
      const trace = traceWords.notCounted(outcome.trace);
      return { status: 'excluded', notApplicable: false, rate: null, missing: [], trace };
    }
    case 'missing':
      return policyState(leaf.missing, [missingEntry(node.code, null, leaf.missing)], outcome.trace);
    case 'fault':
      throw new RangeError('a fault has no state');
  }
};

type RoleOutcome = { readonly role: string; readonly weight: Exact; readonly outcome: Outcome };

/** Weighted mean of the roles' rates; missing roles count 0 or are dropped with their weight (§3 *Scorers*). */
const weightedState = (node: CompiledNode, leaf: CompiledLeaf, roles: readonly RoleOutcome[]): LeafState => {
  const missing: MissingValue[] = [];
  const parts: string[] = [];
  let weights = zero;
  let sum = zero;
  let rated = 0;
  for (const { role, weight, outcome } of roles) {
    if (outcome.kind === 'fault') throw new RangeError('a fault has no state');
    const dropped =
      outcome.kind === 'notApplicable' || (outcome.kind === 'missing' && leaf.missing === 'exclude');
    if (outcome.kind === 'missing') missing.push(missingEntry(node.code, role, leaf.missing));
    const after =
      outcome.kind === 'rate'
        ? null
        : dropped
          ? traceWords.roleDropped()
          : leaf.missing === 'block'
            ? traceWords.roleBlocks()
            : traceWords.roleCountsZero();
    parts.push(traceWords.weightedTerm(role, outcome.trace, weight, after));
    if (dropped) continue;
    weights = weights.add(weight);
    if (outcome.kind !== 'rate') continue;
    sum = sum.add(outcome.rate.mul(weight));
    rated += 1;
  }
  if (weights.n === 0n) {
    const trace = traceWords.notCounted(parts.join('；'));
    return { status: 'excluded', notApplicable: false, rate: null, missing, trace };
  }
  const rate = sum.div(weights);
  const status = rated === 0 ? 'missing' : 'scored';
  return { status, notApplicable: false, rate, missing, trace: traceWords.weighted(parts, rate) };
};

const notApplicableState: LeafState = {
  status: 'excluded',
  notApplicable: true,
  rate: null,
  missing: [],
  trace: traceWords.notApplicable(),
};

const judgeLeaf = (
  node: CompiledNode,
  leaf: CompiledLeaf,
  reading: LeafReading,
  subject: SubjectReading,
  peers: PeerTable,
): { state: LeafState | null; findings: Finding[] } => {
  if (reading.notApplicable) return { state: notApplicableState, findings: [] };
  const findings: Finding[] = [];
  const judge = (role: RoleReading): Outcome | null => {
    if (role.faulty) return null;
    const among =
      leaf.method.compared === null
        ? null
        : (peers.get(peerKey(node.index, subject.group, role.role)) ?? null);
    const outcome = leaf.method.judge(role.readings, among);
    if (outcome.kind !== 'fault') return outcome;
    const place = {
      subject: subject.code,
      leaf: node.code,
      ...(role.role === null ? {} : { role: role.role }),
    };
    findings.push(errorFinding(outcome.fault, place));
    return null;
  };
  const outcomes = reading.roles.map(judge);
  if (outcomes.includes(null)) return { state: null, findings };
  if (leaf.scorers === null) {
    const [outcome] = outcomes;
    return { state: outcome ? plainState(node, leaf, outcome) : null, findings };
  }
  const roles = leaf.scorers.flatMap(({ role, weight }, index): RoleOutcome[] => {
    const outcome = outcomes[index];
    return outcome ? [{ role, weight, outcome }] : [];
  });
  return { state: weightedState(node, leaf, roles), findings };
};

/** Judges every leaf of every subject; the order of the subjects does not matter. */
export const judgeSubjects = (model: CompiledModel, readings: readonly SubjectReading[]): JudgedSubject[] => {
  const peers = gatherPeers(model, readings);
  return readings.map((reading) => {
    const leaves = new Map<number, LeafState>();
    const findings = [...reading.findings];
    for (const index of model.leaves) {
      const node = model.nodes[index];
      const values = reading.leaves.get(index);
      if (node === undefined || node.leaf === null || values === undefined) continue;
      const judged = judgeLeaf(node, node.leaf, values, reading, peers);
      if (judged.state !== null) leaves.set(index, judged.state);
      findings.push(...judged.findings);
    }
    return { reading, leaves, findings, valid: !hasErrors(findings) };
  });
};
