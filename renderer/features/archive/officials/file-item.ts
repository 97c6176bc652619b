import type { OperationOutput } from '#shared/contract/client.ts';

export type FileItem = OperationOutput<'officials.file'>['items'][number];
