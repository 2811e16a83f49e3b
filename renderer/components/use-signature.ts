import { useState } from 'react';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureName } from '../../shared/contracts/index.ts';
import type { SignatureInput } from '../../shared/contracts/common.ts';
import { useSession } from '../state/session.ts';

/** The state of a signature for a procedure that asks for one. The passphrase is never kept as a draft. `isAnother`: it is not the person at the screen who signs. */
export function useSignature(name: ProcedureName, isAnother = false) {
  const { user } = useSession().status;
  const meaning = contracts[name].signatures?.meaning ?? '';
  const [signature, setSignature] = useState<SignatureInput>({
    user: isAnother ? '' : (user?.user ?? ''),
    passphrase: '',
    meaning,
  });
  const isComplete = signature.user.trim() !== '' && signature.passphrase !== '';
  const forgetPassphrase = (): void => setSignature({ ...signature, passphrase: '' });
  return { signature, setSignature, isComplete, forgetPassphrase };
}
