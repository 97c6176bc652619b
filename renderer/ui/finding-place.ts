import type { Finding } from '#shared/errors/finding.ts';
import { places } from './places.ts';

/** The address of what a finding speaks of besides its own place: the body, person or record that is there already. */
export const placeOfFinding = ({ code, params }: Pick<Finding, 'code' | 'params'>): string | null => {
  const text = (key: string): string | null => (typeof params[key] === 'string' ? String(params[key]) : null);
  const [uscc, id, record] = [text('uscc'), text('id'), text('record')];
  if (code === 'body.similarName' && uscc !== null) return places.body(uscc);
  if (code === 'official.similar' && id !== null) return places.official(id);
  if ((code === 'record.duplicate' || code === 'record.duplicateRevoked') && record !== null) {
    return places.record(record);
  }
  return null;
};
