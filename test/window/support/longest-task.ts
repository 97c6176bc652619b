/**
 * How long the window's page stood still at the longest: the processor time of its longest task, as Chromium's own
 * trace tells it, so that other work on the machine does not count.
 */
import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time in microseconds. */
  tdur?: number;
}

const taskName = /RunTask$/;
const markName = 'longest-task-begins';

/** Begins to watch. @returns ends it, and answers the longest task in milliseconds of processor time */
export const watchTasks = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  });
  // Says in the trace which of all threads is the page's.
  await page.evaluate((name) => void performance.mark(name), markName);
  return async () => {
    const complete = new Promise<void>((resolve) => {
      session.once('Tracing.tracingComplete', () => resolve());
    });
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const mark = events.find(({ name }) => name === markName);
    const tasks = events.filter(
      ({ name, pid, tid, tdur }) =>
        taskName.test(name) && pid === mark?.pid && tid === mark.tid && tdur !== undefined,
    );
    if (tasks.length === 0) throw new Error('the trace holds no tasks of the page');
    return Math.max(...tasks.map(({ tdur }) => tdur ?? 0)) / 1_000;
  };
};
