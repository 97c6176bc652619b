import { shellWords } from '../../i18n/zh-CN/shell.ts';
import { Page } from '../../ui/Page.tsx';

export const HomePage = () => <Page title={shellWords.areas.home} />;
