import { shellWords } from '../../i18n/zh-CN/shell.ts';
import { Page } from '../../ui/Page.tsx';

export const AssessmentPages = () => <Page title={shellWords.areas.assessment} />;
