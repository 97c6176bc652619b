/** The window's frame: the state of the engine on top, below it the page. */
import { useSyncExternalStore } from 'react';
import type { EngineConnection } from '../engine/connection.ts';
import { words } from '../i18n/zh-CN.ts';
import { EngineNotice } from './EngineNotice.tsx';
import { OfficePage } from './OfficePage.tsx';

export const App = ({ connection }: { connection: EngineConnection }) => {
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return (
    <>
      <header className="top">
        <h1>{words.program}</h1>
      </header>
      <EngineNotice state={state} onRetry={connection.retry} />
      <main>
        {state.phase === 'ready' && <OfficePage key={state.interruptions} client={state.client} />}
        {state.phase === 'starting' && <p className="waiting">{words.engineStarting}</p>}
      </main>
    </>
  );
};
