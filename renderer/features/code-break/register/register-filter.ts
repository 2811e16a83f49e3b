import { create } from 'zustand';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import type {
  CodeBreakKind,
  CodeBreakState,
} from '../../../../shared/domain/code-break/code-break.ts';

interface RegisterFilter {
  readonly search: string;
  readonly kind: CodeBreakKind | null;
  readonly state: CodeBreakState | null;
  set(change: Partial<Pick<RegisterFilter, 'search' | 'kind' | 'state'>>): void;
  /** The filter as the core is asked. */
  question(): Omit<InputOf<'codeBreak.page'>, 'offset' | 'limit'>;
}

/** What the register shows: shared by its table and its export. */
export const useRegisterFilter = create<RegisterFilter>((set, get) => ({
  search: '',
  kind: null,
  state: null,
  set: (change) => set(change),
  question() {
    const { search, kind, state } = get();
    return {
      ...(search === '' ? {} : { search }),
      ...(kind === null ? {} : { kind }),
      ...(state === null ? {} : { state }),
    };
  },
}));
