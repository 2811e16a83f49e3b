import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How long a one-time address opens the door. */
const TOKEN_LIFE_MS = 10 * 60 * 1000;

/** Headers that decide who asks and what. */
const DECIDING = ['host', 'origin', 'cookie', 'content-type', 'sec-fetch-site'];

/** Ways to put our page into another one. */
const EMBEDDED: readonly string[] = ['iframe', 'frame', 'embed', 'object'];

/** Who may come in: the browser that was given the one-time address, at exactly this host and origin. */
export class Gate {
  readonly host: string;
  readonly origin: string;
  readonly #cookie: string;
  readonly #now: () => number;
  readonly #sessions: Buffer[] = [];
  #token: { readonly bytes: Buffer; readonly until: number } | undefined;

  /** `now` in milliseconds, monotonic. */
  constructor(port: number, now: () => number) {
    this.host = `127.0.0.1:${port}`;
    this.origin = `http://${this.host}`;
    // Cookies know no ports: without the number two consoles on one machine would sign each other out.
    this.#cookie = `cachet-${port}`;
    this.#now = now;
  }

  /** A fresh one-time address; the previous one stops working. The token stands in the fragment, which no browser sends. */
  newAddress(): string {
    const bytes = randomBytes(32);
    this.#token = { bytes, until: this.#now() + TOKEN_LIFE_MS };
    return `${this.origin}/#token=${bytes.toString('base64url')}`;
  }

  isOurHost(headers: IncomingHttpHeaders): boolean {
    return headers.host === this.host;
  }

  /** Whether no header that decides is said twice: two readers could each believe another one. */
  isPlain(rawHeaders: readonly string[]): boolean {
    const names = rawHeaders
      .filter((_, place) => place % 2 === 0)
      .map((name) => name.toLowerCase());
    return DECIDING.every((name) => names.filter((one) => one === name).length <= 1);
  }

  /**
   * Whether a browser says that our own page asks, or the person who typed the address. From elsewhere only the front
   * page is opened, as a page of its own: a link to the console tells nothing and does nothing.
   */
  isOurPage(headers: IncomingHttpHeaders, path: string | undefined): boolean {
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') {
      return !EMBEDDED.includes(String(headers['sec-fetch-dest']));
    }
    return path === '/' && headers['sec-fetch-dest'] === 'document';
  }

  isOurOrigin(headers: IncomingHttpHeaders): boolean {
    return headers.origin === this.origin;
  }

  /** Ends a one-time address that nobody has used. */
  forgetAddress(): void {
    this.#token = undefined;
  }

  /** Exchanges a one-time token for a `Set-Cookie` value; undefined when it is wrong, used or expired. */
  exchange(token: string): string | undefined {
    const held = this.#token;
    if (held === undefined || !same(held.bytes, token) || this.#now() >= held.until)
      return undefined;
    this.#token = undefined;
    const session = randomBytes(32);
    this.#sessions.push(session);
    return `${this.#cookie}=${session.toString('base64url')}; HttpOnly; SameSite=Strict; Path=/`;
  }

  hasSession(headers: IncomingHttpHeaders): boolean {
    const prefix = `${this.#cookie}=`;
    const cookies = (headers.cookie ?? '').split('; ').filter((one) => one.startsWith(prefix));
    return cookies.some((one) =>
      this.#sessions.some((session) => same(session, one.slice(prefix.length))),
    );
  }
}

function same(secret: Buffer, text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === secret.length && timingSafeEqual(bytes, secret);
}
