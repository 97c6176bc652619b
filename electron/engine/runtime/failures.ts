/**
 * Whatever is thrown becomes a failure here. Known failures travel as they are; anything else is logged under a
 * reference number and reaches the user as `engine.internal` with that number and nothing of its message, which
 * could hold personal data.
 */
import type { Failure } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface EngineLog {
  error(reference: string, error: unknown): void;
}

export const failureFrom = (error: unknown, log: EngineLog, newId: () => string): Failure => {
  if (error instanceof AppError) return { code: error.code, params: error.params as Record<string, unknown> };
  const reference = newId();
  log.error(reference, error);
  return { code: 'engine.internal', params: { reference } };
};
