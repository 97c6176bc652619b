/** A draft as lists and the editor show it. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatShort, quotient } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { outlineDraft } from '#shared/model/editing/outline-draft.ts';
import { asText, isObject, type JsonObject } from '#shared/model/json-view.ts';
import { methodNames } from '#shared/words/zh-CN/model-terms.ts';
import type { ModelDraft } from '../../db/repositories/model-drafts.ts';
import { checkModelDocument, describeWhole } from '../models.ts';

type DraftView = OperationOutput<'modelDrafts.read'>;

/** What stands in a draft is an object: the table takes nothing else. */
const documentOf = ({ document }: ModelDraft): JsonObject => {
  const parsed: unknown = JSON.parse(document);
  return isObject(parsed) ? parsed : {};
};

/** What a draft calls itself: its name, or without one its code. */
export const nameOfDraft = (draft: ModelDraft): string => {
  const { name, code } = documentOf(draft);
  return asText(name) || asText(code) || '';
};

const headOf = (
  draft: ModelDraft,
  document: JsonObject,
  findings: readonly Finding[],
): DraftView['draft'] => ({
  id: draft.id,
  code: asText(document.code) ?? '',
  version: asText(document.version) ?? '',
  name: asText(document.name) ?? '',
  basedOn:
    draft.basedOnCode === null || draft.basedOnVersion === null
      ? null
      : { code: draft.basedOnCode, version: draft.basedOnVersion },
  revision: draft.revision,
  savedAt: draft.savedAt,
  savedBy: draft.savedBy,
  errors: findings.filter(({ severity }) => severity === 'error').length,
});

export const viewHead = (draft: ModelDraft): DraftView['draft'] => {
  const document = documentOf(draft);
  return headOf(draft, document, checkModelDocument(document).findings);
};

const percentOf = (share: Parameters<typeof quotient>[0]): string =>
  `${formatShort(quotient(share.mul(100)), 2)}%`;

const methodName = (method: string | null): string | null =>
  method === null
    ? null
    : Object.hasOwn(methodNames, method)
      ? methodNames[method as keyof typeof methodNames]
      : method;

export const viewDraft = (draft: ModelDraft): DraftView => {
  const document = documentOf(draft);
  const { model, findings } = checkModelDocument(document);
  const errorsAt = new Map<string, number>();
  for (const { severity, node } of findings) {
    if (severity === 'error' && node !== undefined) errorsAt.set(node, (errorsAt.get(node) ?? 0) + 1);
  }
  return {
    draft: headOf(draft, document, findings),
    document: draft.document,
    outline: outlineDraft(document).map(({ share, method, ...node }) => ({
      ...node,
      share: share === null ? null : percentOf(share),
      methodName: methodName(method),
      errors: errorsAt.get(node.code) ?? 0,
    })),
    described: model === null ? null : describeWhole(model),
    findings,
  };
};
