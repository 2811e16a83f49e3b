import { createHash } from 'node:crypto';
import type { BuiltConsole } from './built-console.ts';
import type { Item } from './items.ts';

type Faults = readonly string[];

const unless = (holds: boolean, fault: string): Faults => (holds ? [] : [fault]);

async function captureFaults({ core, window }: BuiltConsole): Promise<Faults> {
  const isProtected = (): boolean => window.protection.at(-1) ?? false;
  const atStart = isProtected();
  core.unblinded = true;
  await core.say({ kind: 'session', state: 'signed-in' });
  const whileUnblinded = isProtected();
  core.unblinded = false;
  await core.say({ kind: 'session', state: 'signed-in' });
  return [
    ...unless(!atStart, 'the window is protected before anybody is there'),
    ...unless(whileUnblinded, 'the screen of an unblinded person can be captured'),
    ...unless(!isProtected(), 'the screen of a blinded person cannot be captured'),
  ];
}

async function clipboardFaults({ core, electron, exposed }: BuiltConsole): Promise<Faults> {
  const text = 'S-0001\tArm B';
  const digest = createHash('sha256').update(text).digest('hex');
  const request = exposed['cachet']?.['request'] as (asked: object) => Promise<unknown>;
  electron.clipboard.held = text;
  await request({ name: 'window.copied', input: { digest } });
  await core.say({ kind: 'session', state: 'locked' });
  const afterCopy = electron.clipboard.held;
  electron.clipboard.held = 'the shopping list';
  await request({ name: 'window.copied', input: { digest } });
  await core.say({ kind: 'session', state: 'locked' });
  return [
    ...unless(afterCopy === '', 'an arm stays in the clipboard'),
    ...unless(electron.clipboard.held !== '', 'what others copied is cleared'),
    ...unless(!core.reached.includes('window.copied'), 'the core hears of it'),
  ];
}

const LEAVINGS = ['suspend', 'lock-screen', 'resume', 'shutdown', 'user-did-resign-active'];

const leavingFaults = ({ core, electron }: BuiltConsole): Faults =>
  LEAVINGS.flatMap((leaving) => {
    const before = core.reached.length;
    electron.powerMonitor.emit(leaving);
    return unless(core.reached.slice(before).includes('session.lock'), `${leaving} does not lock`);
  });

const toolFaults = ({ window }: BuiltConsole): Faults =>
  unless(window.options.webPreferences['devTools'] === false, 'developer tools open');

const downloadFaults = ({ electron }: BuiltConsole): Faults =>
  ['https://console.example/a', 'blob:https://console.example/a', 'data:text/html,a'].flatMap(
    (url) => {
      let isPrevented = false;
      const event = { preventDefault: () => void (isPrevented = true) };
      electron.session.defaultSession.emit('will-download', event, { getURL: () => url });
      return unless(isPrevented, `downloads ${url}`);
    },
  );

/** What Cachet asks of itself beyond the documentation's list. */
export const OWN: readonly Item[] = [
  {
    number: 21,
    title: 'Keep screen capture away from arms',
    how: 'From before an unblinded person’s window hears of the sign-in until a blinded one signs in or the study is locked.',
    faults: captureFaults,
    planted: {
      file: 'main',
      from: '.setContentProtection(isOn)',
      to: '.setContentProtection(false)',
    },
  },
  {
    number: 22,
    title: 'Take arms out of the clipboard',
    how: 'After 60 seconds and at the lock, only while it still holds them; the host learns a digest, not the text.',
    faults: clipboardFaults,
    planted: { file: 'main', from: 'place.clear()', to: 'void place' },
  },
  {
    number: 23,
    title: 'Lock when the person leaves',
    how: 'On sleep, on waking, on a locked screen, on another user and on shutdown.',
    faults: leavingFaults,
    planted: { file: 'main', from: '"lock-screen",', to: '' },
  },
  {
    number: 24,
    title: 'No developer tools in the installed application',
    how: 'They are off where the application is packed.',
    faults: toolFaults,
    planted: { file: 'main', from: 'devTools: !electron.app.isPackaged', to: 'devTools: true' },
  },
  {
    number: 25,
    title: 'Download only what the window made',
    how: 'Blobs of our own page.',
    faults: downloadFaults,
    planted: { file: 'main', from: /if \(!item[^;]*;/, to: '' },
  },
];
