/** Who handled the last step, offered for the next one. A person's name: it is forgotten when the window closes. */
import { create } from 'zustand';

interface LastHandler {
  handler: string;
  setHandler: (handler: string) => void;
}

export const useLastHandler = create<LastHandler>()((set) => ({
  handler: '',
  setHandler: (handler) => set({ handler }),
}));
