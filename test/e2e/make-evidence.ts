// Makes a small study and its evidence pack: `node make-evidence.ts FOLDER` for a folder that does not exist yet.
import { smallCore, someWork } from '../builders/small-core.ts';

const folder = process.argv[2] as string;
const study = await smallCore();
await someWork(study);
await study.enter('quinn');
await study.core.must('evidence.make', { folder });
study.core.close();
study.bench.remove();
