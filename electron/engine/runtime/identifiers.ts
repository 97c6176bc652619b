/** Where new identifiers come from. */
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const randomBytesEach = 16;
const drawnAtOnce = 256;
/** The counter fills 32 bits; it starts in the lower half, so that it does not run over within a millisecond. */
const counterStart = 2 ** 31;

/**
 * Makes a source of UUIDv7 (RFC 9562 §5.7), each later than the one before, also within one millisecond. Random bytes
 * are drawn many at a time: each draw is a call to the system, and an import makes tens of thousands of identifiers.
 */
export const createIdentifiers = (): (() => string) => {
  const pool = new Uint8Array(randomBytesEach * drawnAtOnce);
  let used = pool.length;
  let msecs = 0;
  let seq = 0;
  const nextRandom = (): Uint8Array => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += randomBytesEach;
    return pool.subarray(used - randomBytesEach, used);
  };
  return () => {
    const random = nextRandom();
    const now = Date.now();
    if (now > msecs) {
      msecs = now;
      seq = new DataView(random.buffer, random.byteOffset).getUint32(0) % counterStart;
    } else {
      seq += 1;
    }
    return v7({ msecs, seq, random });
  };
};
