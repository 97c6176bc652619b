/**
 * What a ledger (台账) is, as data. Cases that run through steps (线索, 异议, 修复, 整改, 信访 …) and lists that
 * feed ratios (承诺, 合同, 支付 …) are rows of one table; what tells them apart stands in a definition: fields, states,
 * steps and clocks. The forms on screen, the checks, the workbooks, the search and the to-do list all follow from it.
 */
import type { Finding } from '../errors/finding.ts';

/** Dates `yyyy-mm-dd`, choices as codes, money in 分, yes and no as booleans. */
export type LedgerValue = string | number | boolean | null;
/** By field. */
export type LedgerValues = Readonly<Record<string, LedgerValue>>;

interface FieldCommon {
  title: string;
  /** It must be filled whenever the row is registered. */
  required?: true;
  /** Other headers under which offices send the same column. */
  also?: readonly string[];
  /** Only a step fills it; the form shows it, and a workbook may bring it for a matter that is already closed. */
  byStep?: true;
  /** Not shown in the list at first. */
  aside?: true;
  /** Width of its column in characters; the kind has a default. */
  width?: number;
  hint?: string;
}

/** `text`: prose. `code`: document and file numbers, never read as numbers. `money`: 万元 as written, 分 as stored. */
export type LedgerField = FieldCommon &
  (
    | { kind: 'text'; max: number; lines?: number }
    | { kind: 'code'; max?: number }
    /** `past`: cannot lie after today. `notBefore`: field that it may not lie before. */
    | { kind: 'date'; past?: true; notBefore?: string }
    | { kind: 'count'; max?: number }
    | { kind: 'money' }
    | { kind: 'choice'; list: Readonly<Record<string, string>> }
    | { kind: 'yesNo' }
    /** About a private person: sealed at rest, masked on screen, in no index, package or log. */
    | { kind: 'personal'; form: 'name' | 'phone' | 'citizenNumber' | 'address' }
  );

/**
 * What a row refers to. A key is there when the ledger's rows may refer to such a thing; `byStep`: only a step sets it.
 */
export interface LedgerReferences {
  /** `codeTitle`: header of the column with its unified code; default 统一社会信用代码. */
  body?: { title: string; required?: true; also?: readonly string[]; codeTitle?: string };
  /** A person of that body. */
  official?: { title: string; required?: true };
  /** A credit record; the body is then the record's own. */
  record?: { title: string; required?: true; byStep?: true };
  /** A row of another ledger. */
  row?: { title: string; required?: true; byStep?: true; ledgers: readonly string[] };
}

export interface LedgerState {
  title: string;
  /** Nothing more is waited for. */
  closed?: true;
  /** Needs the office's attention. */
  tone?: 'attention' | 'good' | 'bad';
}

/** One step of a matter. Every step records who (经办人), when, and what was said; the definition says what else. */
export interface LedgerStep {
  title: string;
  from: readonly string[];
  to: string;
  /** Fields of the ledger that the step fills, and whether it must. */
  asks?: Readonly<Record<string, 'required' | 'optional'>>;
  /** This field is set to the day of the step. */
  dates?: string;
  /** Fields that get these values by the step itself. */
  sets?: LedgerValues;
  reason: 'required' | 'optional';
  /** Title of the reason, such as 不予受理理由; default 说明. */
  reasonTitle?: string;
  documentNo?: 'required' | 'optional';
  /** What the step does besides, in one sentence for whoever is about to take it. */
  effect?: string;
  /** It ends the matter against the applicant or subject, and is shown as such. */
  grave?: true;
}

/** A limit that runs for a row. */
export interface LedgerClock {
  title: string;
  /** Code of the dated rule; a function where the row's own values decide which. Null: no clock. */
  rule?: string | ((values: LedgerValues) => string | null);
  /** Instead of a rule: the field that a person set the limit in. */
  dueField?: string;
  /** Field that the limit is counted from. */
  from: string;
  /** Field whose date stops it. */
  until: string;
  /** Field of a longer limit that was granted; wins over the rule's. */
  extendedTo?: string;
  /** What happens when it runs out, for whoever reads it. */
  next: string;
}

export const ledgerGroups = {
  leads: '线索与案件',
  remedies: '异议与修复',
  measures: '奖惩措施',
  tasks: '整改与问责',
  voices: '信访与监督',
  business: '业务台账',
  publicity: '公示与典型',
  organisation: '组织与应用',
  institutions: '制度与组织',
} as const;
export type LedgerGroup = keyof typeof ledgerGroups;

export interface LedgerDefinition {
  code: string;
  /** Name of the ledger and of its workbook. */
  title: string;
  /** What one row is called. */
  noun: string;
  group: LedgerGroup;
  /** What it is for, and how to begin while it is empty: one sentence. */
  purpose: string;
  /** Official document by name and number, or 本系统建议值. */
  basis: string;
  /** The ledger stays closed until the office has entered a legal basis of its own. */
  needsBasis?: true;
  references: LedgerReferences;
  /**
   * In the order of form and workbook. Four keys have a meaning of their own and a column in the database: `number`,
   * `title`, `happenedOn` (the day the row is sorted by) and `amountFen`.
   */
  fields: Readonly<Record<string, LedgerField>>;
  /** Fields that make a row the same row when it is sent again, besides body, official and record. */
  keyFields: readonly string[];
  /** The first is where a row begins. */
  states: Readonly<Record<string, LedgerState>>;
  steps: Readonly<Record<string, LedgerStep>>;
  clocks: Readonly<Record<string, LedgerClock>>;
  /** Field with the day the matter was closed; read in closed states only. Without it the day of the last step. */
  closedBy?: string;
  /** The state that the values of an imported or registered row speak for; default the first. */
  stateOf?: (values: LedgerValues) => string;
  /** What no single field can say. Findings carry the field's key in `field`. */
  check?: (values: LedgerValues) => Finding[];
  /** A second form of the workbook under which offices send it, such as the older one of 双公示. */
  workbook?: { sheet?: string; title?: string; notes?: readonly string[] };
}

/** The state every ledger has besides its own: taken back as an error, kept on file. */
export const withdrawnState = 'withdrawn';
/** The step that leads there. */
export const withdrawStep = 'withdraw';

/** Checks a definition against itself; a mistake in it is a mistake of the program. @throws RangeError */
export function defineLedger<const D extends LedgerDefinition>(definition: D): D {
  const { code, fields, states, steps, clocks, keyFields, closedBy } = definition as LedgerDefinition;
  const fault = (what: string): never => {
    throw new RangeError(`ledger ${code}: ${what}`);
  };
  const requireField = (key: string | undefined, where: string) => {
    if (key !== undefined && fields[key] === undefined) fault(`${where} names no field: ${key}`);
  };
  for (const key of keyFields) requireField(key, 'keyFields');
  requireField(closedBy, 'closedBy');
  if (Object.keys(states).length === 0) fault('no state');
  const { happenedOn } = fields;
  if (happenedOn?.kind !== 'date' || happenedOn.required !== true)
    fault('rows need the day they are sorted by');
  if (withdrawnState in states) fault('the state of withdrawal is every ledger’s own');
  for (const [name, step] of Object.entries(steps)) {
    for (const state of [...step.from, step.to]) {
      if (!(state in states)) fault(`step ${name} names no state: ${state}`);
    }
    for (const key of Object.keys(step.asks ?? {})) requireField(key, `step ${name}`);
    for (const key of Object.keys(step.sets ?? {})) requireField(key, `step ${name}`);
    requireField(step.dates, `step ${name}`);
  }
  for (const [name, clock] of Object.entries(clocks)) {
    for (const key of [clock.from, clock.until, clock.extendedTo, clock.dueField]) {
      requireField(key, `clock ${name}`);
    }
    if ((clock.rule === undefined) === (clock.dueField === undefined)) {
      fault(`clock ${name} needs a rule or a field`);
    }
  }
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind === 'date') requireField(field.notBefore, `field ${key}`);
  }
  return definition;
}
