import { App } from 'antd';
import { useEffect } from 'react';
import { shellWords } from '../i18n/zh-CN/shell.ts';

/** A fault of the program itself that no page expected: said once, instead of a button that does nothing. */
export const useUnexpectedFaults = (): void => {
  const { notification } = App.useApp();
  useEffect(() => {
    const tell = (): void =>
      notification.error({ key: 'unexpected', title: shellWords.unexpected, duration: 0, role: 'alert' });
    window.addEventListener('unhandledrejection', tell);
    return () => window.removeEventListener('unhandledrejection', tell);
  }, [notification]);
};
