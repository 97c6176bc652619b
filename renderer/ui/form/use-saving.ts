/** Saving a form: what is stored leads on, what is refused shows every fault and puts the cursor in the first. */
import { App } from 'antd';
import type { Finding } from '#shared/errors/finding.ts';
import { goTo } from '../../state/place.ts';
import { focusFirstFault } from './FormPage.tsx';
import type { FormState } from './use-typed-form.ts';

interface Saved {
  stored: boolean;
  findings: readonly Finding[];
}

/**
 * @param busy a save is under way: another is not begun
 * @param send hands the form to the engine; null when that failed, which is told elsewhere
 * @param onStored what is said of a stored form, and the place to go to; null when the answer names none
 */
export const useSaving = <Answer extends Saved>(
  { dirty, attempt }: Pick<FormState<string>, 'dirty' | 'attempt'>,
  busy: boolean,
  send: () => Promise<Answer | null>,
  onStored: (answer: Answer) => { said: string; place: string } | null,
): (() => Promise<void>) => {
  const { message } = App.useApp();
  return async () => {
    if (busy || !dirty) return;
    const answer = await send();
    if (answer === null) return;
    const next = answer.stored ? onStored(answer) : null;
    if (next !== null) {
      void message.success(next.said);
      goTo(next.place, { replace: true });
      return;
    }
    attempt();
    focusFirstFault(answer.findings);
  };
};
