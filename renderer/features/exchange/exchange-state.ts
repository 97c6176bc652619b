/**
 * What the pages of this area have in hand between one visit and the next: the package that is being looked at, and what
 * was just written. Only as long as the window; tokens and answers mean nothing to the next start.
 */
import { create } from 'zustand';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';

type Sealed = { file: PickedFile; view: OperationOutput<'packages.create'> };

interface ExchangeState {
  /** The package on the table of the inbox, and how far it has got. */
  received: PickedFile | null;
  preview: OperationOutput<'packages.preview'> | null;
  merged: OperationOutput<'packages.merge'> | null;
  returned: { file: PickedFile; view: OperationOutput<'packages.return'> } | null;
  /** The last submission sealed in this window, by cycle. */
  sealed: Readonly<Record<string, Sealed>>;
  /** Puts another package on the table. */
  receive: (file: PickedFile | null) => void;
}

const emptyTable = { preview: null, merged: null, returned: null };

export const useExchange = create<ExchangeState>((set) => ({
  ...emptyTable,
  received: null,
  sealed: {},
  receive: (received) => set({ ...emptyTable, received }),
}));

/** Keeps an answer, unless another package has been put on the table meanwhile. */
export const keepFor = (
  file: PickedFile,
  answer: Partial<Pick<ExchangeState, 'preview' | 'merged' | 'returned'>>,
): void => {
  if (useExchange.getState().received?.token === file.token) useExchange.setState(answer);
};

export const keepSealed = (cycle: string, sealed: Sealed): void =>
  useExchange.setState((state) => ({ sealed: { ...state.sealed, [cycle]: sealed } }));
