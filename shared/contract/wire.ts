/**
 * Messages between a client and the engine. They survive `structuredClone` and nothing else is sent.
 * Order within one call: any number of `progress`, then exactly one `reply`; nothing after the reply.
 */
import { z } from 'zod';
import { topics } from './operation.ts';

/** Raised whenever a message changes shape. Client and engine refuse each other when it differs. */
export const protocolVersion = 1;

export const failure = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
/** A failure as data: the code and parameters of an `AppError`. */
export type Failure = z.infer<typeof failure>;

export const progress = z.object({
  /** What is being done, as a code put into words at the edge. */
  phase: z.string(),
  done: z.int().nonnegative(),
  /** Null while the total is not known. */
  total: z.int().nonnegative().nullable(),
});
export type Progress = z.infer<typeof progress>;

export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.int() }),
  z.object({ type: z.literal('request'), id: z.int().positive(), operation: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.int().positive() }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export const engineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), protocol: z.int() }),
  z.object({ type: z.literal('progress'), id: z.int().positive(), progress }),
  z.object({ type: z.literal('reply'), id: z.int().positive(), ok: z.literal(true), value: z.unknown() }),
  z.object({ type: z.literal('reply'), id: z.int().positive(), ok: z.literal(false), failure }),
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(topics)) }),
]);
export type EngineMessage = z.infer<typeof engineMessage>;

/** One end of a two-way channel. Hosts adapt MessagePorts and in-process pairs to this. */
export interface Port<Outgoing, Incoming> {
  post(message: Outgoing): void;
  onMessage(listener: (message: Incoming) => void): void;
  /** Called once when the other end is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

export type ClientPort = Port<ClientMessage, EngineMessage>;
export type EnginePort = Port<EngineMessage, ClientMessage>;
