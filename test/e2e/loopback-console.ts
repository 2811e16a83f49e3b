import { cpSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { buildDemonstration, startConsole, studyFolder } from './running-console.ts';
import type { StudyFolder } from './running-console.ts';

export interface Console {
  /** The one-time address: the first page that opens it is let in. */
  readonly address: string;
  /** A folder of this test alone. */
  readonly folder: string;
}

/** Serves the folder until the test is over; an error that the page reports fails the test. */
async function serve(
  page: Page,
  { directory, data, remove }: StudyFolder,
  store: string | undefined,
  use: (running: Console) => Promise<void>,
): Promise<void> {
  const { address, close } = await startConsole(data, store);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await use({ address, folder: directory });
  // A page that outlives its host complains rightly.
  await page.close();
  await close();
  remove();
  expect(errors, 'errors in the page').toEqual([]);
}

/**
 * Every test has a console and a folder of its own: `running` without a study, `demonstration`
 * with the demonstration study, which a worker makes once and every test copies.
 */
export const test = base.extend<
  { running: Console; demonstration: Console },
  { made: StudyFolder }
>({
  made: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads the names of the parameters
    async ({}, use) => {
      const folder = studyFolder();
      buildDemonstration(folder);
      await use(folder);
      folder.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  running: ({ page }, use) => serve(page, studyFolder(), undefined, use),
  demonstration: ({ page, made }, use) => {
    const folder = studyFolder();
    cpSync(made.directory, folder.directory, { recursive: true });
    return serve(page, folder, folder.store, use);
  },
});
