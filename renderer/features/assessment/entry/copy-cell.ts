/** Copies last period’s value into one cell, for the menu of the cell. */
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { CellMenuItem, ChangedText } from '../../../ui/grid/grid-types.ts';
import { columnOfRole, type Sheet, type SheetLeaf, type SheetLine } from './sheet.ts';
import { rowKeyOf } from './sheet-grid.ts';
import type { Entering } from './use-entering.ts';

const words = assessmentWords.entry.menu;

/** @returns for a row: what the menu says of it, and the act */
export const copyCellOf =
  (sheet: Sheet, enter: Entering['enter'], remember: (step: readonly ChangedText[]) => void) =>
  ({ leaf, line }: { leaf: SheetLeaf; line: SheetLine }): Omit<CellMenuItem, 'key'> => {
    const { previous, lock } = line;
    return {
      label: previous === null ? words.previous : words.previousOf(previous.text),
      disabledReason: lock !== null ? describeFinding(lock) : previous === null ? words.previousNone : null,
      onChoose: () => {
        if (previous === null) return;
        const place = { bodyUscc: sheet.unit.uscc, leaf: leaf.code, item: line.item, role: sheet.role };
        // What was not taken is told by the page.
        void enter([{ ...place, text: previous.text }])
          .then(() =>
            remember([
              {
                rowKey: rowKeyOf(leaf.code, line.item),
                columnKey: columnOfRole(sheet.role),
                before: line.stated[sheet.role]?.text ?? '',
                after: previous.text,
              },
            ]),
          )
          .catch(() => {});
      },
    };
  };
