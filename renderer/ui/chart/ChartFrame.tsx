/** A chart with its title, the table behind it, and the way to take it along as a picture. */
import { CopyOutlined } from '@ant-design/icons';
import { App, Segmented } from 'antd';
import { type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { chartWords as words } from '../../i18n/zh-CN/chart.ts';
import { ActionButton } from '../ActionButton.tsx';
import type { PictureSource } from './Chart.tsx';
import { copyPicture } from './copy-picture.ts';

export interface ChartFrameProps {
  title: string;
  /** One line: how it is to be read. */
  description?: ReactNode;
  /** Choices beside the title. */
  bar?: ReactNode;
  chart: (source: RefObject<PictureSource | null>) => ReactNode;
  /** The same numbers as a list. */
  table: ReactNode;
  /** Fills the height of its place. */
  fill?: boolean;
}

type View = 'chart' | 'table';

export const ChartFrame = ({ title, description, bar, chart, table, fill = false }: ChartFrameProps) => {
  const { message } = App.useApp();
  const heading = useId();
  const source = useRef<PictureSource>(null);
  const [view, setView] = useState<View>('chart');

  const copy = async (): Promise<void> => {
    const copied = await copyPicture(title, source.current?.picture() ?? null);
    if (copied) void message.success(words.copied);
    else void message.error(words.copyFailed);
  };

  return (
    <section
      className={fill ? 'panel chart-frame chart-frame-fill' : 'panel chart-frame'}
      aria-labelledby={heading}
    >
      <header className="chart-head">
        <h2 id={heading}>{title}</h2>
        {bar}
        <span className="spacer" />
        <Segmented<View>
          aria-label={`${title} ${words.view}`}
          size="small"
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: words.chart },
            { value: 'table', label: words.table },
          ]}
        />
        <ActionButton
          size="small"
          icon={<CopyOutlined aria-hidden />}
          disabledReason={view === 'chart' ? null : words.copyNotInTable}
          onClick={() => void copy()}
        >
          {words.copy}
        </ActionButton>
      </header>
      {description !== undefined && <p className="quiet">{description}</p>}
      {view === 'chart' ? chart(source) : table}
    </section>
  );
};
