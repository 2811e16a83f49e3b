import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The Kits screen. */
export class Kits {
  readonly #page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.table = page.getByRole('grid', { name: 'Kits' });
  }

  /** Opens the kit in the n-th row, counted from 1, and gives its number. */
  async openRow(row: number): Promise<string> {
    const number = this.table
      .getByRole('row')
      .nth(row)
      .getByRole('gridcell')
      .filter({ hasText: /^\d{6,}$/ });
    const text = (await number.textContent()) ?? '';
    await number.click();
    await expect(this.inspector(text)).toBeVisible();
    return text;
  }

  inspector(number: string): Locator {
    return this.#page.getByRole('complementary', { name: `Kit ${number}` });
  }

  async openImport(): Promise<Locator> {
    await this.#page.getByRole('button', { name: 'Add kits' }).click();
    await this.#page.getByRole('menuitem', { name: 'Import a kit list' }).click();
    return this.#page.getByRole('dialog', { name: 'Import a kit list' });
  }
}
