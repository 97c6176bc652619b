/** The menu of the chosen cells: what every grid can do, then what its page adds. */
import type { MenuProps } from 'antd';
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import type { CellMenuItem } from './grid-types.ts';
import type { MenuAct } from './use-entry.ts';

const words = gridWords.menu;
const keysOf = (label: string, keys: string): string => `${label}（${keys}）`;

export const cellMenu = (
  ofPage: readonly CellMenuItem[],
  does: { act: (act: MenuAct) => void; copy: () => void; paste: () => void },
): NonNullable<MenuProps['items']> => [
  { key: 'copy', label: keysOf(words.copy, 'Ctrl+C'), onClick: does.copy },
  { key: 'paste', label: keysOf(words.paste, 'Ctrl+V'), onClick: does.paste },
  { key: 'edit', label: keysOf(words.edit, 'F2'), onClick: () => does.act('edit') },
  { key: 'clear', label: keysOf(words.clear, 'Delete'), onClick: () => does.act('clear') },
  { key: 'fillDown', label: keysOf(words.fillDown, 'Ctrl+D'), onClick: () => does.act('fillDown') },
  { key: 'undo', label: keysOf(words.undo, 'Ctrl+Z'), onClick: () => does.act('undo') },
  ...(ofPage.length === 0 ? [] : [{ type: 'divider' as const, key: 'ofPage' }]),
  ...ofPage.map(({ key, label, disabledReason = null, onChoose }) => ({
    key: `page ${key}`,
    label: disabledReason === null ? label : `${label}：${disabledReason}`,
    disabled: disabledReason !== null,
    onClick: onChoose,
  })),
];
