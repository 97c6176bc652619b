/** The first page: this office and how much its database holds, or the form of the first start. */
import { useCallback, useEffect, useState } from 'react';
import type { Client, OperationOutput } from '#shared/contract/client.ts';
import { officeLevels } from '#shared/domain/code-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { words } from '../i18n/zh-CN.ts';
import { FirstStart } from './FirstStart.tsx';

type Loaded =
  | { phase: 'loading' }
  | { phase: 'firstStart' }
  | { phase: 'failed'; message: string }
  | { phase: 'loaded'; office: OperationOutput<'office.read'> };

const readOffice = async (client: Client): Promise<Loaded> => {
  try {
    return { phase: 'loaded', office: await client.call('office.read', {}) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'database.missing') return { phase: 'firstStart' };
    return { phase: 'failed', message: describeFailure(error.code, error.params) };
  }
};

export const OfficePage = ({ client }: { client: Client }) => {
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'loading' });
  const load = useCallback(() => void readOffice(client).then(setLoaded), [client]);
  useEffect(() => {
    load();
    client.onChanged((topics) => topics.includes('office') && load());
  }, [client, load]);

  switch (loaded.phase) {
    case 'loading':
      return <p className="waiting">{words.loading}</p>;
    case 'firstStart':
      return <FirstStart client={client} onDone={load} />;
    case 'failed':
      return (
        <p className="notice error" role="alert">
          {loaded.message}
          <button type="button" onClick={load}>
            {words.tryAgain}
          </button>
        </p>
      );
    case 'loaded': {
      const { office, counts } = loaded.office;
      return (
        <section className="card">
          <h2>{office.name}</h2>
          <p className="hint">
            {officeLevels[office.level]} {office.regionCode}
          </p>
          <dl className="counts">
            {Object.entries(words.counts).map(([name, label]) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>{counts[name as keyof typeof counts].toLocaleString('zh-CN')}</dd>
              </div>
            ))}
          </dl>
        </section>
      );
    }
  }
};
