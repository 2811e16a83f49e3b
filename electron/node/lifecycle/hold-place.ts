import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { heldElsewhere } from '../hub/order-refusals.ts';
import type { CoreState, Work } from './core-state.ts';
import { atWork } from './people.ts';
import { recordInOrder } from './record-one.ts';
import { sharedOrder } from './shared-order.ts';
import type { OpenOrder } from './shared-order.ts';

const notShared = refusal(
  'study-not-shared',
  'The study is written by this console alone: it holds every place.',
  'Nothing is to be done. Share the study first when other consoles are to write it.',
);

interface Asked {
  readonly work: Work;
  readonly order: OpenOrder;
}

function orderFor(state: CoreState, place: string): Result<Asked, Refusal> {
  const { work } = atWork(state);
  const order = sharedOrder(state);
  if (order === null) return err(notShared);
  const known = work.opened.database.prepare('SELECT 1 FROM place WHERE code = ?').get(place);
  return place === '*' || known !== undefined ? ok({ work, order }) : err(unknownPlace(place));
}

const unknownPlace = (place: string): Refusal =>
  refusal(
    'place-unknown',
    `The study has no depot or site ${place}.`,
    'Name a depot or site of the study, or * for the whole study.',
  );

/** Has this console alone write for a place, for so many hours or until it hands it over. */
export const holdPlace =
  (state: CoreState): LifecycleHandlers['hub.hold'] =>
  async ({ place, hours }) => {
    const asked = orderFor(state, place);
    if (!asked.ok) return asked;
    const { work, order } = asked.value;
    // Whoever may not record any more holds nothing either.
    const news = await order.catchUp();
    if (!news.ok) return news;
    const { takePlace } = await import('../hub/holding.ts');
    const said = await order.holding((db, store) => takePlace(db, store, place, hours));
    if (!said.ok) return said;
    if (said.value.said === 'held') return err(heldElsewhere(said.value));
    if (said.value.said !== 'granted') throw new Error('the hub did not answer');
    const { token, until } = said.value;
    const seen = await order.atHub(state.machine.device.id);
    if (!seen.ok) return seen;
    const body = { place, holder: state.machine.device.id };
    const recorded = await recordInOrder(state, work, 'hub.hold', () => [
      { event: { kind: 'holder-set', body } },
    ]);
    return recorded.ok ? ok({ place, token, until: until ?? '' }) : recorded;
  };

/** Hands a place over to another console, or gives it free; the trail says so before it happens. */
export const handPlaceOver =
  (state: CoreState): LifecycleHandlers['hub.handOver'] =>
  async ({ place, to, hours }) => {
    const asked = orderFor(state, place);
    if (!asked.ok) return asked;
    const { work, order } = asked.value;
    const { device } = state.machine;
    const seen = await order.atHub(device.id);
    if (!seen.ok) return seen;
    const token = order.tokens[place];
    if (token === undefined) return err(notHeld(place));
    if (to !== null && !isConsole(work, to)) return err(unknownConsole(to));
    const recorded = await recordInOrder(state, work, 'hub.handOver', () => [
      { event: { kind: 'holder-set', body: { place, holder: to } } },
    ]);
    if (!recorded.ok) return recorded;
    const { handOver } = await import('../hub/holding.ts');
    const { user } = work.session.actor;
    const said = await order.holding((db, store) =>
      handOver(db, device, { store, place, token, to, hours, user }),
    );
    if (!said.ok) return said;
    if (said.value.said === 'unknown') return err(unknownConsole(to ?? ''));
    if (said.value.said !== 'given') return err(notHeld(place));
    const after = await order.atHub(device.id);
    return after.ok ? ok({ place, to }) : after;
  };

const isConsole = (work: Work, device: string): boolean =>
  work.opened.database.prepare('SELECT 1 FROM device WHERE device = ?').get(device) !== undefined;

const notHeld = (place: string): Refusal =>
  refusal(
    'lease-not-held',
    `This console does not hold ${place === '*' ? 'the whole study' : place}.`,
    'Exchange with the hub and see who holds it; only that console hands it over.',
  );

const unknownConsole = (device: string): Refusal =>
  refusal(
    'console-unknown',
    `${device} is no console of this study.`,
    'Name a console that was admitted and is enrolled at the hub.',
  );
