import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { SessionStatus, StudyCard } from '../../../shared/contracts/session.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { demonstrationPassphrase, demonstrationPeople } from '../demonstration/people.ts';
import { keyRingPath, readKeyRing } from '../key-ring.ts';
import { siteIdentity } from '../site-identity.ts';
import type { CoreState } from './core-state.ts';
import { idleLockSeconds } from './core-state.ts';

export const version = '0.1.0';

/** What can be said of a study without its key. */
export function studyCard(path: string): StudyCard {
  const name = basename(path).replace(/\.cachet$/, '');
  const card = { path, name, protocol: null, environment: null, demonstration: false };
  if (!existsSync(path)) return { ...card, state: 'missing' };
  if (!existsSync(keyRingPath(path))) return { ...card, state: 'no-key-ring' };
  try {
    return { ...card, demonstration: readKeyRing(path).demonstration !== 'no', state: 'ready' };
  } catch {
    return { ...card, state: 'no-key-ring' };
  }
}

function cardOfStore(state: CoreState): StudyCard | null {
  if (state.storePath === null) return null;
  const card = studyCard(state.storePath);
  if (state.work === null) return card;
  const { definition } = currentDefinition(state.work.opened.database);
  return {
    ...card,
    protocol: definition.protocol.number,
    environment: definition.environment,
  };
}

function demonstrationUsers(path: string | null): SessionStatus['demonstrationUsers'] {
  if (path === null || studyCard(path).state !== 'ready') return [];
  if (readKeyRing(path).demonstration !== 'published-passphrases') return [];
  return demonstrationPeople.map(({ user, printedName, role }) => ({
    user,
    printedName,
    role,
    passphrase: demonstrationPassphrase,
  }));
}

export function sessionStatus(state: CoreState): SessionStatus {
  const { work, storePath } = state;
  return {
    state: work !== null ? 'signed-in' : storePath === null ? 'no-store' : 'locked',
    version,
    store: cardOfStore(state),
    demonstrationUsers: demonstrationUsers(storePath),
    user:
      work === null
        ? null
        : {
            user: work.session.actor.user,
            printedName: work.session.actor.printedName,
            role: work.session.actor.role,
            unblinded: work.sealer !== null,
            mustChangePassphrase: work.session.mustChangePassphrase,
          },
    mode: modeOf(state),
    idleLockSeconds,
  };
}

/** A file whose keys this machine made for a site is the site's, even before anybody signs in. */
function modeOf({ machine, storePath, work }: CoreState): SessionStatus['mode'] {
  if (work !== null) return work.opened.store.purpose ?? 'study';
  if (storePath === null || studyCard(storePath).state !== 'ready') return 'study';
  const { founder } = readKeyRing(storePath);
  return siteIdentity(machine, founder.device) === null ? 'study' : 'site';
}
