/** 加减分、一票否决、不适用: what only the assessor decides for a unit, each with its reason. */
import { Alert, App, Button, Drawer, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Sheet } from './sheet.ts';

const words = assessmentWords.decisions;
type Decision = OperationOutput<'decisions.list'>['decisions'][number];
type Model = OperationOutput<'models.describe'>;
type Kind = keyof typeof words.kinds;

const kinds = Object.keys(words.kinds) as readonly Kind[];

interface Fields {
  kind: Kind;
  code: string;
  count: string;
  reason: string;
}

/** What a decision of each kind can name, with the points or effects that it has. */
const itemsOf = (model: Model, kind: Kind): { value: string; label: string; hint: string | null }[] => {
  switch (kind) {
    case 'bonus':
    case 'penalty':
      return model[kind].items.map(({ code, name, points, cap }) => ({
        value: code,
        label: `${code} ${name}`,
        hint: words.countHint(points, cap),
      }));
    case 'veto':
      return model.vetoes.map(({ code, name, effects }) => ({
        value: code,
        label: `${code} ${name}`,
        hint: effects.join('；'),
      }));
    case 'notApplicable':
      return model.nodes.map(({ code, name, depth }) => ({
        value: code,
        label: `${'　'.repeat(depth)}${code} ${name}`,
        hint: null,
      }));
  }
};

const kindOf = ({ kind, code }: Decision, model: Model | undefined): Kind => {
  if (kind !== 'adjustment') return kind;
  return model?.penalty.items.some((item) => item.code === code) ? 'penalty' : 'bonus';
};

const storedKind = (kind: Kind): Decision['kind'] =>
  kind === 'bonus' || kind === 'penalty' ? 'adjustment' : kind;

const NewDecision = ({
  model,
  blocked,
  onAdd,
}: {
  model: Model;
  blocked: string | null;
  onAdd: (fields: Fields) => Promise<boolean>;
}) => {
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'bonus';
  const code = Form.useWatch('code', form);
  const items = itemsOf(model, kind);
  const hint = items.find(({ value }) => value === code)?.hint ?? null;
  const counted = kind === 'bonus' || kind === 'penalty';
  return (
    <Form
      form={form}
      name="decision"
      layout="vertical"
      className="compact-form"
      requiredMark={false}
      initialValues={{ kind: 'bonus', count: '1', reason: '' }}
      onFinish={(fields: Fields) =>
        void onAdd(fields).then((added) => {
          if (added) form.resetFields(['code', 'count', 'reason']);
        })
      }
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          optionType="button"
          options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={() => form.resetFields(['code', 'count'])}
        />
      </Form.Item>
      {items.length === 0 ? (
        <p className="quiet">{words.noItems}</p>
      ) : (
        <>
          <div className="form-row">
            <Form.Item
              name="code"
              label={words.item}
              extra={hint}
              className="form-grow"
              rules={[{ required: true, message: words.itemNeeded }]}
            >
              <Select options={items} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
            {counted && (
              <Form.Item
                name="count"
                label={words.count}
                rules={[
                  { required: true, pattern: /^(?!0+(\.0+)?$)\d+(\.\d+)?$/, message: words.countNeeded },
                ]}
              >
                <Input className="num" maxLength={10} />
              </Form.Item>
            )}
          </div>
          <Form.Item
            name="reason"
            label={words.reason}
            rules={[{ required: true, whitespace: true, message: words.reasonNeeded }]}
          >
            <Input.TextArea rows={2} className="grows tall" maxLength={2000} />
          </Form.Item>
          <ActionButton type="primary" htmlType="submit" disabledReason={blocked}>
            {words.add}
          </ActionButton>
        </>
      )}
    </Form>
  );
};

/** Asks why a decision is taken back. */
const Withdrawal = ({
  decision,
  onWithdraw,
  onClose,
}: {
  decision: Decision;
  onWithdraw: (reason: string) => void;
  onClose: () => void;
}) => {
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={words.withdrawTitle(decision.name)}
      okText={words.withdrawOk}
      cancelText={assessmentWords.cycle.cancel}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="withdrawal"
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => onWithdraw(reason)}
      >
        <Form.Item
          name="reason"
          label={words.withdrawReason}
          rules={[{ required: true, whitespace: true, message: words.reasonNeeded }]}
        >
          <Input.TextArea rows={2} className="grows tall" maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

export const DecisionsDrawer = ({
  cycle,
  sheet,
  onClose,
}: {
  cycle: string;
  sheet: Sheet;
  onClose: () => void;
}) => {
  const { uscc: bodyUscc, name } = sheet.unit;
  const { code, version } = sheet.model;
  const { data, failure, refresh } = useOperation('decisions.list', { cycle, bodyUscc });
  const model = useOperation('models.describe', { code, version }).data;
  const put = useCommand('decisions.put');
  const { message } = App.useApp();
  const [withdrawing, setWithdrawing] = useState<Decision | null>(null);
  const lock = data?.lock ?? null;
  const blocked = lock === null ? null : describeFailure('decision.locked', lock);

  const decide = async (decision: Omit<Decision, 'name' | 'updatedAt' | 'own'>, said: string) => {
    if ((await put.run(decision)) === null) return false;
    void message.success(said);
    return true;
  };
  const place = { cycleCode: cycle, bodyUscc };

  return (
    <Drawer open title={words.title(name)} size="40rem" onClose={onClose}>
      <div className="decisions">
        <FailureNotice failure={failure} onRetry={refresh} />
        <FailureNotice failure={put.failure} onClose={put.clearFailure} />
        {blocked !== null && <Alert className="notice" type="info" showIcon title={blocked} />}
        {data?.decisions.length === 0 && <p className="quiet">{words.none}</p>}
        <ul>
          {data?.decisions.map((decision) => {
            const kind = kindOf(decision, model);
            return (
              <li key={`${decision.kind} ${decision.code}`} className="decision">
                <div>
                  <b>{words.kinds[kind]}</b> {decision.code} {decision.name}{' '}
                  {decision.kind === 'adjustment' && (
                    <span className="num">{words.times(decision.count)}</span>
                  )}
                  <p className="quiet">{decision.reason}</p>
                  <p className="quiet num">{formatInstant(decision.updatedAt)}</p>
                </div>
                <ActionButton
                  size="small"
                  disabledReason={blocked ?? (decision.own ? null : words.notOwn)}
                  onClick={() => setWithdrawing(decision)}
                >
                  {words.withdraw}
                </ActionButton>
              </li>
            );
          })}
        </ul>
        {model !== undefined && (
          <NewDecision
            model={model}
            blocked={blocked}
            onAdd={({ kind, code: item, count, reason }) =>
              decide(
                { ...place, kind: storedKind(kind), code: item, count: count ?? '1', reason },
                words.saved,
              )
            }
          />
        )}
        <Button onClick={onClose}>{words.close}</Button>
      </div>
      {withdrawing !== null && (
        <Withdrawal
          decision={withdrawing}
          onClose={() => setWithdrawing(null)}
          onWithdraw={(reason) => {
            const { kind, code: item } = withdrawing;
            setWithdrawing(null);
            void decide({ ...place, kind, code: item, count: '0', reason }, words.withdrawn);
          }}
        />
      )}
    </Drawer>
  );
};
