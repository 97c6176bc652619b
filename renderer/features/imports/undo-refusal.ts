import type { OperationOutput } from '#shared/contract/client.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';

type Batch = OperationOutput<'imports.list'>['rows'][number];

/** Why an import cannot be undone at all; null when it may. Whether something stands in the way is asked for then. */
export const undoRefusal = ({ status, revertible, layout }: Batch): string | null => {
  if (status !== 'committed') return words.cannotUndo[status];
  if (revertible) return null;
  return layout === 'model' ? words.cannotUndo.model : words.cannotUndo.nothing;
};
