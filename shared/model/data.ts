/**
 * The data document `zhengxin-data/1`: what was measured of each subject (model-spec §2).
 * These are the types of a document that passed `checkData`. Values are kept as `unknown`: whether a value has the
 * type and range its method asks for is judged item by item, and a wrong one makes its subject invalid, not the document.
 */

export const dataFormat = 'zhengxin-data/1';

/** Item name → value (number, true/false or text); absent or null is missing. */
export type ItemValues = { readonly [item: string]: unknown };

/** Items of a leaf with scorers, by role. */
export type RoleValues = { readonly by?: { readonly [role: string]: ItemValues | null } | null };

export type DataSubject = {
  readonly code: string;
  readonly name: string;
  /** Ranking group; absent or null is the one group of those without. */
  readonly group?: string | null;
  /** Leaf code → items, or with scorers `{by: {role: items}}`. */
  readonly values?: { readonly [leaf: string]: ItemValues | RoleValues | null } | null;
  /** Codes of nodes that do not apply to the subject: the assessor's decision. */
  readonly notApplicable?: readonly string[] | null;
  /** Bonus or penalty item code → count. */
  readonly adjustments?: { readonly [item: string]: unknown } | null;
  /** Codes of the vetoes that apply. */
  readonly vetoes?: readonly string[] | null;
  readonly extensions?: unknown;
};

export type ModelData = {
  readonly format: typeof dataFormat;
  readonly subjects: readonly DataSubject[];
  readonly extensions?: unknown;
};
