/** Asks main for a port to the engine and adapts it to the contract's channel. */
import { appOrigin, type EnginePortMessage, type WindowBridge } from '#shared/bridge/window-bridge.ts';
import type { ClientPort } from '#shared/contract/wire.ts';

const isPortMessage = (data: unknown, nonce: string): data is EnginePortMessage =>
  typeof data === 'object' &&
  data !== null &&
  (data as EnginePortMessage).type === 'engine-port' &&
  (data as EnginePortMessage).nonce === nonce;

/** @returns null when the engine could not be started */
export const requestPort = async (bridge: WindowBridge): Promise<ClientPort | null> => {
  const nonce = crypto.randomUUID();
  const arrived = Promise.withResolvers<MessagePort>();
  const receive = (event: MessageEvent<unknown>): void => {
    if (event.source !== window || event.origin !== appOrigin || !isPortMessage(event.data, nonce)) return;
    const [port] = event.ports;
    if (port !== undefined) arrived.resolve(port);
  };
  window.addEventListener('message', receive);
  try {
    return (await bridge.connectEngine(nonce)) ? toClientPort(await arrived.promise) : null;
  } finally {
    window.removeEventListener('message', receive);
  }
};

const toClientPort = (port: MessagePort): ClientPort => ({
  post: (message) => port.postMessage(message),
  onMessage(listener) {
    port.addEventListener('message', (event: MessageEvent) => listener(event.data));
    port.start();
  },
  // Comes when the engine has closed its end, and when its process has died.
  onClose: (listener) => port.addEventListener('close', listener),
  close: () => port.close(),
});
