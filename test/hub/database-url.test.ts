// Requirements: HUB-03
import { describe, expect, it } from 'vitest';
import { connect } from '../../electron/node/hub/connection.ts';
import { addressInWords, readDatabaseUrl } from '../../electron/node/hub/database-url.ts';
import { must, refusedBy } from './machines.ts';
import { inject } from 'vitest';

const tlsOf = (url: string) => {
  const { address } = must(readDatabaseUrl(url));
  return address.kind === 'server' ? address.tls : 'folder';
};

describe('the address of a hub', () => {
  it('beyond this machine means TLS with a verified certificate', () => {
    expect(tlsOf('postgres://u@db.example.org/hub')).toEqual({ certificate: null });
    expect(tlsOf('postgres://u@db.example.org/hub?sslmode=verify-full')).toEqual({
      certificate: null,
    });
    for (const mode of ['disable', 'allow', 'prefer', 'require', 'no-verify', 'verify-ca']) {
      const url = `postgres://u@db.example.org/hub?sslmode=${mode}`;
      expect(refusedBy(readDatabaseUrl(url))).toBe('hub-tls');
    }
  });

  it.each([
    'localhost.example.org',
    '127.0.0.1.example.org',
    '10.0.0.1',
    '0.0.0.0',
    '[::ffff:10.0.0.1]',
  ])('takes %s for another machine', (host) => {
    expect(refusedBy(readDatabaseUrl(`postgres://u@${host}/hub?sslmode=disable`))).toBe('hub-tls');
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '127.8.9.10'])('takes %s for this one', (host) => {
    expect(tlsOf(`postgres://u@${host}/hub`)).toBeNull();
  });

  it.each(['nonsense', 'mysql://h/d', 'postgres://h', 'postgres:///d', 'pglite:', ''])(
    'names what is wrong with "%s"',
    (url) => {
      expect(refusedBy(readDatabaseUrl(url))).toBe('hub-address');
    },
  );

  it('is shown without the password, also when the hub refuses', async () => {
    const secret = 'canary-8c1d';
    const url = new URL(`${inject('hubServer')}postgres`);
    url.password = secret;
    const { address, login } = must(readDatabaseUrl(url.href));
    expect(login?.password).toBe(secret);
    expect(JSON.stringify(address) + addressInWords(address)).not.toContain(secret);
    const refusedLogin = await connect(address, login);
    expect(refusedBy(refusedLogin)).toBe('hub-login');
    expect(JSON.stringify(refusedLogin)).not.toContain(secret);
    const away = must(readDatabaseUrl(`postgres://u:${secret}@127.0.0.1:1/hub`));
    const refusedAway = await connect(away.address, away.login);
    expect(refusedBy(refusedAway)).toBe('hub-away');
    expect(JSON.stringify(refusedAway)).not.toContain(secret);
  });

  it('of a server without TLS is refused where TLS is asked for', async () => {
    const { address, login } = must(
      readDatabaseUrl(`${inject('hubServer')}postgres?sslmode=verify-full`),
    );
    expect(refusedBy(await connect(address, login))).toBe('hub-away');
  });
});
