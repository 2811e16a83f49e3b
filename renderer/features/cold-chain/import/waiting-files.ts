import { useCallback, useReducer, useRef } from 'react';
import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';
import type {
  ReadingChoicesInput,
  WatchedInput,
} from '../../../../shared/contracts/cold-chain-parts.ts';
import type { ChosenFile } from '../../../components/save-file.ts';
import type { Failure } from '../../../transport/client.ts';
import { useClient } from '../../../transport/client-context.ts';

export type Preview = OutputOf<'loggers.preview'>;
export type Imported = OutputOf<'loggers.import'>;

/** A dropped file on its way into the study. */
export interface WaitingFile {
  readonly key: string;
  readonly file: ChosenFile;
  readonly choices: ReadingChoicesInput;
  readonly watched: WatchedInput;
  readonly state: 'reading' | 'read' | 'refused' | 'importing' | 'imported';
  readonly preview: Preview | null;
  readonly failure: Failure | undefined;
  readonly imported: Imported | null;
}

type Change = (files: readonly WaitingFile[]) => readonly WaitingFile[];

const keyed =
  (key: string, part: Partial<WaitingFile>): Change =>
  (files) =>
    files.map((one) => (one.key === key ? { ...one, ...part } : one));

const fileOf = ({ name, base64 }: ChosenFile) => ({ name, base64 });

const inputOf = ({ file, choices, watched }: WaitingFile): InputOf<'loggers.preview'> => ({
  file: fileOf(file),
  choices,
  watched,
});

/** A shipment that names this very logger is what it watched, unless the person says otherwise. */
function proposed(preview: Preview, file: WaitingFile): WatchedInput | null {
  const isOpen = file.watched.shipment === undefined && file.watched.place === undefined;
  const named = preview.shipments.filter(({ namesLogger }) => namesLogger);
  const [only] = named;
  return isOpen && named.length === 1 && only !== undefined ? { shipment: only.shipment } : null;
}

const afterRead = (
  outcome: { readonly value: Preview },
  watched: WatchedInput,
): Partial<WaitingFile> => ({ state: 'read', preview: outcome.value, watched });

/** Files that were dropped: each is read at once, one after the other, and imported when the person says so. */
export function useWaitingFiles(shipment: string | null) {
  const client = useClient();
  const [files, change] = useReducer(
    (before: readonly WaitingFile[], one: Change) => one(before),
    [],
  );
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const read = useCallback(
    (file: WaitingFile, mayPropose = false): void => {
      change(keyed(file.key, { ...file, state: 'reading', failure: undefined }));
      queue.current = queue.current.then(async () => {
        const outcome = await client.ask('loggers.preview', inputOf(file));
        if (!outcome.ok) {
          change(keyed(file.key, { state: 'refused', failure: outcome.failure, preview: null }));
          return;
        }
        const watched = mayPropose ? proposed(outcome.value, file) : null;
        const again =
          watched === null
            ? outcome
            : await client.ask('loggers.preview', inputOf({ ...file, watched }));
        change(keyed(file.key, afterRead(again.ok ? again : outcome, watched ?? file.watched)));
      });
    },
    [client],
  );

  const add = useCallback(
    (chosen: readonly ChosenFile[]): void => {
      for (const file of chosen) {
        const fresh: WaitingFile = {
          key: crypto.randomUUID(),
          file,
          choices: {},
          watched: shipment === null ? {} : { shipment },
          state: 'reading',
          preview: null,
          failure: undefined,
          imported: null,
        };
        change((before) => [...before, fresh]);
        read(fresh, true);
      }
    },
    [read, shipment],
  );

  const keep = useCallback(
    (file: WaitingFile): void => {
      change(keyed(file.key, { state: 'importing', failure: undefined }));
      queue.current = queue.current.then(async () => {
        const outcome = await client.ask('loggers.import', inputOf(file));
        if (outcome.ok) change(keyed(file.key, { state: 'imported', imported: outcome.value }));
        else change(keyed(file.key, { state: 'refused', failure: outcome.failure }));
      });
    },
    [client],
  );

  const remove = useCallback(
    (key: string): void => change((before) => before.filter((one) => one.key !== key)),
    [],
  );
  return { files, add, read, keep, remove };
}

/** True when nothing more has to be said before the file can be kept. */
export const isReady = ({ state, preview }: WaitingFile): boolean =>
  state === 'read' &&
  preview !== null &&
  preview.alreadyImported === null &&
  preview.inspected.signature !== 'altered' &&
  (preview.watched === null || preview.assessment !== null);
