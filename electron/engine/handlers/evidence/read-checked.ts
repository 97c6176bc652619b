import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileFailure } from '../../runtime/atomic-file.ts';

/**
 * The bytes of a file, failing at the end when they are not those of its SHA-256: what writes them atomically has then
 * written nothing.
 */
export async function* readChecked(
  source: string,
  sha256: string,
  onBytes: (done: number) => Promise<void>,
  changed: () => Error,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let done = 0;
  const chunks = createReadStream(source, { highWaterMark: 1 << 20 })[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw fileFailure(error, source, 'read');
    });
    if (next.done === true) break;
    const chunk = next.value as Buffer;
    hash.update(chunk);
    done += chunk.length;
    await onBytes(done);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw changed();
}
