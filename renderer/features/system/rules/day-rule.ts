import { parseDateText } from '#shared/domain/date-text.ts';

/** A field of a form that must hold a date, in any usual writing. */
export const dayRule = (message: string) => ({
  validator: (_rule: unknown, text: string | undefined) =>
    parseDateText(text ?? '') === null ? Promise.reject(new Error(message)) : Promise.resolve(),
});
