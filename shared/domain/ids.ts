/**
 * Identifiers are UUIDv7 (RFC 9562): they sort by the time they were made, which keeps index pages together.
 * Time and randomness are given from outside, so that tests and samples are repeatable.
 */
import { v7 } from 'uuid';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUIDv7 in the lower-case form that is stored. */
export function isId(text: string): boolean {
  return pattern.test(text);
}

/** What a source of identifiers needs: milliseconds since 1970, and `length` random bytes. */
export interface IdSource {
  now: () => number;
  randomBytes: (length: number) => Uint8Array;
}

/**
 * Makes a function that returns a new identifier at each call. Identifiers of one function ascend strictly, also
 * within one millisecond and when the clock is set back.
 */
export function createIdFactory(source: IdSource): () => string {
  let lastTime = -1;
  let sequence = 0;
  return () => {
    const time = source.now();
    if (time > lastTime) {
      lastTime = time;
      sequence = 0;
    } else if (sequence === 0xffffffff) {
      lastTime += 1;
      sequence = 0;
    } else {
      sequence += 1;
    }
    return v7({ msecs: lastTime, seq: sequence, random: source.randomBytes(16) });
  };
}
