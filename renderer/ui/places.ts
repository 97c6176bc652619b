/** Addresses inside the window, in one place because pages lead to one another and may not know one another. */

const part = encodeURIComponent;

const query = (parameters: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${part(value)}`).join('&')}`;
};

/** A cell of the entry page. */
export interface CellPlace {
  cycle: string;
  unit: string;
  leaf?: string | undefined;
  item?: string | undefined;
  role?: string | undefined;
}

/** What a new row of a ledger is about, as far as it is known. */
export interface LedgerSubject {
  /** Code of the body. */
  unit?: string | null | undefined;
  official?: string | null | undefined;
  record?: string | null | undefined;
  /** The row of another ledger. */
  row?: string | null | undefined;
}

export const places = {
  home: '/',
  search: '/archive/search',

  bodies: '/archive/bodies',
  body: (uscc: string) => `/archive/bodies/${part(uscc)}`,
  newBody: (parent?: string) => `/archive/bodies/new${query({ parent })}`,
  /** @param field where the cursor begins */
  editBody: (uscc: string, field?: string) => `/archive/bodies/${part(uscc)}/edit${query({ field })}`,
  coverage: '/archive/coverage',
  officials: '/archive/officials',
  official: (id: string) => `/archive/officials/${part(id)}`,
  newOfficial: (unit?: string) => `/archive/officials/new${query({ unit })}`,
  editOfficial: (id: string, field?: string) => `/archive/officials/${part(id)}/edit${query({ field })}`,
  records: '/archive/records',
  record: (id: string) => `/archive/records/${part(id)}`,
  newRecord: (unit?: string, official?: string) => `/archive/records/new${query({ unit, official })}`,
  editRecord: (id: string, field?: string) => `/archive/records/${part(id)}/edit${query({ field })}`,
  /** @param more `view: 'units'` by unit; `unit` only what is about this body */
  quality: (more: { view?: string | undefined; unit?: string | null } = {}) =>
    `/archive/quality${query(more)}`,
  qualityKind: (kind: string, more: { unit?: string | null; side?: string | undefined } = {}) =>
    `/archive/quality/${part(kind)}${query(more)}`,
  evidence: '/archive/evidence',

  ledgers: '/ledgers',
  /** @param show `open` or `overdue`: only those rows */
  ledger: (ledger: string, show?: 'open' | 'overdue') => `/ledgers/${part(ledger)}${query({ show })}`,
  ledgerRow: (ledger: string, id: string) => `/ledgers/${part(ledger)}/${part(id)}`,
  newLedgerRow: (ledger: string, about: LedgerSubject = {}) =>
    `/ledgers/${part(ledger)}/new${query({ ...about })}`,
  editLedgerRow: (ledger: string, id: string) => `/ledgers/${part(ledger)}/${part(id)}/edit`,
  due: '/archive/due',
  /** The due list of one kind, or of what is overdue. */
  dueOf: (filter: { kind?: string; urgency?: string }) => `/archive/due${query(filter)}`,
  /** @param subject who is checked: what a line of the page's list says */
  checkEligibility: (subject?: string) => `/eligibility${query({ subject })}`,
  eligibility: '/eligibility',
  eligibilityCheck: (check: string) => `/eligibility/${part(check)}`,

  cycles: '/assessment',
  cycle: (cycle: string) => `/assessment/${part(cycle)}`,
  entry: (cycle: string, unit: string) => `/assessment/${part(cycle)}/entry/${part(unit)}`,
  /** The entry page of a unit with the cursor in a cell. */
  entryCell: ({ cycle, unit, ...cell }: CellPlace) =>
    `/assessment/${part(cycle)}/entry/${part(unit)}${query(cell)}`,
  cyclePlan: (cycle: string) => `/assessment/${part(cycle)}/plan`,
  /** The same by indicator; the page lets choose which. */
  entryColumns: (cycle: string, more: { model?: string; role?: string } = {}) =>
    `/assessment/${part(cycle)}/column${query(more)}`,
  /** One item of one indicator over all units that the model (`CODE VERSION`) assesses; the first model without one. */
  entryColumn: (cycle: string, leaf: string, item: string, more: { model?: string; role?: string } = {}) =>
    `/assessment/${part(cycle)}/column/${part(leaf)}/${part(item)}${query(more)}`,
  /** Units by the indicators of one branch; of the first without one, of the whole model with `*`. */
  entryMatrix: (cycle: string, more: { branch?: string; model?: string; role?: string } = {}) =>
    `/assessment/${part(cycle)}/matrix${query(more)}`,
  /** @param view `list` or `grades` */
  consequences: (cycle: string, view?: string) => `/assessment/${part(cycle)}/consequences${query({ view })}`,
  cycleArchive: (cycle: string) => `/assessment/${part(cycle)}/archive`,
  /** @param about what an objection that is registered at once is about */
  notice: (cycle: string, about: { unit?: string; leaf?: string } = {}) =>
    `/assessment/${part(cycle)}/notice${query(about)}`,
  check: (cycle: string, unit?: string) => `/assessment/${part(cycle)}/check${query({ unit })}`,
  explanations: (cycle: string, unit?: string) => `/assessment/${part(cycle)}/explanations${query({ unit })}`,

  /** @param more `view`: `suppliers`, `thirdParty` or `surveys`; `survey`: one of them */
  external: (cycle: string, more: { view?: string; survey?: string } = {}) =>
    `/assessment/${part(cycle)}/external${query(more)}`,
  /** @param draw the newest without one */
  spotCheck: (cycle: string, draw?: string) => `/assessment/${part(cycle)}/spot-check${query({ draw })}`,

  results: '/results',
  /** @param view one of the views of a run; the ranking without one */
  run: (run: string, view?: string) => `/results/${part(run)}${query({ view })}`,
  why: ({ run, subject, node }: { run: string; subject: string; node?: string }) =>
    `/results/${part(run)}/why/${part(subject)}${query({ node })}`,
  compareRuns: (before: string, after: string) => `/results/compare/${part(before)}/${part(after)}`,

  models: '/models',
  model: (code: string, version: string, node?: string) =>
    `/models/${part(code)}/${part(version)}${query({ node })}`,
  modelDraft: (draft: string, node?: string) => `/models/drafts/${part(draft)}${query({ node })}`,

  reports: '/reports',
  report: (report: string, parameters: Readonly<Record<string, string>> = {}) =>
    `/reports/${part(report)}${query(parameters)}`,
  /** The form to fill in of a report. */
  reportForm: (report: string, parameters: Readonly<Record<string, string>> = {}) =>
    `/reports/forms/${part(report)}${query(parameters)}`,
  reportHistory: '/reports/history',

  exchange: '/exchange/overview',
  outbox: '/exchange/outbox',
  inbox: '/exchange/inbox',
  delivery: '/exchange/delivery',
  conflicts: '/exchange/conflicts',
  offices: '/exchange/offices',
  /** Not trusted themselves: offices that trusted ones bring the data of. */
  statedOffices: '/exchange/offices?list=stated',
  /** With the form for enrolling an office open. */
  enrolOffice: '/exchange/offices?enrol=1',
  packageHistory: '/exchange/history',

  imports: '/imports',
  import: (batch: string) => `/imports/${part(batch)}`,

  system: '/system/about',
  audit: '/system/audit',
  dataFolder: '/system/data',
  checkData: '/system/check',
  regions: '/system/regions',
  catalogue: '/system/catalogue',
  timeRules: '/system/rules',
  holidays: '/system/holidays',
  letters: '/system/letters',
  settings: '/system/settings',
  keyboard: '/system/keyboard',
} as const;
