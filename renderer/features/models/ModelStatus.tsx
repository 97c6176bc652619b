import { CheckCircleFilled, EditFilled, StopOutlined } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';

type Status = OperationOutput<'models.list'>['models'][number]['status'];

const signs = {
  published: <CheckCircleFilled className="good" aria-hidden />,
  disabled: <StopOutlined className="warning" aria-hidden />,
  draft: <EditFilled aria-hidden />,
} satisfies Record<Status, React.ReactNode>;

/** A sign of its own shape beside the word. */
export const ModelStatus = ({ status }: { status: Status }) => (
  <span className="nowrap">
    {signs[status]} {words.statuses[status]}
  </span>
);
