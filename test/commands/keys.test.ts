// `npm run keys` as a person runs it, and a gateway that takes what it made: on one PostgreSQL, for one tenant and not for another.
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { ask } from '../support/ask';
import { startGatewayProgram, startProgram } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(90_000);

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function keys(...args: string[]) {
  const program = startProgram('commands/keys.js', { args, env: { DATABASE_URL: postgres.url, TENANT: 'acme' } });
  return { code: await program.ended, out: program.stdout(), words: program.stderr() };
}

it('makes keys that a gateway takes, shows each once, and takes them back', async () => {
  const made = await keys('create', 'billing export', '--scopes', 'read:billing,read:crm', '--expires', '12h');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^cg_[0-9a-f]{16}_[\w-]{43}\n$/) });
  expect(made.words).toContain('only time');
  const text = made.out.trim();
  const id = text.slice(3, 19);
  const listed = await keys('list');
  expect(listed.out).toMatch(new RegExp(`^${id}\tcounts\t.*\tread:billing,read:crm\t\tbilling export$`, 'm'));
  expect(listed.out + listed.words).not.toContain(text.slice(20));

  const env = { DATABASE_URL: postgres.url, AUTH: 'keys' };
  const gateways = await Promise.all(['acme', 'globex'].map((TENANT) => startGatewayProgram({ ...env, TENANT })));
  const status = async (n: number, headers: Record<string, string>) =>
    (await ask(gateways[n]?.url ?? '', { query: '{ __typename }', headers })).status;
  try {
    const bearer = { authorization: `Bearer ${text}` };
    expect([await status(0, bearer), await status(0, { 'x-api-key': text }), await status(0, {})]).toEqual([200, 200, 401]);
    expect(await status(1, bearer)).toBe(401);
    const health = (await (await fetch(`${gateways[0]?.url}/health`)).json()) as Record<string, unknown>;
    expect(health).toMatchObject({ access: 'credentials are checked', apiKeys: 'API keys are current' });

    const rotated = await keys('rotate', id);
    expect(rotated.code).toBe(0);
    const next = { authorization: `Bearer ${rotated.out.trim()}` };
    await until(async () => (await status(0, next)) === 200, 2_000);
    expect((await keys('revoke', id)).code).toBe(0);
    await until(async () => (await status(0, bearer)) === 401, 1_000);
    expect(await status(0, next)).toBe(200);
  } finally {
    await Promise.all(gateways.map(({ program }) => program.stop()));
  }
});

it.each([
  [[], 'Usage'],
  [['create'], 'Usage'],
  [['create', 'a\nb'], 'A name'],
  [['create', 'a', '--expires', 'soon'], '--expires'],
  [['rotate', 'a', '--overlap', 'never'], '--overlap'],
  [['revoke', '0123456789abcdef'], 'no API key'],
])('says of %j what is wrong', async (args, words) => {
  const said = await keys(...args);
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.words).toContain(words);
  expect(said.words).not.toContain('    at ');
});
