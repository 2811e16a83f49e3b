import { create } from 'zustand';

interface SecretDrafts {
  /** What was typed where kit types are seen, by what it belongs to. */
  readonly drafts: Readonly<Record<string, unknown>>;
  keep(name: string, values: unknown): void;
  /** Nothing of a locked study stays in memory. */
  forget(): void;
}

/** Drafts that tell of arms: they outlive a page, but not the session. */
export const useSecretDrafts = create<SecretDrafts>((set) => ({
  drafts: {},
  keep: (name, values) => set(({ drafts }) => ({ drafts: { ...drafts, [name]: values } })),
  forget: () => set({ drafts: {} }),
}));
