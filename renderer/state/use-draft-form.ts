import { useForm } from '@mantine/form';
import type { UseFormInput, UseFormReturnType } from '@mantine/form';
import { useEffect } from 'react';
import { useViewState } from './view-state.ts';

/**
 * A form whose typed values outlive a closed dialog, a refusal and the idle lock.
 * Call `dropDraft` once the command was carried out. Never for passphrases.
 */
export function useDraftForm<T extends Record<string, unknown>>(
  name: string,
  {
    prefill,
    ...input
  }: UseFormInput<T> & {
    readonly initialValues: T;
    /** Chosen elsewhere just now: goes before what was typed earlier. */
    readonly prefill?: Partial<T>;
  },
): UseFormReturnType<T> & { dropDraft(): void } {
  const keepDraft = useViewState((state) => state.keepDraft);
  const dropDraft = useViewState((state) => state.dropDraft);
  const draft = useViewState.getState().drafts[name] as T | undefined;
  const form = useForm<T>({
    ...input,
    initialValues: { ...input.initialValues, ...draft, ...prefill },
  });
  const { values } = form;
  useEffect(() => keepDraft(name, values), [keepDraft, name, values]);
  return { ...form, dropDraft: () => dropDraft(name) };
}
