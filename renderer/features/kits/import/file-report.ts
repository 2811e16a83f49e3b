import type { OutputOf } from '../../../../shared/contracts/index.ts';

export type FileReport = OutputOf<'kits.checkFile'>;
