import { shellWords } from '../../i18n/zh-CN/shell.ts';
import { Page } from '../../ui/Page.tsx';

export const SystemPages = () => <Page title={shellWords.areas.system} />;
