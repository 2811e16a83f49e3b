import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The pages in front of a study: choose, make, sign in. */
export class Door {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  heading(name: string | RegExp): Locator {
    return this.#page.getByRole('heading', { level: 1, name, exact: true });
  }

  async open(address: string): Promise<void> {
    await this.#page.goto(address);
    await expect(this.heading('Open a study')).toBeVisible();
  }

  async makeDemonstration(): Promise<void> {
    await this.#page.getByRole('button', { name: /^Demonstration/ }).click();
    await this.#page.getByRole('button', { name: 'Make it' }).click();
    await expect(this.heading('Demonstration study')).toBeVisible({ timeout: 60_000 });
  }

  /** The sign-in page of a console that serves a made demonstration. */
  async openDemonstration(address: string): Promise<void> {
    await this.#page.goto(address);
    await expect(this.heading('Demonstration study')).toBeVisible();
  }

  /** One click on a card of the demonstration. */
  async enterAs(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(name) }).click();
    await expect(this.#page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }

  async signIn(user: string, passphrase: string): Promise<void> {
    await this.#page.getByLabel('User name').fill(user);
    await this.#page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.#page.getByRole('button', { name: 'Sign in' }).click();
  }
}
