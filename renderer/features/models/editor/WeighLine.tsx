/** 确定权重 at the chosen node: with its siblings, and of its children; and whether they still weigh what was found by comparison. */
import { lazy, Suspense, useState } from 'react';
import { childrenOf } from '#shared/model/editing/edit-draft.ts';
import { readPairwise, stillAgrees } from '#shared/model/editing/pairwise.ts';
import { takeWeights } from '#shared/model/editing/take-weights.ts';
import { asNumber, asObjects, asText, compareCodes, type JsonObject } from '#shared/model/json-view.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import type { WeighedChild } from '../weights/weighing.ts';
import type { Draft } from './use-draft.ts';

const WeightsDialog = lazy(async () => ({
  default: (await import('../weights/WeightsDialog.tsx')).WeightsDialog,
}));

export interface WeighLineProps {
  draft: Draft;
  node: JsonObject;
}

/** What a branch holds for the dialog. @param parent null: the roots */
const branchOf = ({ document, outline }: Draft, parent: string | null) => {
  const holder = parent === null ? document : asObjects(document.nodes).find(({ code }) => code === parent);
  const items = childrenOf(document, parent).sort((a, b) => compareCodes(a.code, b.code));
  const worth =
    parent === null ? asNumber(document.fullScore) : outline.find(({ code }) => code === parent)?.points;
  return { items, stored: readPairwise(holder), points: worth == null ? null : Number(worth) };
};

/** Whether they weigh what the comparison said; null without one. */
const agreement = (
  stored: ReturnType<typeof readPairwise>,
  items: readonly WeighedChild[],
): boolean | null => {
  if (stored === null) return null;
  const weights = items.flatMap(({ code, weight }) => (weight === null ? [] : [{ code, weight }]));
  return weights.length === items.length && stillAgrees(stored, weights);
};

export const WeighLine = ({ draft, node }: WeighLineProps) => {
  const [open, setOpen] = useState<{ parent: string | null } | null>(null);
  const code = asText(node.code) ?? '';
  const parent = asText(node.parent);
  const beside = branchOf(draft, parent);
  const below = branchOf(draft, code);
  const ofSiblings = agreement(beside.stored, beside.items);
  const ofChildren = agreement(below.stored, below.items);
  return (
    <div className="weigh-line">
      <span>{words.weigh}</span>
      <ActionButton
        size="small"
        disabledReason={beside.items.length > 1 ? null : words.aloneBeside}
        onClick={() => setOpen({ parent })}
      >
        {words.weighBeside}
      </ActionButton>
      {below.items.length > 0 && (
        <ActionButton
          size="small"
          disabledReason={below.items.length > 1 ? null : words.aloneBelow}
          onClick={() => setOpen({ parent: code })}
        >
          {words.weighBelow}
        </ActionButton>
      )}
      {ofSiblings !== null && (
        <span className={ofSiblings ? 'quiet' : 'warning'}>
          {ofSiblings ? words.agrees : words.changedSince}
        </span>
      )}
      {ofChildren !== null && (
        <span className={ofChildren ? 'quiet' : 'warning'}>
          {ofChildren ? words.agreesBelow : words.changedSinceBelow}
        </span>
      )}
      {open !== null && <WeighDialog draft={draft} parent={open.parent} onClose={() => setOpen(null)} />}
    </div>
  );
};

interface WeighDialogProps {
  draft: Draft;
  parent: string | null;
  onClose: () => void;
}

const WeighDialog = ({ draft, parent, onClose }: WeighDialogProps) => {
  const branch = branchOf(draft, parent);
  const holder = asObjects(draft.document.nodes).find(({ code }) => code === parent);
  const title = parent === null ? words.roots : `${parent} ${asText(holder?.name) ?? ''}`;
  const step = words.step(parent === null ? words.roots : words.ofBranch(parent));
  return (
    <Suspense fallback={null}>
      <WeightsDialog
        title={words.title(title)}
        {...branch}
        source={{ draft: draft.id }}
        parent={parent}
        onApply={(weights, judgements) => {
          draft.change((before) => takeWeights(before, parent, weights, judgements), step);
          onClose();
        }}
        onClose={onClose}
      />
    </Suspense>
  );
};
