import { useState } from 'react';
import type { ConnectionState } from '../engine/connection.ts';
import { words } from '../i18n/zh-CN.ts';

/** Says that the engine has stopped, is being started again, is back, or could not be started. */
export const EngineNotice = ({ state, onRetry }: { state: ConnectionState; onRetry: () => void }) => {
  const [dismissed, setDismissed] = useState(0);
  switch (state.phase) {
    case 'starting':
      return null;
    case 'recovering':
      return (
        <p className="notice warning" role="alert">
          {words.engineRecovering}
        </p>
      );
    case 'failed':
      return (
        <p className="notice error" role="alert">
          {words.engineFailed}
          <button type="button" onClick={onRetry}>
            {words.engineRestart}
          </button>
        </p>
      );
    case 'ready':
      return state.interruptions === dismissed ? null : (
        <p className="notice" role="status">
          {words.engineRecovered}
          <button type="button" onClick={() => setDismissed(state.interruptions)}>
            {words.dismiss}
          </button>
        </p>
      );
  }
};
