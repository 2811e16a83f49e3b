/** Whom a new list serves, as typed. */
export interface ListPurpose {
  readonly isReserve: boolean;
  readonly fallback: string | null;
  /** Empty: every subject. */
  readonly cohort: string;
}

export const mainPurpose: ListPurpose = { isReserve: false, fallback: null, cohort: '' };

/** The part of the command that live allocation and lists share. */
export const purposeInput = ({ isReserve, cohort }: ListPurpose) => ({
  purpose: isReserve ? ('reserve' as const) : ('main' as const),
  ...(cohort.trim() === '' ? {} : { cohort: cohort.trim() }),
});

/** The reserve list of the command; a reserve list has none itself. */
export const fallbackInput = ({ isReserve, fallback }: ListPurpose) =>
  isReserve || fallback === null ? {} : { fallback };
