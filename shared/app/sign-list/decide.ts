import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ListFacts, ListSignatureFacts } from '../../store/queries/list-facts.ts';

/** Whether this signature locks the list. Only a verified list is signed, by two different people. */
export function decideSignature(
  list: ListFacts,
  signed: readonly ListSignatureFacts[],
  signer: { readonly user: string; readonly printedName: string },
): Result<{ readonly locks: boolean }, Refusal> {
  if (list.status === 'generated') {
    return err(
      refusal(
        'list-not-verified',
        `List ${list.code} is not verified.`,
        'Verify the list; every check must pass before it is signed.',
      ),
    );
  }
  if (list.status === 'locked' || list.status === 'retired') {
    return err(
      refusal(
        'list-not-open',
        `List ${list.code} is ${list.status}.`,
        'Choose a list that is verified or signed once.',
      ),
    );
  }
  return countSignature(`list ${list.code}`, signed, signer);
}

/** Whether this signature is the second one; refuses a person who has signed already. */
export function countSignature(
  what: string,
  signed: readonly ListSignatureFacts[],
  signer: { readonly user: string; readonly printedName: string },
): Result<{ readonly locks: boolean }, Refusal> {
  if (signed.some(({ user }) => user === signer.user)) {
    return err(
      refusal(
        'second-signer',
        `${signer.printedName} has signed ${what} already.`,
        'The second signature must be that of another person.',
      ),
    );
  }
  return ok({ locks: signed.length > 0 });
}
