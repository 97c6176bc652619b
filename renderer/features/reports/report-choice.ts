/** Which workbook the page is about: kept in the address, so that other pages can lead to a report with its parameters. */
import type { OperationInput } from '#shared/contract/client.ts';
import { type FormReport, type ReportCode, reportCode } from '#shared/contract/operations/reports.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { places } from '../../ui/places.ts';

export type Role = NonNullable<OperationInput<'reports.export'>['role']>;

export interface ReportChoice {
  report: ReportCode;
  /** The form to fill in instead of the report. */
  form: boolean;
  cycle: string | null;
  unit: string | null;
  role: Role | null;
  model: string | null;
  unmasked: boolean;
}

/** In the order of the list. */
export const reportOrder: readonly FormReport[] = [
  'summary',
  'self-assessment',
  'review',
  'records',
  'officials',
  'bodies',
  'model',
  'delivery-list',
];
export const formOrder: readonly Exclude<FormReport, 'summary' | 'review' | 'delivery-list'>[] = [
  'self-assessment',
  'records',
  'officials',
  'bodies',
  'model',
];

type Parameter = 'cycle' | 'unit' | 'role' | 'model' | 'unmasked';

const formAsksFor: Readonly<Record<FormReport, readonly Parameter[]>> = {
  bodies: ['unmasked'],
  officials: ['unmasked'],
  records: ['unit'],
  'self-assessment': ['cycle', 'unit', 'role'],
  review: ['cycle', 'unit'],
  summary: ['cycle'],
  'delivery-list': ['cycle'],
  model: ['model'],
};

/** Reports about one unit of one cycle. */
export const isOfOneUnit = (report: ReportCode): boolean =>
  report === 'self-assessment' || report === 'review';

/** What each report asks for; a ledger for a unit, and whether persons may be shown. */
export const asksFor = (report: ReportCode): readonly Parameter[] =>
  Object.hasOwn(formAsksFor, report) ? formAsksFor[report as FormReport] : ['unit', 'unmasked'];

const isReport = (text: string): text is ReportCode => reportCode.options.some((code) => code === text);

/** The choice as the address has it; the cycle of the top bar where the address names none. */
export const useReportChoice = (report: string, form: boolean): ReportChoice => {
  const sessionCycle = useSession((session) => session.cycle);
  const cycle = usePlaceParameter('cycle') ?? sessionCycle;
  return {
    report: isReport(report) ? report : 'summary',
    form,
    cycle,
    unit: usePlaceParameter('unit'),
    role: usePlaceParameter('role') as Role | null,
    model: usePlaceParameter('model'),
    unmasked: usePlaceParameter('unmasked') === 'yes',
  };
};

/** The address of a choice. */
export const placeOf = ({ report, form, cycle, unit, role, model, unmasked }: ReportChoice): string => {
  const asked = asksFor(report);
  const given = { cycle, unit, role, model, unmasked: unmasked ? 'yes' : null };
  const parameters = Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] =>
        entry[1] !== null && asked.some((parameter) => parameter === entry[0]),
    ),
  );
  return form ? places.reportForm(report, parameters) : places.report(report, parameters);
};

export const choose = (choice: ReportChoice, change: Partial<ReportChoice>): void =>
  goTo(placeOf({ ...choice, ...change }), { replace: true });

/** The request to the engine; only what the report asks for. */
export const requestOf = (choice: ReportChoice): OperationInput<'reports.preview'> => {
  const asked = asksFor(choice.report);
  const given = (parameter: (typeof asked)[number]): string | undefined => {
    const value = parameter === 'unmasked' ? null : choice[parameter];
    return asked.includes(parameter) && value !== null ? value : undefined;
  };
  const [cycle, unit, model, role] = [given('cycle'), given('unit'), given('model'), given('role')];
  return {
    report: choice.report,
    form: choice.form,
    ...(cycle === undefined ? {} : { cycle }),
    ...(unit === undefined ? {} : { unit }),
    ...(model === undefined ? {} : { model }),
    ...(role === undefined ? {} : { role: role as Role }),
    unmasked: choice.unmasked && !choice.form && asked.includes('unmasked'),
  };
};
