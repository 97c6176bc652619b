/** The assignments of columns that are remembered: what they read, renamed or forgotten. */
import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { importLayouts } from '#shared/ledgers/import-layouts.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

const words = importsWords.mappings;

type Mapping = OperationOutput<'imports.mappings'>['mappings'][number];

export const MappingsDrawer = ({ onClose }: { onClose: () => void }) => {
  const { data, failure, refresh } = useOperation('imports.mappings', {});
  return (
    <Drawer open size="38rem" title={words.title} onClose={onClose}>
      <FailureNotice failure={failure} onRetry={refresh} />
      <p className="quiet">{data?.mappings.length === 0 ? words.empty : words.hint}</p>
      {data?.mappings.map((mapping) => (
        <MappingCard key={mapping.id} mapping={mapping} />
      ))}
    </Drawer>
  );
};

const MappingCard = ({ mapping: { id, name, layout, columns, lastUsedAt } }: { mapping: Mapping }) => {
  const client = useClient();
  const { modal } = App.useApp();
  const [typed, setTyped] = useState<string | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      setTyped(null);
      setFailure(null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setFailure(error);
    }
  };
  const rename = (): void => {
    const text = typed?.trim() ?? '';
    if (text !== '') void run(() => client.call('imports.renameMapping', { id, name: text }));
  };
  const remove = (): void => {
    modal.confirm({
      title: words.removeTitle(name),
      content: words.removeText,
      okText: words.remove,
      cancelText: importsWords.cancel,
      onOk: () => run(() => client.call('imports.removeMapping', { id })),
    });
  };
  return (
    <section className="panel mapping-card" aria-label={name}>
      <div className="queue-head">
        {typed === null ? (
          <h3>{name}</h3>
        ) : (
          <Input
            aria-label={words.name}
            value={typed}
            maxLength={100}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={rename}
          />
        )}
        <span className="spacer" />
        {typed === null ? (
          <Button size="small" onClick={() => setTyped(name)}>
            {words.rename}
          </Button>
        ) : (
          <Button size="small" type="primary" onClick={rename}>
            {words.save}
          </Button>
        )}
        <Button size="small" onClick={remove}>
          {words.remove}
        </Button>
      </div>
      <p className="quiet">
        {importLayouts[layout]} · {words.usedOn(formatInstant(lastUsedAt))}
      </p>
      <FailureNotice failure={failure} />
      <ul className="mapping-columns">
        {columns.map(({ title, from, constant }) => (
          <li key={title}>{constant ? words.constant(title, from) : words.column(title, from)}</li>
        ))}
      </ul>
    </section>
  );
};
