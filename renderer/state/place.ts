/**
 * Where the user is, as the part of the address after `#`. Pages that hold unsaved work put a guard here, and leaving
 * asks first.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useSession } from './session.ts';

const read = (): string => decodeURI(window.location.hash.slice(1)) || '/';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

interface LeaveGuard {
  /** Set while a page holds work that leaving would lose. */
  unsaved: boolean;
  /** Leaves for where the user wanted to go meanwhile; the shell asks whether to. */
  asked: (() => void) | null;
}
export const useLeaveGuard = create<LeaveGuard>(() => ({ unsaved: false, asked: null }));

/** Guards the page that calls it against being left while `unsaved` holds. */
export const useUnsavedWork = (unsaved: boolean): void => {
  useEffect(() => {
    useLeaveGuard.setState({ unsaved });
    return () => useLeaveGuard.setState({ unsaved: false });
  }, [unsaved]);
};

const move = (to: string, replace: boolean): void => {
  const address = `#${encodeURI(to)}`;
  if (replace) {
    window.history.replaceState(null, '', address);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = address;
};

/** Goes to a place of `ui/places.ts`; asks first when the present page holds unsaved work. */
export const goTo = (to: string, { replace = false }: { replace?: boolean } = {}): void => {
  if (useLeaveGuard.getState().unsaved && !replace) useLeaveGuard.setState({ asked: () => move(to, false) });
  else move(to, replace);
};

/** Answers what `useLeaveGuard` asks. */
export const answerLeaving = (leave: boolean): void => {
  const { asked } = useLeaveGuard.getState();
  useLeaveGuard.setState(leave ? { unsaved: false, asked: null } : { asked: null });
  if (leave) asked?.();
};

/** Keys and buttons for “back” go past `goTo`: they are held up here. @returns a function that ends the watch */
export const watchHistory = (): (() => void) => {
  const hold = (event: NavigateEvent): void => {
    if (event.navigationType !== 'traverse' || !event.cancelable || !useLeaveGuard.getState().unsaved) return;
    event.preventDefault();
    const { key } = event.destination;
    useLeaveGuard.setState({ asked: () => window.navigation.traverseTo(key) });
  };
  window.navigation.addEventListener('navigate', hold);
  return () => window.navigation.removeEventListener('navigate', hold);
};

/** The place without its search part. */
export const currentPath = (): string => read().split('?')[0] as string;
const searchOf = (): string => read().split('?')[1] ?? '';

/** For wouter's router. */
export const usePathLocation = (): [string, typeof goTo] => [
  useSyncExternalStore(subscribe, currentPath),
  goTo,
];
export const useSearchPart = (): string => useSyncExternalStore(subscribe, searchOf);
usePathLocation.hrefs = (href: string): string => `#${href}`;

/** One value after the `?` of the place; null when it is not there. */
export const usePlaceParameter = (name: string): string | null =>
  new URLSearchParams(useSearchPart()).get(name);

/** Opens where the user was at the end of the last start, and remembers each place from now on. */
export const rememberPlace = (): void => {
  if (window.location.hash === '') move(useSession.getState().place, true);
  subscribe(() => useSession.getState().setPlace(read()));
};
