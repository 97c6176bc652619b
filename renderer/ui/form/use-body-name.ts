import { normaliseCode } from '#shared/domain/code-text.ts';
import { useOperation } from '../../engine/use-operation.ts';

/** Name of the body that a typed code means; null while it is no whole code of a known body. */
export const useBodyName = (typed: string): string | null => {
  const code = normaliseCode(typed);
  const whole = code.length === 18;
  const { data } = useOperation('bodies.search', { text: code, limit: 1 }, { enabled: whole });
  return whole ? (data?.rows.find(({ uscc }) => uscc === code)?.name ?? null) : null;
};
