import type { OperationOutput } from '#shared/contract/client.ts';

/** Everything that the page shows, as the engine answers it. */
export type NoticeWork = OperationOutput<'cycleNotice.read'>;
export type Reopening = NoticeWork['reopenings'][number];
export type Objection = NoticeWork['objections'][number];
export type Correction = NoticeWork['corrections'][number];
