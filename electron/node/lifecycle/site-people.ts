import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import type { SignatureRecord } from '../../../shared/ledger/entry.ts';
import { sitePacks } from '../../../shared/store/queries/site-facts.ts';
import { publicKeyInRing, withoutUser, withUser } from '../key-ring.ts';
import { weakPassphrase } from '../passphrase.ts';
import { changeRing } from '../ring-change.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordLifecycle } from './record-one.ts';
import { checkSignature, ringOf } from './sign-in.ts';

type Change = 'site.addPerson' | 'site.removePerson';

interface AtWork {
  readonly work: Work;
  readonly path: string;
  readonly site: string;
  /** People who may sign in now. */
  readonly active: readonly string[];
  readonly needsTwo: boolean;
}

function atSite({ work, storePath }: CoreState): Result<AtWork, Refusal> {
  if (work === null || storePath === null) throw new Error('nobody is signed in');
  const db = work.opened.database;
  const packs = sitePacks(db);
  const [first] = packs;
  if (first === undefined) {
    return err(
      refusal(
        'no-site-file',
        'The open file is a study, not the file of a site.',
        'An administrator of the study adds people under Study.',
      ),
    );
  }
  const active = db
    .prepare(`SELECT user FROM person WHERE status = 'active'`)
    .all()
    .map((row) => (row as { user: string }).user);
  const needsTwo = packs.some(({ release }) => release === 'two-person');
  return ok({ work, path: storePath, site: first.site, active, needsTwo });
}

/** Who signs: where two people open envelopes, one of them alone must not make the second. */
async function signer(
  state: CoreState,
  here: AtWork,
  change: Change,
  input: InputOf<Change>,
): Promise<Result<SignatureRecord, Refusal>> {
  const { signature, ...rest } = input;
  const meaning = contracts[change].signatures?.meaning ?? '';
  if (signature.meaning !== meaning) {
    return err(
      refusal(
        'signature-meaning',
        `A signature here means "${meaning}", not "${signature.meaning}".`,
        `Sign with the meaning "${meaning}".`,
      ),
    );
  }
  const checked = await checkSignature(state)(signature);
  if (!checked.ok) return checked;
  if (here.needsTwo && checked.value.user === here.work.session.actor.user) {
    return err(
      refusal(
        'second-person',
        `${checked.value.printedName} is signed in already.`,
        'Envelopes of this site are opened by two people: another one of them signs this.',
      ),
    );
  }
  const { passphrase: _never, ...signed } = rest as { readonly passphrase?: string };
  const digest = toHex(state.ports.sha256(canonicalJson({ change, ...signed })));
  return ok({ ...checked.value, digest });
}

/** A person of the site's file vouches for a new one, who types a passphrase of their own at the same computer. */
export const addSitePerson =
  (state: CoreState): LifecycleHandlers['site.addPerson'] =>
  async (input) => {
    const here = atSite(state);
    if (!here.ok) return here;
    const { work, path, site } = here.value;
    const { user, printedName, passphrase } = input;
    const known = work.opened.database.prepare('SELECT 1 FROM person WHERE user = ?').get(user);
    const stopped = known === undefined ? weakPassphrase(passphrase, user) : nameTaken(user);
    if (stopped !== null) return err(stopped);
    const signature = await signer(state, here.value, 'site.addPerson', input);
    if (!signature.ok) return signature;
    const ring = ringOf(path);
    if (!ring.ok) return ring;
    const next = await withUser(ring.value, {
      user,
      role: 'site-user',
      passphrase,
      keys: { dataKey: work.keys.dataKey, unblindingKey: null },
      deviceSecret: state.machine.device.secret,
      ...(state.cost === undefined ? {} : { cost: state.cost }),
    });
    const person = { user, printedName, role: 'site-user', sites: [site] } as const;
    const first = { awaitsUnblinding: false, mustChangePassphrase: false };
    const publicKey = publicKeyInRing(next, user) as string;
    changeRing(path, next, (ringHash) =>
      recordLifecycle(state, work, 'site.addPerson', [
        {
          event: { kind: 'user-added', body: { ...person, ...first, publicKey, ringHash } },
          signature: signature.value,
        },
      ]),
    );
    return ok({});
  };

const nameTaken = (user: string): Refusal =>
  refusal(
    'user-exists',
    `The name ${user} was used before; names are never given twice.`,
    'Choose another name.',
  );

/** Ends the access of somebody who left the site; the name stays in the trail. */
export const removeSitePerson =
  (state: CoreState): LifecycleHandlers['site.removePerson'] =>
  async (input) => {
    const here = atSite(state);
    if (!here.ok) return here;
    const { work, path } = here.value;
    const stopped = removalRefusal(here.value, input.user);
    if (stopped !== null) return err(stopped);
    const signature = await signer(state, here.value, 'site.removePerson', input);
    if (!signature.ok) return signature;
    const ring = ringOf(path);
    if (!ring.ok) return ring;
    changeRing(path, withoutUser(ring.value, input.user), (ringHash) =>
      recordLifecycle(state, work, 'site.removePerson', [
        {
          event: { kind: 'user-deactivated', body: { user: input.user, ringHash } },
          reason: input.reason,
          signature: signature.value,
        },
      ]),
    );
    return ok({});
  };

function removalRefusal({ work, active, needsTwo }: AtWork, user: string): Refusal | null {
  if (user === work.session.actor.user) {
    return refusal('own-access', 'You cannot end your own access.', 'Ask another person of it.');
  }
  if (!active.includes(user)) {
    return refusal(
      'user-unknown',
      `Nobody active is called ${user}.`,
      'Choose a person of the list.',
    );
  }
  if (!needsTwo || active.length > 2) return null;
  return refusal(
    'two-people-needed',
    'Envelopes of this site are opened by two people; these are the last two.',
    'Add the successor first.',
  );
}
