/** A file of evidence as bytes, read piece by piece over the port to the engine. */
import type { Client } from '#shared/contract/client.ts';

export interface ReadFile {
  bytes: Uint8Array<ArrayBuffer>;
  mime: string;
  /** The bytes are those that were registered. */
  unchanged: boolean;
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** @throws AppError `evidence.*`, `operation.cancelled` when `signal` is aborted */
export const readEvidence = async (client: Client, id: string, signal: AbortSignal): Promise<ReadFile> => {
  let whole: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;
  let offset: number | null = 0;
  let mime = '';
  let sha256 = '';
  while (offset !== null) {
    const piece: Awaited<ReturnType<typeof client.call<'evidence.preview'>>> = await client.call(
      'evidence.preview',
      { id, offset },
      { signal },
    );
    ({ mime, sha256, next: offset } = piece);
    whole ??= new Uint8Array(piece.size);
    // A file that grew meanwhile is not the one that was registered.
    whole.set(piece.bytes.subarray(0, Math.max(0, whole.length - filled)), filled);
    filled = Math.min(whole.length, filled + piece.bytes.length);
  }
  const bytes = whole ?? new Uint8Array(0);
  const unchanged = hex(await crypto.subtle.digest('SHA-256', bytes)) === sha256;
  return { bytes, mime, unchanged };
};
