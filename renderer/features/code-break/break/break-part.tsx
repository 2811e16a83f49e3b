import { useState } from 'react';
import type { BrokenCode } from '../../../../shared/contracts/code-break.ts';
import { BreakForm } from './break-form.tsx';
import { Revealed } from './revealed.tsx';

/** One page: who, why, the passphrase, and then the treatment. The answer lives here and nowhere else. */
export function BreakPart({ subject }: { readonly subject: string | null }) {
  const [broken, setBroken] = useState<BrokenCode>();
  return broken === undefined ? (
    <BreakForm subject={subject} onBroken={setBroken} />
  ) : (
    <Revealed broken={broken} onDone={() => setBroken(undefined)} />
  );
}
