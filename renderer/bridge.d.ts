import type { WindowBridge } from '#shared/bridge/window-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly bridge: WindowBridge;
  }
}
