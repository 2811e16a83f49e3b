import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { openingPeople } from '../../../shared/app/site-mode/opening-people.ts';
import { otherUserRefusal, personOfCode } from '../../../shared/app/site-mode/pack-people.ts';
import { basicsOf } from '../../../shared/app/site-mode/pack-material.ts';
import { signedRecordChanged } from '../../../shared/app/signed-record-changed.ts';
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
import type { KeyRing } from '../key-ring.ts';
import { weakPassphrase } from '../passphrase.ts';
import { changeRing } from '../ring-change.ts';
import { ringInForce } from '../ring-in-force.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordLifecycle } from './record-one.ts';
import { checkSignature } from './sign-in.ts';

type Change = 'site.addPerson' | 'site.removePerson';

interface AtWork {
  readonly work: Work;
  readonly path: string;
  readonly site: string;
  /** People who may sign in now. */
  readonly active: readonly string[];
  /** People who may open envelopes that two open together. */
  readonly opening: readonly string[];
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
  const opening = openingPeople(db);
  return ok({ work, path: storePath, site: first.site, active, opening, needsTwo });
}

interface Signed {
  readonly record: SignatureRecord;
  /** Whether two who open envelopes together stand behind it: the person signed in, and the signer. */
  readonly byTwo: boolean;
}

/** Who signs: where two people open envelopes, one of them alone must not make the second. */
async function signer(
  state: CoreState,
  here: AtWork,
  change: Change,
  input: InputOf<Change>,
): Promise<Result<Signed, Refusal>> {
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
  const digest = digestOf(state, change, rest);
  if (signature.digest !== undefined && signature.digest !== digest) {
    return err(signedRecordChanged);
  }
  const checked = await checkSignature(state)(signature);
  if (!checked.ok) return checked;
  const [actor, second] = [here.work.session.actor.user, checked.value.user];
  if (here.needsTwo && second === actor) {
    return err(
      refusal(
        'second-person',
        `${checked.value.printedName} is signed in already.`,
        'Envelopes of this site are opened by two people: another one of them signs this.',
      ),
    );
  }
  const byTwo = second !== actor && here.opening.includes(actor) && here.opening.includes(second);
  return ok({ record: { ...checked.value, digest }, byTwo });
}

/** What is signed: everything but what is secret. */
function digestOf({ ports }: CoreState, change: Change, input: object): string {
  const { passphrase: _never, code: _nor, ...signed } = input as Record<string, string>;
  return toHex(ports.sha256(canonicalJson({ change, ...signed })));
}

/** A person of the site's file vouches for a new one, who types a passphrase of their own at the same computer. */
export const addSitePerson =
  (state: CoreState): LifecycleHandlers['site.addPerson'] =>
  async (input) => {
    const here = atSite(state);
    if (!here.ok) return here;
    const { work, path, site } = here.value;
    const { user, passphrase } = input;
    const known = work.opened.database.prepare('SELECT 1 FROM person WHERE user = ?').get(user);
    const stopped = known === undefined ? weakPassphrase(passphrase, user) : nameTaken(user);
    if (stopped !== null) return err(stopped);
    const named = namedByStudy(state, work, input);
    if (!named.ok) return named;
    const signature = await signer(state, here.value, 'site.addPerson', input);
    if (!signature.ok) return signature;
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const next = await withSiteUser(state, work, ring.value, input);
    const { record, byTwo } = signature.value;
    const confirmed = confirmedHow(named.value, byTwo);
    const body = {
      user,
      printedName: named.value ?? input.printedName,
      role: 'site-user',
      sites: [site],
      awaitsUnblinding: false,
      mustChangePassphrase: false,
      publicKey: publicKeyInRing(next, user) as string,
      ...(confirmed === null ? {} : { confirmed }),
    } as const;
    changeRing(path, next, (ringHash) =>
      recordLifecycle(state, work, 'site.addPerson', [
        { event: { kind: 'user-added', body: { ...body, ringHash } }, signature: record },
      ]),
    );
    return ok({});
  };

const confirmedHow = (named: string | null, byTwo: boolean): 'code' | 'people' | null =>
  named !== null ? 'code' : byTwo ? 'people' : null;

/** The name under which the study knows the person, when a code says so; null without a code. */
function namedByStudy(
  { ports }: CoreState,
  { opened }: Work,
  { user, code }: InputOf<'site.addPerson'>,
): Result<string | null, Refusal> {
  if (code === undefined) return ok(null);
  const { database } = opened;
  const named = sitePacks(database).flatMap(({ code: pack, device }) => {
    const { people } = basicsOf(database, pack);
    return people === undefined ? [] : [{ device, people }];
  });
  const found = personOfCode(ports, named.at(-1) ?? { device: '', people: [] }, code);
  if (!found.ok) return found;
  const other = otherUserRefusal(database, found.value, user);
  return other === null ? found : err(other);
}

const withSiteUser = (
  state: CoreState,
  work: Work,
  ring: KeyRing,
  { user, passphrase }: Pick<InputOf<'site.addPerson'>, 'user' | 'passphrase'>,
): Promise<KeyRing> =>
  withUser(ring, {
    user,
    role: 'site-user',
    passphrase,
    keys: { dataKey: work.keys.dataKey, unblindingKey: null },
    deviceSecret: state.machine.device.secret,
    ...(state.cost === undefined ? {} : { cost: state.cost }),
  });

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
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    changeRing(path, withoutUser(ring.value, input.user), (ringHash) =>
      recordLifecycle(state, work, 'site.removePerson', [
        {
          event: { kind: 'user-deactivated', body: { user: input.user, ringHash } },
          reason: input.reason,
          signature: signature.value.record,
        },
      ]),
    );
    return ok({});
  };

function removalRefusal({ work, active, opening, needsTwo }: AtWork, user: string): Refusal | null {
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
  if (!needsTwo || !opening.includes(user) || opening.length > 2) return null;
  return refusal(
    'two-people-needed',
    'Envelopes of this site are opened by two people; these are the last two.',
    'Add the successor first.',
  );
}
