import { useSyncExternalStore } from 'react';

export const screens = [
  'today',
  'kits',
  'stock',
  'shipments',
  'cold-chain',
  'subjects',
  'randomization',
  'backup',
  'forecast',
  'accountability',
  'code-break',
  'trail',
  'study',
  'help',
] as const;
export type Screen = (typeof screens)[number];

/** Where the window is: a screen and, where one is open, the thing on it. */
export interface Route {
  readonly screen: Screen;
  readonly id: string | null;
}

const isScreen = (text: string): text is Screen => screens.includes(text as Screen);

/** `#/kits/4711` is kit 4711 on the Kits screen; anything else is Today. */
export function routeOf(hash: string): Route {
  const [screen = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  if (!isScreen(screen)) return { screen: 'today', id: null };
  const id = rest.join('/');
  return { screen, id: id === '' ? null : decodeURIComponent(id) };
}

export const hashOf = (screen: Screen, id: string | null = null): string =>
  id === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;

export function go(screen: Screen, id: string | null = null): void {
  window.location.hash = hashOf(screen, id);
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

let last: { readonly hash: string; readonly route: Route } | undefined;

function current(): Route {
  const { hash } = window.location;
  if (last?.hash !== hash) last = { hash, route: routeOf(hash) };
  return last.route;
}

/** The route of the window; back and forward work as in any browser. */
export const useRoute = (): Route => useSyncExternalStore(subscribe, current);
