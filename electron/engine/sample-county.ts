/**
 * The sample county as a file: the contents of its entities, made by `scripts/generate-sample.ts`. Everything in it
 * is invented. Officials carry their identifiers because records refer to them; all other identifiers, owners and
 * revisions are given when the sample is put into a database.
 */
import { z } from 'zod';
import {
  bodyContent,
  creditRecordContent,
  cycleContent,
  cycleUnit,
  decisionContent,
  entryContent,
  office,
  officialContent,
  uuid,
} from '#shared/domain/entities.ts';

export const sampleCounty = z.strictObject({
  format: z.literal('zhengxin-sample/1'),
  /** Says that the county is fictional; shown wherever the sample is offered. */
  notice: z.string().min(1),
  seed: z.int(),
  office: office.pick({ regionCode: true, name: true, level: true }),
  bodies: z.array(bodyContent),
  officials: z.array(officialContent.extend({ id: uuid })),
  records: z.array(creditRecordContent),
  cycles: z.array(cycleContent),
  units: z.array(cycleUnit),
  entries: z.array(entryContent),
  decisions: z.array(decisionContent),
});
export type SampleCounty = z.infer<typeof sampleCounty>;

/**
 * One row a line, fields in the order given: the same county gives the same bytes, and a change shows in a diff.
 */
export function writeSampleCounty(county: SampleCounty): string {
  const parts = Object.entries(county).map(([name, value]) => {
    if (!Array.isArray(value)) return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    return `${JSON.stringify(name)}: [\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
