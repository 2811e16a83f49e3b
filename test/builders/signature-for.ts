import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';

/** The signature of somebody with the meaning that the procedure declares; people of the demonstration unless told. */
export function signatureFor(
  name: ProcedureName,
  user: string,
  passphrase = demonstrationPassphrase,
) {
  const { signatures }: ProcedureContract = contracts[name];
  return { user, passphrase, meaning: signatures?.meaning ?? '' };
}
