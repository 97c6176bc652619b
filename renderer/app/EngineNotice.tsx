import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ConnectionState } from '../engine/connection.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';

/** Says that the engine has stopped, is being started again, is back, or could not be started. */
export const EngineNotice = ({ state, onRetry }: { state: ConnectionState; onRetry: () => void }) => {
  const [dismissed, setDismissed] = useState(0);
  switch (state.phase) {
    case 'starting':
      return null;
    case 'recovering':
      return <Alert banner type="warning" role="alert" title={shellWords.engineRecovering} />;
    case 'failed':
      return (
        <Alert
          banner
          type="error"
          role="alert"
          title={shellWords.engineFailed}
          action={<Button onClick={onRetry}>{shellWords.engineRestart}</Button>}
        />
      );
    case 'ready':
      return state.interruptions === dismissed ? null : (
        <Alert
          banner
          type="info"
          role="status"
          title={shellWords.engineRecovered}
          action={<Button onClick={() => setDismissed(state.interruptions)}>{shellWords.dismiss}</Button>}
        />
      );
  }
};
