/** Which indicators do not apply to which units: a matrix by first-level branch, decided for many units at once. */
import { Checkbox, Input, Modal, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleWorkWords } from '../../../i18n/zh-CN/cycle-work.ts';
import { planWords } from '../../../i18n/zh-CN/plan.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = planWords.applicability;
type Unit = OperationOutput<'cycles.read'>['units'][number];
type Node = OperationOutput<'models.describe'>['nodes'][number];

/** A branch with everything below it, in tree order. */
const below = (nodes: readonly Node[], branch: string): Node[] => {
  const known = new Set([branch]);
  return nodes.filter(({ code, parent }) => {
    if (code === branch) return true;
    if (parent === null || !known.has(parent)) return false;
    known.add(code);
    return true;
  });
};

export interface ApplicabilityProps {
  cycle: string;
  units: readonly Unit[];
  /** `CODE VERSION` of the cycle's models. */
  models: readonly string[];
}

export const Applicability = ({ cycle, units, models }: ApplicabilityProps) => {
  const [model, setModel] = useState(models[0] ?? '');
  const [code = '', version = ''] = model.split(' ');
  const described = useOperation('models.describe', { code, version }, { enabled: code !== '' });
  const decisions = useOperation('decisions.list', { cycle });
  const [branch, setBranch] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<'set' | 'reset' | null>(null);
  const roots = described.data?.nodes.filter(({ depth }) => depth === 0) ?? [];
  const shownBranch = branch ?? roots[0]?.code ?? '';
  const nodes = useMemo(() => below(described.data?.nodes ?? [], shownBranch), [described.data, shownBranch]);
  const reasons = useMemo(
    () =>
      new Map(
        (decisions.data?.decisions ?? [])
          .filter(({ kind }) => kind === 'notApplicable')
          .map((one) => [`${one.bodyUscc} ${one.code}`, one.reason]),
      ),
    [decisions.data],
  );
  const rows = units.filter(({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}` === model);
  const columns = useMemo((): DataColumn<Unit>[] => {
    const toggle = (uscc: string): void =>
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(uscc)) next.add(uscc);
        return next;
      });
    return [
      {
        key: 'chosen',
        title: cycleWorkWords.chooseColumn,
        width: 2,
        action: true,
        fixed: true,
        text: () => '',
        render: ({ bodyUscc, name }) => (
          <Checkbox
            aria-label={cycleWorkWords.choose(name)}
            checked={chosen.has(bodyUscc)}
            onChange={() => toggle(bodyUscc)}
          />
        ),
      },
      { key: 'unit', title: words.unit, width: 14, text: ({ name }) => name, sort: true, fixed: true },
      ...nodes.map(
        (node): DataColumn<Unit> => ({
          key: node.code,
          title: `${node.code} ${node.name}`,
          width: 7,
          text: ({ bodyUscc }) =>
            reasons.has(`${bodyUscc} ${node.code}`) ? words.notApplicable : words.applies,
          render: ({ bodyUscc }) => {
            const reason = reasons.get(`${bodyUscc} ${node.code}`);
            return reason === undefined ? words.applies : <b title={reason}>{words.notApplicable}</b>;
          },
        }),
      ),
    ];
  }, [nodes, reasons, chosen]);
  const lock = decisions.data?.lock == null ? null : words.locked;
  const blocked = lock ?? (chosen.size === 0 ? words.noneChosen : null);
  const all = rows.length > 0 && rows.every(({ bodyUscc }) => chosen.has(bodyUscc));
  return (
    <>
      <p className="quiet">{words.hint}</p>
      <FailureNotice failure={described.failure ?? decisions.failure} onRetry={decisions.refresh} />
      <div className="unit-bar">
        <Checkbox
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={() => setChosen(new Set(all ? [] : rows.map(({ bodyUscc }) => bodyUscc)))}
        >
          {cycleWorkWords.chooseAll}
        </Checkbox>
        {models.length > 1 && (
          <Select
            aria-label={planWords.units.model}
            value={model}
            onChange={(next) => {
              setModel(next);
              setBranch(null);
              setChosen(new Set());
            }}
            options={models.map((value) => ({ value, label: value }))}
          />
        )}
        {roots.length > 0 && (
          <Select
            aria-label={words.branch}
            value={shownBranch}
            onChange={setBranch}
            options={roots.map((root) => ({ value: root.code, label: `${root.code} ${root.name}` }))}
          />
        )}
        <span className="spacer" />
        <ActionButton disabledReason={blocked} onClick={() => setDeciding('set')}>
          {words.set}
        </ActionButton>
        <ActionButton disabledReason={blocked} onClick={() => setDeciding('reset')}>
          {words.reset}
        </ActionButton>
      </div>
      <DataTable
        tableId="assessment.plan.applicability"
        label={words.label}
        columns={columns}
        rows={rows}
        rowKey={({ bodyUscc }) => bodyUscc}
        empty={words.none}
        exportName={words.label}
      />
      {deciding !== null && (
        <DecideDialog
          cycle={cycle}
          units={rows.filter(({ bodyUscc }) => chosen.has(bodyUscc))}
          nodes={nodes}
          decided={reasons}
          set={deciding === 'set'}
          onClose={() => setDeciding(null)}
        />
      )}
    </>
  );
};

interface DecideDialogProps {
  cycle: string;
  units: readonly Unit[];
  nodes: readonly Node[];
  decided: ReadonlyMap<string, string>;
  set: boolean;
  onClose: () => void;
}

const DecideDialog = ({ cycle, units, nodes, decided, set, onClose }: DecideDialogProps) => {
  const client = useClient();
  const [node, setNode] = useState(nodes[0]?.code ?? '');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const ids = { node: useId(), reason: useId() };
  const decide = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      for (const { bodyUscc } of units) {
        if (decided.has(`${bodyUscc} ${node}`) === set) continue;
        await client.call('decisions.put', {
          cycleCode: cycle,
          bodyUscc,
          kind: 'notApplicable',
          code: node,
          count: set ? '1' : '0',
          reason,
        });
      }
      onClose();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={words.title(set, units.length)}
      okText={set ? words.set : words.reset}
      okButtonProps={{ disabled: reason.trim() === '' || node === '' }}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void decide()}
      onCancel={onClose}
    >
      <FailureNotice failure={failure} />
      <div className="panel-field">
        <label htmlFor={ids.node}>{words.node}</label>
        <Select
          id={ids.node}
          className="wide"
          value={node}
          onChange={setNode}
          options={nodes.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </div>
      <div className="panel-field">
        <label htmlFor={ids.reason}>{words.reason}</label>
        <Input.TextArea
          id={ids.reason}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  );
};
