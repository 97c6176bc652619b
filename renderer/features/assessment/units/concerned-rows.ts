/** The rows that a return is about: where the reviewer stated another value, or left a remark. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';

/** One line of text for each row, in the order of the sheet. */
export const concernedRows = ({ nodes }: OperationOutput<'entries.sheet'>): string[] =>
  nodes.flatMap(({ code, leaf }) =>
    (leaf?.items ?? []).flatMap(({ label, stated }) => {
      const given = stated.assessor;
      if (given === undefined) return [];
      const note = given.note ?? '';
      if (given.value !== null && given.value !== (stated.self?.value ?? null)) {
        return [words.rowLine(code, label, stated.self?.text ?? '', given.text, note)];
      }
      return note === '' ? [] : [words.rowNote(code, label, note)];
    }),
  );
