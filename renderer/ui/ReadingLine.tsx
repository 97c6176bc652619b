import { uiWords } from '../i18n/zh-CN/ui.ts';

/** Stands where content will be while it is still being read, so that an empty page is never taken for an empty answer. */
export const ReadingLine = () => <p className="waiting">{uiWords.reading}</p>;
