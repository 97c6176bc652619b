/**
 * What the window remembers between two starts: where the user was, which cycle is worked on, how the user likes to
 * see and to type. Nothing of the data itself, and no text that a person has searched for.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Where the Enter key goes after a cell. */
export type EnterDirection = 'down' | 'right';

interface Session {
  /** Code of the cycle that pages show; null until one is chosen or there is none. */
  cycle: string | null;
  /** The last place, as an address inside the window. */
  place: string;
  largeType: boolean;
  enterDirection: EnterDirection;
  setCycle: (cycle: string | null) => void;
  setPlace: (place: string) => void;
  setLargeType: (largeType: boolean) => void;
  setEnterDirection: (enterDirection: EnterDirection) => void;
}

export const useSession = create<Session>()(
  persist(
    (set) => ({
      cycle: null,
      place: '/',
      largeType: false,
      enterDirection: 'down',
      setCycle: (cycle) => set({ cycle }),
      setPlace: (place) => set({ place }),
      setLargeType: (largeType) => set({ largeType }),
      setEnterDirection: (enterDirection) => set({ enterDirection }),
    }),
    { name: 'session', version: 1 },
  ),
);
