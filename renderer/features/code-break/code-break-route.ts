/** Parts of the Code break screen. */
export const codeBreakParts = ['break', 'register', 'overview', 'custody'] as const;
export type CodeBreakPart = (typeof codeBreakParts)[number];

/** The part that a route names, with the thing on it: a subject to be broken, or a code of the register. */
export function codeBreakRoute(
  id: string | null,
  may: readonly CodeBreakPart[],
): { readonly part: CodeBreakPart; readonly open: string | null } {
  const [name = '', ...rest] = (id ?? '').split(':');
  const part = codeBreakParts.find((known) => known === name) ?? 'break';
  const open = rest.length === 0 ? null : rest.join(':');
  return may.includes(part) ? { part, open } : { part: 'register', open: null };
}
