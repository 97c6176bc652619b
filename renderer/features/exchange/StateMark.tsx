import {
  CheckCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  RollbackOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';

export type ReportingState = OperationOutput<'offices.network'>['offices'][number]['state'];

const signs: Record<ReportingState, ReactNode> = {
  notReported: <MinusCircleOutlined className="quiet" aria-hidden />,
  reported: <ExclamationCircleFilled className="warning" aria-hidden />,
  returned: <RollbackOutlined className="bad" aria-hidden />,
  accepted: <CheckCircleFilled className="good" aria-hidden />,
};

/** How far an office has come: a sign of its own shape, and the word. */
export const StateMark = ({ state, words }: { state: ReportingState; words?: string }) => (
  <span className="state-mark">
    {signs[state]} {words ?? exchangeWords.overview.states[state]}
  </span>
);
