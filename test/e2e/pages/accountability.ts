import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The Accountability screen and its dialogs. */
export class Accountability {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog');
  }

  async tab(name: string): Promise<void> {
    await this.#page.getByRole('tab', { name }).click();
    await expect(this.#page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }

  async open(row: string): Promise<Locator> {
    await this.#page.getByRole('row').filter({ hasText: row }).first().click();
    const inspector = this.#page.getByRole('complementary', { name: row });
    await expect(inspector).toBeVisible();
    return inspector;
  }

  async more(item: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'More', exact: true }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Types a number into the field for scans, as a scanner does, with Enter behind it. */
  async scan(field: string, number: string): Promise<void> {
    await this.#scan(field, number, '');
  }

  /** A scan that is not taken stays in the field, where the next one replaces it. */
  async scanWrong(field: string, text: string): Promise<void> {
    await this.#scan(field, text, text);
  }

  async #scan(field: string, text: string, left: string): Promise<void> {
    const input = this.dialog.getByLabel(field);
    await input.fill(text);
    await input.press('Enter');
    await expect(input).toHaveValue(left);
  }
}
