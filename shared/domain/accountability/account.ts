/**
 * What a place, a subject's site or the study answers for, in kits or in units.
 * `received = onHand + dispensed + returnedOut + lost + destroyed` must hold at any time.
 */
export interface Account {
  /** Everything that ever came in: from production, and from other places. */
  readonly received: number;
  readonly onHand: number;
  /** In subjects' hands, or used by them. */
  readonly dispensed: number;
  /** Sent on to another place; for the study as a whole: on its way. */
  readonly returnedOut: number;
  readonly lost: number;
  readonly destroyed: number;
}

export const emptyAccount: Account = {
  received: 0,
  onHand: 0,
  dispensed: 0,
  returnedOut: 0,
  lost: 0,
  destroyed: 0,
};

const lines = Object.keys(emptyAccount) as readonly (keyof Account)[];

export const addedAccounts = (a: Account, b: Account): Account => ({
  received: a.received + b.received,
  onHand: a.onHand + b.onHand,
  dispensed: a.dispensed + b.dispensed,
  returnedOut: a.returnedOut + b.returnedOut,
  lost: a.lost + b.lost,
  destroyed: a.destroyed + b.destroyed,
});

/** What is missing on the right side of the identity (negative: what is there too much); 0 when it holds. */
export const accountDifference = (account: Account): number =>
  account.received -
  account.onHand -
  account.dispensed -
  account.returnedOut -
  account.lost -
  account.destroyed;

/** One account out of balance, in words. */
export interface Imbalance {
  readonly place: string;
  readonly what: 'kits' | 'units';
  readonly account: Account;
  readonly difference: number;
}

/** An account of one place; `units` is null where they are not known to the person who asks. */
export interface PlaceAccount {
  readonly place: string;
  readonly kits: Account;
  readonly units: Account | null;
}

/** Every account that breaks the identity or has a line below zero; empty when all is well. */
export function imbalances(accounts: readonly PlaceAccount[]): readonly Imbalance[] {
  return accounts.flatMap(({ place, kits, units }) =>
    (['kits', 'units'] as const).flatMap((what) => {
      const account = what === 'kits' ? kits : units;
      if (account === null) return [];
      const difference = accountDifference(account);
      const isSound = difference === 0 && lines.every((line) => account[line] >= 0);
      return isSound ? [] : [{ place, what, account, difference }];
    }),
  );
}

/** `S001: 12 kits received, 11 accounted for (8 on hand, 2 dispensed, 0 sent on, 1 lost, 0 destroyed)`. */
export const imbalanceInWords = ({ place, what, account }: Imbalance): string =>
  `${place}: ${account.received} ${what} received, ${account.received - accountDifference(account)} accounted for ` +
  `(${account.onHand} on hand, ${account.dispensed} dispensed, ${account.returnedOut} sent on, ` +
  `${account.lost} lost, ${account.destroyed} destroyed)`;
