import { AppError } from '#shared/errors/app-error.ts';

/** The failure that a call ends with, as code and parameters. */
export const failureOf = async (call: Promise<unknown>): Promise<{ code: string; params: unknown }> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('the call did not fail');
};
