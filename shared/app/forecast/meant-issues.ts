import type { z } from 'zod';

type ZodIssue = z.core.$ZodIssue;

/**
 * Where one of several forms was expected, the issues of the form that was most likely meant: the one with the
 * fewest members that are missing or strange to it. Their places are then exact.
 */
export const meantIssues = (issues: readonly ZodIssue[]): readonly ZodIssue[] =>
  issues.flatMap((one) => {
    if (one.code !== 'invalid_union' || one.errors.length === 0) return [one];
    const forms = one.errors.map((form) => meantIssues(form));
    const [best] = forms.toSorted((a, b) => strangeness(a) - strangeness(b));
    if (best === undefined || best.length === 0) return [one];
    return best.map((inner) => ({ ...inner, path: [...one.path, ...inner.path] }) as ZodIssue);
  });

const strangeness = (issues: readonly ZodIssue[]): number =>
  issues.reduce((sum, one) => {
    if (one.code === 'unrecognized_keys') return sum + 2 * one.keys.length;
    return sum + (one.code === 'invalid_type' ? 2 : 1);
  }, 0);
