/**
 * A failure: the operation could not be done and nothing has changed. It travels as a code with parameters
 * and is put into words at the edge (`shared/words`). Parameters never hold personal data or file contents.
 */
import type { z } from 'zod';
import type { failureCodes } from './codes/index.ts';

export type FailureCode = keyof typeof failureCodes;
export type FailureParams<C extends FailureCode> = z.infer<(typeof failureCodes)[C]>;

export class AppError<C extends FailureCode = FailureCode> extends Error {
  readonly code: C;
  readonly params: FailureParams<C>;

  constructor(code: C, params: FailureParams<C>, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }
}
