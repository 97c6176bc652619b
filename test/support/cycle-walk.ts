/** Takes a cycle through its later stages, as an office does whose work is done. */
import type { Client } from '#shared/contract/client.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { cycleStages } from '#shared/domain/cycle-stages.ts';

/** Steps on to a stage, one after another; nothing when the cycle is there already. */
export const goToStage = async (client: Client, cycle: string, stage: CycleStatus): Promise<void> => {
  const { status } = (await client.call('cycles.read', { cycle })).cycle;
  const ahead = cycleStages.slice(cycleStages.indexOf(status) + 1, cycleStages.indexOf(stage) + 1);
  for (const next of ahead) await client.call('cycles.setStatus', { cycle, status: next });
};

/** A fresh run of every model, sealed; whatever stands in the way is accounted for. @returns the runs */
export const sealResults = async (
  client: Client,
  cycle: string,
  kind: 'official' | 'corrected' | 'correction',
  more: { reason?: string; approvedBy?: string; documentNo?: string; models?: readonly string[] } = {},
): Promise<string[]> => {
  const { models, ...seal } = more;
  const { runs } = await client.call('runs.execute', { cycle });
  const chosen = runs
    .map(({ run }) => run)
    .filter(({ modelCode }) => models === undefined || models.includes(modelCode))
    .map(({ id }) => id);
  for (const run of chosen) {
    const { held } = await client.call('runs.sealCheck', { run });
    const accepted = Object.fromEntries(held.map(({ exception }) => [exception, '（虚构）已经核实']));
    await client.call('runs.seal', { run, kind, accepted, ...seal });
  }
  return chosen;
};

/** Up to 公示, with sealed results. @returns the official runs */
export const goToNotice = async (client: Client, cycle: string): Promise<string[]> => {
  await goToStage(client, cycle, 'finalReview');
  const runs = await sealResults(client, cycle, 'official');
  await goToStage(client, cycle, 'publicNotice');
  return runs;
};

/** From any stage to 已定级: results sealed, made known from today on, the notice ended at once, approved. */
export const finaliseCycle = async (client: Client, cycle: string): Promise<void> => {
  await goToNotice(client, cycle);
  const { today } = await client.call('cycleNotice.read', { cycle });
  const { id: notice } = await client.call('cycleNotice.start', { cycle, from: today });
  await client.call('cycleNotice.end', { notice, reason: '（虚构）各单位均已书面确认无异议' });
  await goToStage(client, cycle, 'objection');
  await client.call('cycleNotice.approve', {
    cycle,
    approvedBy: '示例县政务诚信建设领导小组',
    approvedOn: today,
    documentNo: '示信纪〔2026〕9号',
  });
  await goToStage(client, cycle, 'finalised');
};
