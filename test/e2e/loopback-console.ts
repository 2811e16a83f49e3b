import { expect, test as base } from '@playwright/test';
import { startConsole, studyFolder } from './running-console.ts';

export interface Console {
  /** The one-time address: the first page that opens it is let in. */
  readonly address: string;
  /** A folder of this test alone. */
  readonly folder: string;
}

/** Every test has a console and a folder of its own; an error that the page reports fails the test. */
export const test = base.extend<{ running: Console }>({
  running: async ({ page }, use) => {
    const { directory, data, remove } = studyFolder();
    const { address, close } = await startConsole(data);
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
  },
});
