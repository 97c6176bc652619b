/** The window's frame: the state of the engine on top; below it the first start or the pages. */
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN.js';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { EngineConnection } from '../engine/connection.ts';
import { EngineProvider } from '../engine/engine-context.tsx';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { useSession } from '../state/session.ts';
import { EngineNotice } from './EngineNotice.tsx';
import { Office } from './Office.tsx';
import { styleNonce } from './style-nonce.ts';
import { createTheme } from './theme.ts';

/** Where popups and dialogs hang: below the page's root, which never scrolls as a whole. */
const popupContainer = (): HTMLElement => document.getElementById('root') ?? document.body;

const csp = { nonce: styleNonce };

export const App = ({ connection }: { connection: EngineConnection }) => {
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  const largeType = useSession((session) => session.largeType);
  const theme = useMemo(() => createTheme(largeType), [largeType]);
  useEffect(() => {
    document.documentElement.classList.toggle('large-type', largeType);
  }, [largeType]);
  // Pages stay on the screen while the engine is started again: what was typed is in them.
  const client = state.phase === 'starting' ? null : state.client;
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={csp}
      getPopupContainer={popupContainer}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app">
        <EngineNotice state={state} onRetry={connection.retry} />
        {client === null ? (
          state.phase === 'starting' && <p className="waiting">{shellWords.engineStarting}</p>
        ) : (
          <EngineProvider client={client}>
            <Office />
          </EngineProvider>
        )}
      </AntApp>
    </ConfigProvider>
  );
};
