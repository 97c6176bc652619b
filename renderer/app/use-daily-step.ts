/** The step of the day: records whose publicity period is over are taken down, at the start and at each new day. */
import { useEffect } from 'react';
import { dayInChina } from '#shared/domain/dates.ts';
import { useCommand } from '../engine/use-command.ts';

const lookEvery = 10 * 60_000;

/** A failure is told by whatever the user does next; the step is tried again the next time. */
export const useDailyStep = (): void => {
  const { run } = useCommand('records.expire');
  useEffect(() => {
    let done = '';
    const look = (): void => {
      const today = dayInChina(new Date().toISOString());
      if (today === done) return;
      void run({}).then((answer) => {
        if (answer !== null) done = today;
      });
    };
    look();
    const timer = setInterval(look, lookEvery);
    return () => clearInterval(timer);
  }, [run]);
};
