import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The Cold chain screen: excursions, import, files, profiles. */
export class ColdChain {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: 'Cold chain', exact: true })
      .click();
    await expect(this.#page.getByRole('heading', { level: 1, name: 'Cold chain' })).toBeVisible();
  }

  row(text: string): Locator {
    return this.#page
      .getByRole('grid', { name: 'Excursions' })
      .getByRole('row')
      .filter({ hasText: text });
  }

  async tab(name: string): Promise<void> {
    await this.#page.getByRole('tab', { name, exact: true }).click();
  }

  async drop(...files: readonly string[]): Promise<void> {
    await this.#page.locator('input[type=file]').setInputFiles([...files]);
  }

  chart(name: string | RegExp): Locator {
    return this.#page.getByRole('figure', { name });
  }
}
