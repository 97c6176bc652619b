/** Everything about the chosen node: what every node has, and how a leaf is scored or a branch summed up. */
import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { type RefObject, useRef } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import {
  branchOf,
  changeNode,
  moveNode,
  renameNode,
  separateTwins,
  setInnerBasis,
} from '#shared/model/editing/edit-draft.ts';
import { changeScoring } from '#shared/model/editing/edit-leaf.ts';
import { asObjects, asText, isObject, type JsonObject, ownField } from '#shared/model/json-view.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { FindingList } from '../../../ui/FindingList.tsx';
import { LiveExample } from '../LiveExample.tsx';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import { LeafForm, shownLeafFields } from './LeafForm.tsx';
import type { LeafEditing } from './leaf-editing.ts';
import { findingsOfNode, refusal } from './node-findings.ts';
import { methodOf, shownScoringFields } from './ScoringForm.tsx';
import type { Draft, OutlineNode } from './use-draft.ts';
import { WeighLine } from './WeighLine.tsx';

const words = modelEditorWords.node;

const nodeFields = ['code', 'name', 'parent', 'weight', 'basis'];

/** Fields that nobody knows, on the node itself or among its parameters. */
const unknownFields = (findings: readonly Finding[], code: string): { field: string; inScoring: boolean }[] =>
  findings.flatMap(({ code: finding, params }) => {
    const inScoring = params.path === `nodes[${code}].scoring`;
    const here = finding === 'model.field.unknown' && (inScoring || params.path === `nodes[${code}]`);
    return here ? [{ field: String(params.field), inScoring }] : [];
  });

/** Whether there is a button for what the finding says. */
const isRepaired = (finding: Finding, code: string): boolean =>
  finding.code.startsWith('model.inner.') || unknownFields([finding], code).length > 0;

export interface NodeFormProps {
  draft: Draft;
  node: JsonObject;
  onChoose: (code: string) => void;
}

export const NodeForm = ({ draft, node, onChoose }: NodeFormProps) => {
  const { document, change } = draft;
  const code = asText(node.code) ?? '';
  const panel = useRef<HTMLElement>(null);
  const inner = asObjects(document.nodes).some(({ parent }) => parent === code);
  const scoring = isObject(node.scoring) ? node.scoring : {};
  const shown = inner
    ? [...nodeFields, 'aggregate']
    : [...nodeFields, ...shownLeafFields, ...shownScoringFields(methodOf({ scoring }))];
  const findings = findingsOfNode(draft.findings, code, shown);
  const unsaid = findings.elsewhere.filter((finding) => !isRepaired(finding, code));
  const leaf: LeafEditing = { document, code, node, scoring, findings, change };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it
    <section className="panel model-panel" aria-label={modelsWords.panel} tabIndex={0} ref={panel}>
      <Heading draft={draft} node={node} />
      <FaultLine row={draft.outline.find((row) => row.code === code)} panel={panel} />
      {unsaid.length > 0 && <FindingList findings={unsaid} place={() => ''} />}
      <Repairs leaf={leaf} inner={inner} />
      <div className="form-fields">
        <CommonFields draft={draft} leaf={leaf} onChoose={onChoose} />
        <WeighLine draft={draft} node={node} />
        {inner ? (
          <InnerFields leaf={leaf} />
        ) : (
          <LeafForm leaf={leaf} described={draft.described} example={<Example draft={draft} code={code} />} />
        )}
      </div>
    </section>
  );
};

/** The form is longer than the window: says that there is something to put right, and leads there. */
const FaultLine = ({
  row,
  panel,
}: {
  row: OutlineNode | undefined;
  panel: RefObject<HTMLElement | null>;
}) => {
  if (row === undefined || row.errors === 0) return null;
  const show = (): void => {
    const said = panel.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], .form-error, .finding-error',
    );
    said?.scrollIntoView({ block: 'center' });
    said?.focus();
  };
  return (
    <p className="bad">
      <WarningFilled aria-hidden /> {words.faulty(formatCount(row.errors))}
      <Button type="link" size="small" onClick={show}>
        {words.firstFault}
      </Button>
    </p>
  );
};

const Heading = ({ draft, node }: { draft: Draft; node: JsonObject }) => {
  const row = draft.outline.find(({ code }) => code === node.code);
  return (
    <h2 className="editor-heading">
      <span>
        <span className="num">{asText(node.code)}</span> {asText(node.name)}
      </span>
      {row?.points != null && <span className="quiet num">{words.worth(row.points, row.share ?? '')}</span>}
    </h2>
  );
};

interface CommonFieldsProps {
  draft: Draft;
  leaf: LeafEditing;
  onChoose: (code: string) => void;
}

const CommonFields = ({ draft, leaf, onChoose }: CommonFieldsProps) => {
  const { document, code, node, findings, change } = leaf;
  const nodes = asObjects(document.nodes);
  const branch = branchOf(document, code);
  // A leaf that is scored takes no children: its scoring would be in the way.
  const parents = nodes.filter(
    (one) => !branch.has(asText(one.code) ?? '') && (one.code === node.parent || !isObject(one.scoring)),
  );
  const order = new Map(draft.outline.map((row, index) => [row.code, index]));
  const placeOf = (one: JsonObject): number => order.get(asText(one.code) ?? '') ?? 0;
  const set = (fields: JsonObject, label: string): void =>
    change((before) => changeNode(before, code, fields), label);
  return (
    <>
      <TextField
        field="code"
        title={words.code}
        required
        value={code}
        findings={findings.at('code')}
        onTake={(to) => {
          if (to === '') return refusal('model.field.empty');
          if (nodes.some((one) => one.code === to)) return refusal('modelEditor.taken', to);
          change((before) => renameNode(before, code, to), words.setCode(code, to));
          onChoose(to);
          return null;
        }}
      />
      <NumberField
        field="weight"
        title={words.weight}
        required
        value={node.weight}
        findings={findings.at('weight')}
        onTake={(weight) => set({ weight }, words.setWeight(code))}
      />
      <TextField
        field="name"
        title={words.name}
        required
        wide
        value={asText(node.name) ?? ''}
        findings={findings.at('name')}
        onTake={(name) => {
          if (name === '') return refusal('model.field.empty');
          set({ name }, words.setName(code));
          return null;
        }}
      />
      <ChoiceField<string>
        field="parent"
        title={words.parent}
        wide
        search
        value={asText(node.parent) ?? ''}
        options={[
          { value: '', label: words.root },
          ...parents
            .sort((a, b) => placeOf(a) - placeOf(b))
            .map((one) => ({
              value: asText(one.code) ?? '',
              label: `${asText(one.code) ?? ''} ${asText(one.name) ?? ''}`,
            })),
        ]}
        findings={findings.at('parent')}
        onTake={(to) =>
          change((before) => moveNode(before, code, to === '' ? null : to), words.setParent(code))
        }
      />
    </>
  );
};

/** Fields that have a meaning for leaves only; on a branch they stand in the way, or do nothing. */
const leafOnly = ['scoring', 'missing', 'scorers', 'evidence', 'metrics', 'basis'] as const;

/** What no field of the form puts right: of a document that was written elsewhere. */
const Repairs = ({ leaf, inner }: { leaf: LeafEditing; inner: boolean }) => {
  const { document, code, node, findings, change } = leaf;
  const twins = asObjects(document.nodes).filter((one) => one.code === code).length > 1;
  const stray = inner && leafOnly.some((field) => ownField(node, field) !== undefined);
  const unknown = unknownFields(findings.elsewhere, code);
  const clear = (before: JsonObject): JsonObject => {
    const cleared = changeNode(before, code, Object.fromEntries(leafOnly.map((field) => [field, undefined])));
    const basis = asText(node.basis);
    return basis === null ? cleared : setInnerBasis(cleared, code, basis);
  };
  return (
    <>
      {twins && (
        <Repair
          title={words.twins(code)}
          action={words.separate}
          onClick={() => change((before) => separateTwins(before, code), words.separated(code))}
        />
      )}
      {stray && (
        <Repair
          title={words.stray}
          action={words.clear}
          onClick={() => change(clear, words.clearStray(code))}
        />
      )}
      {unknown.map(({ field, inScoring }) => (
        <Repair
          key={field}
          title={words.unknownField(field)}
          action={words.dropField}
          onClick={() =>
            change(
              (before) => (inScoring ? changeScoring : changeNode)(before, code, { [field]: undefined }),
              words.droppedField(code, field),
            )
          }
        />
      ))}
    </>
  );
};

const Repair = ({ title, action, onClick }: { title: string; action: string; onClick: () => void }) => (
  <p className="bad editor-repair">
    <WarningFilled aria-hidden />
    <span>{title}</span>
    <Button size="small" onClick={onClick}>
      {action}
    </Button>
  </p>
);

const InnerFields = ({ leaf }: { leaf: LeafEditing }) => {
  const { document, code, node, findings, change } = leaf;
  const basis = isObject(document.extensions) ? ownField(document.extensions, 'basis') : undefined;
  const own = isObject(basis) ? asText(ownField(basis, code)) : null;
  return (
    <>
      <ChoiceField<'arithmetic' | 'geometric'>
        field="aggregate"
        title={modelsWords.aggregate}
        wide
        value={node.aggregate === 'geometric' ? 'geometric' : 'arithmetic'}
        options={(['arithmetic', 'geometric'] as const).map((value) => ({
          value,
          label: modelsWords.aggregates[value],
        }))}
        findings={findings.at('aggregate')}
        onTake={(aggregate) =>
          change((before) => changeNode(before, code, { aggregate }), words.setAggregate(code))
        }
      />
      <TextField
        field="basis"
        title={modelsWords.basis}
        wide
        lines
        value={own ?? asText(node.basis) ?? ''}
        findings={findings.at('basis')}
        hint={words.basisHint}
        onTake={(text) => {
          change(
            // A branch keeps it among the notes: `basis` itself belongs to leaves.
            (before) => setInnerBasis(changeNode(before, code, { basis: undefined }), code, text),
            words.setBasis(code),
          );
          return null;
        }}
      />
    </>
  );
};

const Example = ({ draft, code }: { draft: Draft; code: string }) => {
  const node = draft.described?.nodes.find((one) => one.code === code);
  if (node === undefined || node.leaf === null) {
    return <p className="quiet">{draft.described === null ? words.noExample : words.exampleSoon}</p>;
  }
  const items = node.leaf.items.map((item) => item.code).join(' ');
  return (
    <LiveExample
      // Other things are filled in: what was tried before says nothing any more.
      key={`${code} ${node.leaf.method} ${items}`}
      model={{ draft: draft.id }}
      code={code}
      leaf={node.leaf}
      points={node.points}
    />
  );
};
