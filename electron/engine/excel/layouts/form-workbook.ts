/** A workbook of one table, as a form to fill in or as an export. */
import type { WorkbookMeta, WorkbookPlan } from '../workbook-plan.ts';
import type { LayoutCode } from './layout.ts';
import { buildTableSheet, type TableBody, type TableSheet } from './table.ts';

export interface FormIdentity {
  layout: LayoutCode | 'summary' | 'delivery-list';
  templateVersion: string;
  /** Name printed in the page footer. */
  title: string;
}

export interface FormOptions {
  /** A form to fill in: required columns marked, drop-downs, explanations, blank rows. */
  asForm: boolean;
  lists?: Readonly<Record<string, readonly string[]>>;
  meta?: Omit<WorkbookMeta, 'template' | 'templateVersion'>;
  footerRight?: string;
}

export function buildFormWorkbook(
  identity: FormIdentity,
  table: TableSheet,
  body: TableBody,
  options: FormOptions,
): WorkbookPlan {
  return {
    title: table.title,
    meta: metaOf(identity, options.meta),
    ...(options.lists === undefined ? {} : { lists: options.lists }),
    sheets: [
      buildTableSheet(table, body, {
        asForm: options.asForm,
        footerLeft: footerOf(identity),
        ...(options.footerRight === undefined ? {} : { footerRight: options.footerRight }),
      }),
    ],
  };
}

export function metaOf(identity: FormIdentity, meta: FormOptions['meta'] = {}): WorkbookMeta {
  return { template: identity.layout, templateVersion: identity.templateVersion, ...meta };
}

/** `政务失信记录台账 · 表样 records 1.0`: which form this is, on every printed page. */
export function footerOf(identity: FormIdentity): string {
  return `${identity.title} · 表样 ${identity.layout} ${identity.templateVersion}`;
}

/** Labels of a closed list, in its order: what a drop-down offers. */
export function labelsOf(list: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(list);
}
