/** How a record was changed by hand: when, by whom, what stood there before. */
import type { OperationOutput } from '#shared/contract/client.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  severities,
  subjectTypes,
} from '#shared/domain/code-lists.ts';
import { formatInstant, wanText } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';

const words = archiveWords.record;

type Revision = OperationOutput<'records.read'>['revisions'][number];
type Value = Revision['fields'][number]['before'];

/** Labels of the fields that hold codes. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  subjectType: subjectTypes,
  domain: domains,
  polarity: polarities,
  documentType: documentTypes,
  severity: severities,
  disclosureLevel: disclosureLevels,
  status: recordStatuses,
  rectificationStatus: rectificationStatuses,
  repairStatus: repairStatuses,
};

const shown = (field: string, value: Value): string => {
  if (value === null || value === '') return words.blank;
  if (field === 'amountFen') return wanText(Number(value));
  return labels[field]?.[String(value)] ?? String(value);
};

const nameOf = (field: string): string =>
  field in archiveWords.recordFields
    ? archiveWords.recordFields[field as keyof typeof archiveWords.recordFields]
    : field;

export const RevisionList = ({ revisions }: { revisions: readonly Revision[] }) => (
  <section className="panel" aria-labelledby="history">
    <h2 id="history">{words.history}</h2>
    {revisions.length === 0 && <p className="quiet">{words.noHistory}</p>}
    {revisions.map((change) => (
      <div key={change.revision} className="changes">
        <h3>
          <span className="num">{formatInstant(change.at)}</span>
          <span className="quiet">
            {' '}
            {words.historyBy(change.actor)} · {words.historyOf(change.revision)}
          </span>
        </h3>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {change.fields.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row" className="nowrap">
                  {nameOf(field)}
                </th>
                <td className="prose">{shown(field, before)}</td>
                <td className="prose">{shown(field, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ))}
  </section>
);
