/** The sheets of a workbook as tabs that all stay in sight: arrow keys go from one to the next. */
import type { KeyboardEvent } from 'react';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';

export interface SheetTabsProps {
  names: readonly string[];
  chosen: number;
  /** Identifier of the panel that shows the chosen sheet. */
  panel: string;
  onChoose: (index: number) => void;
}

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

export const SheetTabs = ({ names, chosen, panel, onChoose }: SheetTabsProps) => {
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const next = steps[event.key]?.(chosen, names.length);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    const tab = event.currentTarget.children[next];
    if (tab instanceof HTMLElement) tab.focus();
  };
  return (
    <div role="tablist" aria-label={words.sheets} className="sheet-tabs" onKeyDown={press}>
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={index === chosen}
          aria-controls={panel}
          tabIndex={index === chosen ? 0 : -1}
          onClick={() => onChoose(index)}
        >
          {name}
        </button>
      ))}
    </div>
  );
};
