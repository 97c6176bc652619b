/** Beside the grid: everything about the line with the cursor, and the texts that belong to its cell. */
import { Input } from 'antd';
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { evidenceWords } from '../../../i18n/zh-CN/evidence.ts';
import { EvidencePanel } from '../../../ui/evidence/EvidencePanel.tsx';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { CellHistory, DerivedList } from './CellFacts.tsx';
import type { EnteredCell } from './outbox.ts';
import { entryRoles } from './roles.ts';
import { reviewerOf, type SheetLeaf, type SheetLine, type SheetNode } from './sheet.ts';

const words = assessmentWords.panel;

export interface RowPanelProps {
  ref?: Ref<RowPanelHandle>;
  /** `null` while the cursor is nowhere. */
  row: { node: SheetNode; leaf: SheetLeaf; line: SheetLine } | null;
  cycle: string;
  bodyUscc: string;
  role: EntryRole;
  model: { code: string; version: string };
  enter: (cells: EnteredCell[]) => Promise<unknown>;
  /** Above the texts: where else one can go from here. */
  links?: React.ReactNode;
}

const roleName = (role: string): string =>
  Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;

/** A text that is saved when one leaves it, and when the panel goes away under it. */
const SavedText = ({
  part,
  label,
  value,
  placeholder,
  lines,
  limit,
  locked,
  onSave,
}: {
  part: 'note' | 'evidence';
  label: string;
  value: string;
  placeholder: string;
  lines: number;
  limit: number;
  locked: boolean;
  onSave: (text: string) => void;
}) => {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const save = useRef(() => {});
  save.current = () => {
    if (text.trim() !== value) onSave(text);
  };
  useEffect(() => () => save.current(), []);
  return (
    <div className="panel-field" data-part={part}>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        value={text}
        placeholder={locked ? '' : placeholder}
        readOnly={locked}
        rows={lines}
        className={lines > 1 ? 'grows tall' : 'grows'}
        maxLength={limit}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => save.current()}
      />
    </div>
  );
};

const Score = ({ node, leaf }: { node: SheetNode; leaf: SheetLeaf }) => {
  const { counted, scores } = leaf;
  const points =
    counted.status === 'invalid'
      ? words.invalid
      : counted.points === null
        ? words.excluded
        : words.scoreOf(counted.points, node.points);
  const single = entryRoles.flatMap((role) => {
    const score = scores[role];
    return score?.points == null ? [] : [words.byRole(assessmentWords.roles[role], score.points)];
  });
  return (
    <section aria-live="polite">
      <h3>{words.score}</h3>
      <p className="num panel-score">{points}</p>
      {single.length > 1 && <p className="num">{single.join(' · ')}</p>}
      <p className="quiet num">{counted.trace}</p>
    </section>
  );
};

const Anchors = ({ leaf, model }: { leaf: string; model: RowPanelProps['model'] }) => {
  const { data } = useOperation('models.describe', model);
  const anchors = data?.nodes.find(({ code }) => code === leaf)?.leaf?.anchors ?? [];
  if (anchors.length === 0) return null;
  return (
    <section>
      <h3>{words.anchors}</h3>
      <dl className="facts">
        {anchors.map(({ level, meaning }) => (
          <div key={level} className="fact">
            <dt className="num">{level}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** What other roles wrote beside their values of this line: a returned unit reads here what is asked of it. */
const OthersRemarks = ({ line, role }: { line: SheetLine; role: EntryRole }) => {
  const remarks = entryRoles.flatMap((other) => {
    const note = line.stated[other]?.note ?? null;
    return other === role || note === null ? [] : [{ other, note }];
  });
  if (remarks.length === 0) return null;
  return (
    <section>
      <h3>{words.remarks}</h3>
      {remarks.map(({ other, note }) => (
        <p key={other}>{words.remarkBy(assessmentWords.roles[other], note)}</p>
      ))}
    </section>
  );
};

/** Brings a part of the panel into sight and into focus. */
export interface RowPanelHandle {
  show(part: 'note' | 'evidence' | 'history'): void;
}

export const RowPanel = ({ ref, row, cycle, bodyUscc, role, model, enter, links }: RowPanelProps) => {
  const box = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => ({
    show: (part) => {
      const found = box.current?.querySelector<HTMLElement>(`[data-part="${part}"]`);
      found?.scrollIntoView({ block: 'nearest' });
      const target = found?.querySelector<HTMLElement>('textarea, button, input');
      // After the menu has given the focus back to the grid.
      requestAnimationFrame(() => requestAnimationFrame(() => target?.focus()));
      if (part === 'history' && target?.getAttribute('aria-expanded') === 'false') target.click();
    },
  }));
  if (row === null) {
    return (
      <aside className="row-panel panel" aria-label={words.title}>
        <p className="quiet">{words.none}</p>
      </aside>
    );
  }
  const { node, leaf, line } = row;
  const cell = line.stated[role];
  const save = (texts: Pick<EnteredCell, 'note' | 'evidence'>) =>
    // What was not taken is told by the page.
    void enter([{ bodyUscc, leaf: leaf.code, item: line.item, role, ...texts }]).catch(() => {});
  const locked = line.lock !== null;
  const own = leaf.findings.filter(({ item }) => item === undefined || item === line.item);
  const key = `${bodyUscc} ${leaf.code} ${line.item} ${role}`;
  return (
    <aside className="row-panel panel" aria-label={words.title} ref={box}>
      <h2>{`${node.code} ${node.name}`}</h2>
      <p>
        {line.label} <span className="quiet num">{words.points(node.points)}</span>
      </p>
      {links}
      {leaf.notApplicable !== null && (
        <p className="warning">{`${words.notApplicable}：${leaf.notApplicable}`}</p>
      )}
      {line.lock !== null && <p className="quiet">{`${words.locked}：${describeFinding(line.lock)}`}</p>}
      <Score node={node} leaf={leaf} />
      {own.length > 0 && (
        <section>
          <h3>{words.findings}</h3>
          <ul className="panel-findings">
            {own.map((finding) => (
              <li key={`${finding.code} ${finding.item} ${finding.role}`}>
                <SeverityMark severity={finding.severity} /> {describeFinding(finding)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <OthersRemarks line={line} role={role} />
      <SavedText
        key={`${key} note`}
        part="note"
        label={reviewerOf(role) === null ? words.note : words.reason}
        value={cell?.note ?? ''}
        placeholder={reviewerOf(role) === null ? words.notePlaceholder : words.reasonPlaceholder}
        lines={2}
        limit={2000}
        locked={locked}
        onSave={(note) => save({ note })}
      />
      <SavedText
        key={`${key} evidence`}
        part="evidence"
        label={leaf.evidence === 'required' ? words.evidenceRequired : words.evidence}
        value={cell?.evidence ?? ''}
        placeholder={words.evidencePlaceholder}
        lines={1}
        limit={500}
        locked={locked}
        onSave={(evidence) => save({ evidence })}
      />
      {cell?.id == null ? (
        <p className="quiet">{evidenceWords.noEntry}</p>
      ) : (
        <EvidencePanel key={`${key} files`} owner={{ ownerType: 'entry', ownerId: cell.id }} beside />
      )}
      <section>
        <h3>{words.rule}</h3>
        <p>{leaf.rule}</p>
      </section>
      <Anchors leaf={leaf.code} model={model} />
      <dl className="facts">
        <dt>{words.askedOf}</dt>
        <dd>{leaf.askedOf.map(roleName).join('、')}</dd>
        {line.previous !== null && (
          <>
            <dt>{words.previous}</dt>
            <dd className="num">
              {words.previousValue(writeEntryText(line.previous.value), roleName(line.previous.role))}
            </dd>
          </>
        )}
        {line.derived !== null && (
          <>
            <dt>{words.derived}</dt>
            <dd className="num">
              {line.derived.value === null
                ? words.derivedNone
                : words.derivedValue(writeEntryText(line.derived.value), line.derived.records)}
              <DerivedList key={key} place={{ cycle, bodyUscc, leaf: leaf.code, item: line.item }} />
            </dd>
          </>
        )}
        {leaf.source !== null && (
          <>
            <dt>{words.source}</dt>
            <dd>{leaf.source}</dd>
          </>
        )}
        {leaf.basis !== null && (
          <>
            <dt>{words.basis}</dt>
            <dd>{leaf.basis}</dd>
          </>
        )}
        {cell?.updatedAt != null && (
          <>
            <dt>{words.change}</dt>
            <dd className="num">{formatInstant(cell.updatedAt)}</dd>
          </>
        )}
      </dl>
      <CellHistory
        key={`${key} history`}
        place={{ cycle, bodyUscc, leaf: leaf.code, item: line.item, role }}
      />
    </aside>
  );
};
