// The sandbox's PostgreSQL: it starts, answers, keeps what it is asked to keep, and leaves no process behind, whichever way its parent ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../../sandbox/postgres/server';

const root = join(__dirname, '../../..');

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function eventually(condition: () => boolean, timeoutMs = 5_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The folder the server works in, asked of itself: its data lies in `<folder>/database/data`. */
async function placeOf(url: string): Promise<{ pid: number; data: string }> {
  const [row] = await ask(
    url,
    "select current_setting('data_directory') as data, split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid",
  );
  const { data, pid } = row as { data: string; pid: string };
  return { pid: Number(pid), data };
}

describe('the sandbox PostgreSQL', () => {
  it('answers on the loopback address with a password of its own, and stop leaves neither process nor folder', async () => {
    const postgres = await startPostgres({ port: 0 });
    expect(postgres.url).toMatch(/^postgresql:\/\/postgres:[\w-]{24}@127\.0\.0\.1:\d+\/postgres$/);
    expect(
      await ask(postgres.url, "select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listen"),
    ).toEqual([{ encoding: 'UTF8', listen: '127.0.0.1' }]);
    await expect(ask(postgres.url.replace(/:[\w-]{24}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    const { pid, data } = await placeOf(postgres.url);
    await postgres.stop();
    await postgres.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(data)).toBe(false);
  });

  it('keeps the database and its password in a folder it is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-kept-'));
    const first = await startPostgres({ dataFolder: folder });
    await ask(first.url, 'create table kept (n int)');
    await ask(first.url, 'insert into kept values (7)');
    await first.stop();
    const second = await startPostgres({ dataFolder: folder });
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
    await rm(folder, { recursive: true });
  });

  it('says in one line why it cannot start, and leaves nothing running', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failure = await startPostgres({ port }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^Error: No PostgreSQL for the sandbox on \S+: the server ended at once: [^\n]+$/);
    await new Promise((resolve) => taken.close(resolve));
  });

  it('ends when its parent is killed outright', async () => {
    const script = `require('./sandbox/postgres/server').startPostgres().then((p) => console.log(p.url)); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
    const { data } = await placeOf(url);
    parent.kill('SIGKILL');
    await eventually(() => !existsSync(data));
    await expect(ask(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});
