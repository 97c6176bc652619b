/** One measurement of one case, made in a process of its own. */
export interface Measured {
  seconds: number;
  /** Largest resident memory of the process, with the processes that it started, in MB of 10⁶ bytes. */
  peakMb: number;
  /** Time until something happened on the way, in seconds. */
  firstFinding?: number;
}

export type Case = (fixtures: string) => Promise<Measured>;

/** Largest resident memory of this process so far, in MB. */
export const peakMbOfProcess = (): number => process.resourceUsage().maxRSS / 1000;

/** Times `work`; memory is collected before, so that what was needed for its preparation does not slow it. */
export const timed = async (work: () => unknown): Promise<number> => {
  globalThis.gc?.();
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Times `work` and reports the memory of this process alone. */
export const measure = async (work: () => unknown): Promise<Measured> => {
  const seconds = await timed(work);
  return { seconds, peakMb: peakMbOfProcess() };
};
