/**
 * A plan as the page that main prints into a PDF: markup without scripts, one style sheet, nothing from elsewhere.
 */
import { type PaperElement, paperOf } from '#shared/documents/paper.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { xmlText } from './xml-text.ts';

const attributeNames = { width: 'width', colSpan: 'colspan', scope: 'scope' } as const;

const markup = (node: PaperElement | string): string => {
  if (typeof node === 'string') return xmlText(node);
  const { tag, classes, attributes, children } = node;
  const named = Object.entries(attributes).map(
    ([name, value]) => ` ${attributeNames[name as keyof typeof attributeNames]}="${xmlText(String(value))}"`,
  );
  const looks = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  const open = `<${tag}${looks}${named.join('')}>`;
  return tag === 'col' ? open : `${open}${children.map(markup).join('')}</${tag}>`;
};

/**
 * @param styles the text of `resources/documents/paper.css`
 * @param nonce what the page's content security policy allows the style sheet by; main puts its own in place of it
 */
export const writePage = (plan: DocumentPlan, styles: string, nonce: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${xmlText(plan.title)}</title>` +
  `<style nonce="${nonce}">body{margin:0}${styles}</style></head><body>${markup(paperOf(plan))}</body></html>`;
