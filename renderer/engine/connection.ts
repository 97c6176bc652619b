/**
 * The window's connection to the engine. It lives as long as the window: when the engine stops, pending calls fail
 * (they are never repeated here), main starts the engine again and a new client takes the place of the old one.
 */
import type { WindowBridge } from '#shared/bridge/window-bridge.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import { requestPort } from './port.ts';

export type ConnectionState =
  /** Before the first answer. */
  | { phase: 'starting' }
  /** `interruptions` counts how often the engine stopped under this window. */
  | { phase: 'ready'; client: Client; interruptions: number }
  /** The engine stopped; it is being started again. Calls of the old client fail. */
  | { phase: 'recovering'; client: Client | null; interruptions: number }
  /** It could not be started; `retry` tries again. */
  | { phase: 'failed'; client: Client | null; interruptions: number };

export interface EngineConnection {
  state(): ConnectionState;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  retry(): void;
}

export const connectWindow = (bridge: WindowBridge): EngineConnection => {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { phase: 'starting' };
  let interruptions = 0;
  /** The last one, alive or not: pages stay on the screen with it until there is another. */
  let client: Client | null = null;

  const enter = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const connect = async (): Promise<void> => {
    const port = await requestPort(bridge).catch(() => null);
    if (port === null) return enter({ phase: 'failed', client, interruptions });
    port.onClose(() => {
      interruptions += 1;
      enter({ phase: 'recovering', client, interruptions });
      void connect();
    });
    client = createClient(port);
    enter({ phase: 'ready', client, interruptions });
  };
  void connect();

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (state.phase !== 'failed') return;
      enter(interruptions === 0 ? { phase: 'starting' } : { phase: 'recovering', client, interruptions });
      void bridge.restartEngine().then(connect);
    },
  };
};
