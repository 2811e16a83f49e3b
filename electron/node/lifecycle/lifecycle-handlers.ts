import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { ok } from '../../../shared/base/result.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { forecastHandlers } from './forecast.ts';
import { backupHandlers } from './backup-handlers.ts';
import { makeCodeBreakReady } from './code-break-keys.ts';
import { hubHandlers } from './hub.ts';
import { hubWorkerHandlers } from './hub-workers.ts';
import { lock, touch } from './core-state.ts';
import type { CoreState } from './core-state.ts';
import { checkDefinition } from './definition-file.ts';
import { checkPresets, checkResupplyLeak, compareResupply, replayRun } from './resupply.ts';
import { labHandlers } from './lab.ts';
import { peopleHandlers } from './people-handlers.ts';
import { changePassphrase, signIn } from './sign-in.ts';
import { createSite, readPack, requestSite } from './site-create.ts';
import { loadPack } from './site-load.ts';
import { addSitePerson, removeSitePerson } from './site-people.ts';
import { sessionStatus } from './status.ts';
import {
  chooseStore,
  createStudy,
  listStores,
  makeDemonstration,
  recoverAccess,
} from './stores.ts';
import { verifyTrail } from './verify.ts';

/** What opens, makes and closes studies; it needs files and keys and so lives outside the pure core. */
export const lifecycleHandlers = (state: CoreState): LifecycleHandlers => ({
  'session.status': async () => ok(sessionStatus(state)),
  'session.signIn': signIn(state),
  'session.touch': async () => {
    touch(state);
    return ok({});
  },
  'session.lock': async () => {
    lock(state);
    return ok(sessionStatus(state));
  },
  'session.changePassphrase': changePassphrase(state),
  'store.list': listStores(state),
  'store.choose': chooseStore(state),
  'store.create': createStudy(state),
  'store.demonstration': makeDemonstration(state),
  'store.recover': recoverAccess(state),
  'study.check': checkDefinition(state),
  'site.request': requestSite(state),
  'site.readPack': readPack(state),
  'site.create': createSite(state),
  'site.load': loadPack(state),
  'site.addPerson': addSitePerson(state),
  'site.removePerson': removeSitePerson(state),
  'codeBreak.makeReady': makeCodeBreakReady(state),
  'resupply.compare': compareResupply(state),
  'resupply.checkLeak': checkResupplyLeak(state),
  'resupply.presets': checkPresets(state),
  'resupply.replay': replayRun(state),
  'trail.verify': verifyTrail(state),
  ...backupHandlers(state),
  ...peopleHandlers(state),
  ...evidenceHandlers(state),
  ...hubHandlers(state),
  ...hubWorkerHandlers(state),
  ...forecastHandlers(state),
  ...labHandlers(state),
});
