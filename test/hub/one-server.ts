import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the suite shares, without a database. */
    readonly hubServer: string;
  }
}

/** One server for the suite; every file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('hubServer', server.url(''));
  return () => server.stop();
}
