/** What only a leaf has: how it is scored, who fills it in, what proves it, what happens when nothing is filled in. */
import type { ReactNode } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { MissingPolicy } from '#shared/model/definition.ts';
import { changeNode } from '#shared/model/editing/edit-draft.ts';
import { asObjects, asText, isObject, type JsonObject } from '#shared/model/json-view.ts';
import { scorerRoleName } from '#shared/words/zh-CN/model-terms.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { ChoiceField, NumberCell, TextField } from './fields.tsx';
import { type LeafEditing, noteOf, setNote } from './leaf-editing.ts';
import { RoleCell } from './RoleCell.tsx';
import { ScoringForm } from './ScoringForm.tsx';
import { RowsTable } from './ScoringRows.tsx';
import type { Draft } from './use-draft.ts';

const words = modelEditorWords.leaf;

export const shownLeafFields = ['missing', 'evidence', 'scorers'];

/** Letters under which a model notes who fills in a leaf without scorers. */
const fillers = { S: 'self', A: 'assessor', D: 'department', T: 'thirdParty', P: 'survey' } as const;
type Filler = keyof typeof fillers;
const fillerLetters = Object.keys(fillers) as Filler[];

const missingWays: readonly MissingPolicy[] = ['zero', 'exclude', 'block'];
const evidenceWays = ['required', 'optional', 'none'] as const;

export interface LeafFormProps {
  leaf: LeafEditing;
  described: Draft['described'];
  /** What the way of scoring gives, shown right below it. */
  example: ReactNode;
}

export const LeafForm = ({ leaf, described, example }: LeafFormProps) => {
  const { code, node, findings, change } = leaf;
  const set = (fields: JsonObject, label: string): void =>
    change((before) => changeNode(before, code, fields), label);
  const scorers = asObjects(node.scorers);
  return (
    <>
      <p className="form-field-wide editor-subtitle">{modelsWords.rule}</p>
      <ScoringForm leaf={leaf} />
      <div className="form-field-wide">{example}</div>
      <p className="form-field-wide editor-subtitle">{words.filling}</p>
      <ChoiceField<MissingPolicy>
        field="missing"
        title={modelsWords.missing}
        wide
        value={missingWays.find((way) => way === node.missing) ?? 'zero'}
        options={missingWays.map((value) => ({ value, label: modelsWords.missings[value] }))}
        findings={findings.at('missing')}
        onTake={(missing) => set({ missing }, words.setMissing(code))}
      />
      <ChoiceField<(typeof evidenceWays)[number]>
        field="evidence"
        title={modelsWords.evidence}
        value={evidenceWays.find((way) => way === node.evidence) ?? 'optional'}
        options={evidenceWays.map((value) => ({ value, label: modelsWords.evidences[value] }))}
        findings={findings.at('evidence')}
        onTake={(evidence) => set({ evidence }, words.setEvidence(code))}
      />
      {scorers.length === 0 && (
        <ChoiceField<Filler>
          field="filledBy"
          title={words.filledBy}
          value={fillerLetters.find((letter) => letter === noteOf(leaf, 'filledBy')) ?? 'S'}
          options={fillerLetters.map((value) => ({ value, label: scorerRoleName(fillers[value]) }))}
          onTake={(letter) => setNote(leaf, 'filledBy', letter)}
        />
      )}
      <Scorers leaf={leaf} scorers={scorers} />
      <TextField
        field="source"
        title={modelsWords.source}
        wide
        value={noteOf(leaf, 'source')}
        onTake={(text) => {
          setNote(leaf, 'source', text);
          return null;
        }}
      />
      <TextField
        field="basis"
        title={modelsWords.basis}
        wide
        lines
        value={asText(node.basis) ?? ''}
        findings={findings.at('basis')}
        hint={modelEditorWords.node.basisHint}
        onTake={(text) => {
          set({ basis: text === '' ? undefined : text }, modelEditorWords.node.setBasis(code));
          return null;
        }}
      />
      <TextField
        field="note"
        title={modelsWords.note}
        wide
        lines
        value={noteOf(leaf, 'note')}
        onTake={(text) => {
          setNote(leaf, 'note', text);
          return null;
        }}
      />
      <Drawn leaf={leaf} described={described} />
    </>
  );
};

/** Roles that score the leaf together, by weight. */
const Scorers = ({ leaf, scorers }: { leaf: LeafEditing; scorers: readonly JsonObject[] }) => {
  const { code, change, findings } = leaf;
  const put = (changed: readonly JsonObject[]): void =>
    change(
      (before) => changeNode(before, code, { scorers: changed.length === 0 ? undefined : changed }),
      words.setScorers(code),
    );
  const roles = scorers.map(({ role }) => asText(role) ?? '');
  const add = (): void => {
    const free = Object.keys(scorerRoles).find((role) => !roles.includes(role)) ?? 'assessor';
    put([...scorers, { role: free, weight: 1 }]);
  };
  return (
    <>
      <p className="form-field-wide editor-subtitle">{words.scorers}</p>
      <RowsTable
        kind="scorers"
        title={words.scorers}
        columns={[words.role, modelsWords.weight]}
        findings={findings.within('scorers')}
        empty={words.noScorers}
        addLabel={words.addScorer}
        onAdd={add}
        rows={scorers.map((scorer, index) => {
          const role = roles[index] ?? '';
          const name = scorerRoleName(role);
          const replace = (fields: JsonObject): void =>
            put(scorers.map((one, at) => (at === index ? { ...one, ...fields } : one)));
          return {
            key: name,
            onRemove: () => put(scorers.filter((_, at) => at !== index)),
            cells: [
              <RoleCell
                key="role"
                label={`${words.role} ${index + 1}`}
                role={role}
                taken={roles}
                onTake={(to) => replace({ role: to })}
              />,
              <NumberCell
                key="weight"
                label={`${name} ${modelsWords.weight}`}
                value={scorer.weight}
                findings={findings.at(`scorers[${role}].weight`)}
                onTake={(weight) => weight !== undefined && replace({ weight })}
              />,
            ],
          };
        })}
      />
    </>
  );
};

/** What the program draws by itself: kept as it is, and said in words. */
const Drawn = ({ leaf, described }: Pick<LeafFormProps, 'leaf' | 'described'>) => {
  const { metrics } = leaf.node;
  if (!isObject(metrics)) return null;
  const items = described?.nodes.find(({ code }) => code === leaf.code)?.leaf?.items ?? [];
  return (
    <div className="form-field-wide">
      <p className="editor-subtitle">{words.drawn}</p>
      <ul className="editor-drawn">
        {Object.keys(metrics).map((item) => (
          <li key={item}>
            {items.find(({ code }) => code === item)?.label ?? item}：
            {items.find(({ code }) => code === item)?.drawn ?? words.drawnKept}
          </li>
        ))}
      </ul>
    </div>
  );
};
