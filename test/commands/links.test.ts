// The built commands as a person runs them: links out and in, with our own server running or not, and the tables made beforehand.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../platform/log';
import { openLinkConstraints } from '../../platform/state/constraints/create';
import type { LinkConstraints } from '../../platform/state/constraints/port';
import { readMigrations } from '../../platform/state/migrate';
import { serverOf } from '../platform/state/server/server-of';
import { record, word } from '../platform/state/stores';
import { startProgram } from '../support/program';

jest.setTimeout(120_000);

let root: string;
const stores: LinkConstraints[] = [];

beforeEach(() => {
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'links-'));
  // Else its files would lie elsewhere where this runs as root.
  chmodSync(root, 0o755);
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  const left = serverOf(root);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  expect(left).toEqual([]);
});

function store(folder: string): LinkConstraints {
  const opened = openLinkConstraints({ databaseUrl: undefined, dataFolder: join(root, folder) }, 'default', silentLog);
  stores.push(opened);
  return opened;
}

async function run(script: string, folder: string, args: string[], env: Record<string, string> = {}) {
  const program = startProgram(`commands/${script}.js`, { args, env: { DATA_FOLDER: join(root, folder), ...env } });
  try {
    return { code: await program.ended, out: program.stdout(), words: program.stderr() };
  } finally {
    await program.stop();
  }
}

describe('npm run links', () => {
  it('takes what was said from one deployment to another, whether their servers run or not', async () => {
    const from = store('one');
    await from.say(word('LINK', 1, 2));
    await from.say(word('UNLINK', 3, 4));
    const running = await run('links', 'one', ['export']);
    expect(serverOf(root)).toHaveLength(1);
    await stores.splice(0)[0]?.close();
    expect(serverOf(root)).toEqual([]);
    const stopped = await run('links', 'one', ['export']);
    expect(stopped).toEqual({ code: 0, out: running.out, words: '' });
    expect(stopped.out.trim().split('\n')).toHaveLength(2);
    expect(serverOf(root)).toEqual([]);

    const file = join(root, 'links.jsonl');
    writeFileSync(file, stopped.out);
    expect(await run('links', 'two', ['import', file])).toMatchObject({ code: 0, out: expect.stringMatching(/^2 taken, 0 known/) });
    const to = store('two');
    expect((await to.current())?.linkedTo(record(1))).toEqual([record(2)]);
    expect(await run('links', 'two', ['import', file])).toMatchObject({ code: 0, out: expect.stringMatching(/^0 taken, 2 known/) });
    expect((await run('links', 'two', ['export'])).out).toBe(stopped.out);
  });

  it('starts nothing to find out that nothing was said', async () => {
    expect(await run('links', 'none', ['export'])).toEqual({ code: 0, out: '', words: '' });
    expect(existsSync(join(root, 'none'))).toBe(false);
  });

  it('says in few words what is wrong', async () => {
    const file = join(root, 'links.jsonl');
    writeFileSync(file, '{}\nsecret\n');
    for (const [args, env, words] of [
      [[], {}, /^Usage: /],
      [['import'], {}, /^Usage: /],
      [['import', file], {}, /^line 1: kind, a, b, by, reason, at: missing or of the wrong form\nline 2: is no JSON object/],
      [['import', join(root, 'none')], {}, /ENOENT/],
      [['export'], { DATABASE_URL: 'secret' }, /- DATABASE_URL: is no valid url/],
      [['export'], { DATABASE_URL: 'postgres://secret:secret@127.0.0.1:1/a' }, /^The state database cannot be used: ECONNREFUSED\n$/],
    ] as const) {
      const outcome = await run('links', 'none', [...args], env);
      expect([outcome.code, outcome.out]).toEqual([1, '']);
      expect(outcome.words).toMatch(words);
      expect(outcome.words).not.toMatch(/secret|\n\s+at /);
    }
    expect(existsSync(join(root, 'none'))).toBe(false);
  });
});

describe('npm run state:migrate', () => {
  it('makes the tables, and says when there is nothing to do', async () => {
    const all = readMigrations().map(({ name }) => name);
    expect(await run('state-migrate', 'made', [])).toEqual({ code: 0, out: `Done: ${all.join(', ')}\n`, words: '' });
    expect(await run('state-migrate', 'made', [])).toEqual({ code: 0, out: 'The state database is up to date.\n', words: '' });
    expect(await run('state-migrate', 'made', ['--grant', 'nobody there'])).toMatchObject({
      code: 1,
      words: 'The state database cannot be used: SQLSTATE 42704\n',
    });
  });
});
