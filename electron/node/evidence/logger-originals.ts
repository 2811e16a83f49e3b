import { safeName } from './file-names.ts';
import type { PackFolder } from './pack-folder.ts';
import type { TrailSink } from './trail-files.ts';

/** Logger files as they came, where the trail keeps them: their signatures can be verified again. */
export const loggerOriginals = (folder: PackFolder): TrailSink => ({
  take({ content }) {
    if (content.kind !== 'logger-imported') return;
    const { file, name, original } = content.body as {
      file: string;
      name: string;
      original: string | null;
    };
    if (original === null) return;
    folder.add(
      `excursions/loggers/${safeName(`${file} ${name}`)}`,
      Buffer.from(original, 'base64'),
    );
  },
  end: () => undefined,
});
