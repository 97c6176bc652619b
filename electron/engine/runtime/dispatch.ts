/**
 * One connection between a client and the engine: validates every request against the contract, checks the
 * permission, gives the handler exactly the powers of its kind and answers once. Nothing that a client sends is
 * trusted before its schema has passed.
 */
import type { z } from 'zod';
import type { Operation, Permission, Topic } from '#shared/contract/operation.ts';
import { type OperationName, type Operations, operations } from '#shared/contract/registry.ts';
import { clientMessage, type EnginePort, protocolVersion } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { inputIssueWords } from '#shared/words/zh-CN/input-issues.ts';
import { createJobProgress, type JobProgress } from './checkpoint.ts';
import type { CommandContext, JobContext, QueryContext } from './context.ts';
import { type EngineLog, failureFrom } from './failures.ts';

type ContextOf<O> =
  O extends Operation<infer Kind>
    ? Kind extends 'query'
      ? QueryContext
      : Kind extends 'command'
        ? CommandContext
        : JobContext
    : never;

/** What a handler must answer; checked against the output schema's input side, so defaults may be left out. */
export type Handler<O extends Operation> = (
  context: ContextOf<O>,
  input: z.output<O['input']>,
) => z.input<O['output']> | Promise<z.input<O['output']>>;

/** One handler per operation: leaving one out does not compile. */
export type HandlerTable = { [N in OperationName]: Handler<Operations[N]> };

/** The handlers of some area, checked one by one against the contract. */
export type HandlersOf<Area> = { [N in keyof Area & OperationName]: Handler<Operations[N]> };

/** Who is calling, and what they may do. */
export interface Session {
  actor: string;
  permissions: ReadonlySet<Permission>;
}

export interface DispatchParts {
  handlers: HandlerTable;
  createContext: (session: Session, progress: JobProgress) => JobContext;
  log: EngineLog;
  newId: () => string;
  monotonicMs: () => number;
}

type AnyHandler = (context: JobContext, input: unknown) => unknown;

/** Serves one port until it closes. Returns a function that ends every running call and closes the port. */
export const serveConnection = (
  port: EnginePort,
  session: Session,
  parts: DispatchParts,
  announceChange: (topics: readonly Topic[]) => void,
): (() => Promise<void>) => {
  const running = new Map<number, { abort: AbortController; done: Promise<void> }>();
  let open = true;

  const stop = async (): Promise<void> => {
    open = false;
    for (const { abort } of running.values()) abort.abort();
    await Promise.all([...running.values()].map((call) => call.done));
    port.close();
  };

  const run = async (
    id: number,
    operation: Operation,
    name: OperationName,
    input: unknown,
    signal: AbortSignal,
  ) => {
    if (!session.permissions.has(operation.permission)) {
      throw new AppError('operation.forbidden', { permission: operation.permission });
    }
    const parsed = operation.input.safeParse(input, { error: inputIssueWords });
    if (!parsed.success) {
      throw new AppError('operation.invalidInput', {
        issues: parsed.error.issues
          .slice(0, 20)
          .map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      });
    }
    const context = parts.createContext(
      session,
      createJobProgress(
        (progress) => open && port.post({ type: 'progress', id, progress }),
        signal,
        parts.monotonicMs,
      ),
    );
    if (!operation.withoutDatabase) context.database.requireOpen();
    const handler = parts.handlers[name] as AnyHandler;
    const answer = await handler(context, parsed.data);
    return operation.output.parse(answer);
  };

  port.onMessage((raw) => {
    const message = clientMessage.safeParse(raw);
    if (!message.success || !open) return;
    const request = message.data;
    if (request.type === 'hello') {
      port.post({ type: 'welcome', protocol: protocolVersion });
      return;
    }
    if (request.type === 'cancel') {
      running.get(request.id)?.abort.abort();
      return;
    }
    const { id } = request;
    if (running.has(id)) return;
    const operation: Operation | undefined = Object.hasOwn(operations, request.operation)
      ? operations[request.operation as OperationName]
      : undefined;
    if (!operation) {
      const failure = { code: 'operation.unknown', params: { name: request.operation.slice(0, 100) } };
      port.post({ type: 'reply', id, ok: false, failure });
      return;
    }
    const abort = new AbortController();
    const done = run(id, operation, request.operation as OperationName, request.input, abort.signal).then(
      (value) => {
        running.delete(id);
        if (open) port.post({ type: 'reply', id, ok: true, value });
        if (operation.changes.length > 0) announceChange(operation.changes);
      },
      (error: unknown) => {
        running.delete(id);
        const failure = failureFrom(error, parts.log, parts.newId);
        if (open) port.post({ type: 'reply', id, ok: false, failure });
      },
    );
    running.set(id, { abort, done });
  });
  port.onClose(() => {
    open = false;
    for (const { abort } of running.values()) abort.abort();
  });

  return stop;
};
