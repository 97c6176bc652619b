/** The fields of a form on screen, as somebody typed them: every one a text, empty while nothing stands in it. */
import type { Finding, FindingParams, FindingSeverity } from '../../errors/finding.ts';
import { comparable, normaliseCode } from '../code-text.ts';
import { parseDateText } from '../date-text.ts';
import { parseWan, withoutWanUnit } from '../money.ts';
import type { FieldReader } from './field-reader.ts';

export interface FieldTitle {
  /** As the form and its findings call the field. */
  title: string;
  /** It must be filled wherever it is read at all. */
  required?: true;
}

/** Reads typed fields. Findings carry the field's key in `field`. */
export class TypedFields implements FieldReader {
  readonly findings: Finding[] = [];
  readonly #values: Readonly<Record<string, string>>;
  readonly #titles: Readonly<Record<string, FieldTitle>>;

  constructor(values: Readonly<Record<string, string>>, titles: Readonly<Record<string, FieldTitle>>) {
    this.#values = values;
    this.#titles = titles;
  }

  /** True once an error was found. */
  get refused(): boolean {
    return this.findings.some(({ severity }) => severity === 'error');
  }

  raw(key: string): string {
    return this.#values[key] ?? '';
  }

  report(severity: FindingSeverity, code: string, params: FindingParams, key: string): void {
    this.findings.push({ code, severity, params, field: key });
  }

  text(key: string, options: { maxLength?: number } = {}): string | null {
    const text = this.#filled(key);
    const max = options.maxLength;
    if (text === null || max === undefined || text.length <= max) return text;
    return this.#fault(key, 'row.tooLong', { length: text.length, max });
  }

  code(key: string): string | null {
    const text = this.#filled(key);
    return text === null ? null : normaliseCode(text);
  }

  date(key: string): string | null {
    const text = this.#filled(key);
    if (text === null) return null;
    return parseDateText(text) ?? this.#fault(key, 'row.dateInvalid', { text });
  }

  amountFen(key: string): number | null {
    const text = this.#filled(key);
    if (text === null) return null;
    const check = parseWan(withoutWanUnit(text));
    if (check.valid) return check.fen;
    if (check.reason.code === 'money.notANumber') return this.#fault(key, 'row.notANumber', { text });
    this.report('error', check.reason.code, check.reason.params, key);
    return null;
  }

  count(key: string): number | null {
    const text = this.#filled(key);
    if (text === null) return null;
    const plain = text.normalize('NFKC').replace(/\s+/gu, '');
    if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return this.#fault(key, 'row.notANumber', { text });
    const value = Number(plain);
    if (value < 0) return this.#fault(key, 'row.negative');
    return Number.isSafeInteger(value) ? value : this.#fault(key, 'row.notWhole');
  }

  choice<C extends string>(key: string, list: Readonly<Record<C, string>>): C | null {
    const text = this.#filled(key);
    if (text === null) return null;
    const wanted = comparable(text);
    const entries = Object.entries(list) as [C, string][];
    const found = entries.find(
      ([code, label]) => comparable(label) === wanted || comparable(code) === wanted,
    );
    if (found) return found[0];
    return this.#fault(key, 'row.notInList', { text, allowed: entries.map(([, label]) => label).join('、') });
  }

  #filled(key: string): string | null {
    const text = this.raw(key).trim();
    if (text !== '') return text;
    return this.#titles[key]?.required === true ? this.#fault(key, 'row.required') : null;
  }

  #fault(key: string, code: string, params: FindingParams = {}): null {
    this.report('error', code, { title: this.#titles[key]?.title ?? key, ...params }, key);
    return null;
  }
}
