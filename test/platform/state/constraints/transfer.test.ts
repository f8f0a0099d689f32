// What was said goes out as lines and comes in as lines: all of it or nothing, the newer word winning, contradictions by their lines.
import { parseLines, toLine, type WordLine } from '../../../../platform/state/constraints/lines';
import { exportWords, importWords, type ImportOutcome } from '../../../../platform/state/constraints/transfer';
import { openSession, type Session } from '../../../../platform/state/session';
import { startPostgres, type RunningPostgres } from '../../../../sandbox/postgres/server';
import { closeStores, openStore, record, word } from '../stores';

jest.setTimeout(60_000);

let postgres: RunningPostgres;
const sessions: Session[] = [];
let tenants = 0;
let tenant: string;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  tenant = `tenant-${(tenants += 1)}`;
  await openStore(postgres.url, tenant).saidOf([]);
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.end()));
  await closeStores();
});

async function open(): Promise<Session> {
  const session = await openSession(postgres.url, { queryTimeoutMs: 30_000 });
  sessions.push(session);
  return session;
}

async function exported(of = tenant): Promise<string[]> {
  const lines: string[] = [];
  await exportWords(await open(), of, async (line) => void lines.push(line));
  return lines;
}

async function imported(lines: readonly string[], to = tenant): Promise<ImportOutcome> {
  return importWords(await open(), to, parseLines(lines.join('')));
}

/** A line said `seconds` after a moment long ago. */
function line(kind: WordLine['kind'], one: number, other: number, seconds: number): string {
  return toLine({ ...word(kind, one, other), at: new Date(Date.UTC(2020, 0, 1, 0, 0, seconds)).toISOString() });
}

async function faultsOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof Error && 'faults' in error ? error.faults : error),
  );
}

describe('the lines of what was said', () => {
  it('make the same of another database, twice over', async () => {
    const store = openStore(postgres.url, tenant);
    await store.say(word('LINK', 1, 2));
    await store.say(word('UNLINK', 4, 3));
    await store.say({ ...word('LINK', 5, 6), reason: 'a "quoted" reason\nof two lines, 日本' });
    await store.say(word('NONE', 1, 2));
    const lines = await exported();
    expect(lines.map((text) => (JSON.parse(text) as WordLine).kind)).toEqual(['UNLINK', 'LINK', 'NONE']);
    const copy = `${tenant}-copy`;
    expect(await imported(lines, copy)).toMatchObject({ taken: 3, known: 0 });
    expect(await exported(copy)).toEqual(lines);
    expect(await imported(lines, copy)).toMatchObject({ taken: 0, known: 3 });
    expect(await exported(copy)).toEqual(lines);
    const view = await openStore(postgres.url, copy).current();
    expect([view?.unlinkedFrom(record(3)), view?.linkedTo(record(5)), view?.linkedTo(record(1))]).toEqual([[record(4)], [record(6)], []]);
  });

  it('reach a process that listens', async () => {
    const store = openStore(postgres.url, tenant);
    const view = await store.current();
    const { version } = await imported([line('LINK', 1, 2, 0)]);
    expect(version).toBeGreaterThan(0);
    while (view?.linkedTo(record(1)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(view?.linkedTo(record(1))).toEqual([record(2)]);
  });

  it('never replace a newer word by an older one, in the database or among themselves', async () => {
    await openStore(postgres.url, tenant).say(word('UNLINK', 1, 2));
    expect(await imported([line('LINK', 1, 2, 0), line('LINK', 3, 4, 9), line('UNLINK', 4, 3, 5)])).toMatchObject({ taken: 1, known: 2 });
    const kinds = (await exported()).map((text) => JSON.parse(text) as WordLine).map(({ kind, a }) => `${kind} ${a}`);
    expect(kinds).toEqual([`UNLINK ${record(1)}`, `LINK ${record(3)}`]);
  });

  it('are all named where they are wrong, by number and without their values, and nothing is taken', async () => {
    const good = line('LINK', 1, 2, 0);
    const wrong = [
      'secret\n',
      good.replace('LINK', 'SECRET'),
      '\n',
      good.replaceAll(record(1), 'secret'),
      good.replace(record(2), record(1)),
      good.replace('2020', 'secret'),
      good.replace('{', '{"secret":1,'),
      '[]\n',
    ];
    const faults = await faultsOf(imported([good, ...wrong]));
    expect(faults).toEqual([
      { line: 2, fault: 'is no JSON object of kind, a, b, by, reason and at' },
      { line: 3, fault: 'kind: missing or of the wrong form' },
      { line: 5, fault: expect.stringContaining('source:type:id') },
      { line: 6, fault: 'Name two different records.' },
      { line: 7, fault: 'at: missing or of the wrong form' },
      { line: 8, fault: 'is no JSON object of kind, a, b, by, reason and at' },
      { line: 9, fault: 'is no JSON object of kind, a, b, by, reason and at' },
    ]);
    expect(JSON.stringify(faults)).not.toContain('secret');
    expect(await exported()).toEqual([]);
  });

  it('are named where they contradict each other or what is known, and nothing is taken', async () => {
    const store = openStore(postgres.url, tenant);
    await store.say(word('UNLINK', 1, 3));
    const before = await exported();
    const lines = [line('LINK', 7, 8, 0), line('LINK', 1, 2, 0), line('LINK', 8, 9, 0), line('LINK', 2, 3, 0), line('UNLINK', 7, 9, 0)];
    expect(await faultsOf(imported(lines))).toEqual([
      { line: 2, fault: 'links records that are said not to be the same customer' },
      { line: 4, fault: 'links records that are said not to be the same customer' },
      { line: 5, fault: 'keeps apart two records that are linked by way of others' },
    ]);
    expect(await exported()).toEqual(before);
    // What a later line takes back contradicts nothing.
    expect(await imported([...lines.slice(0, 3), line('NONE', 8, 7, 1), ...lines.slice(4)])).toMatchObject({ taken: 4 });
  });

  it('may be a hundred thousand', async () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => line(n % 2 === 0 ? 'LINK' : 'UNLINK', 2 * n, 2 * n + 1, n % 1_000));
    expect(await imported(lines)).toMatchObject({ taken: 100_000 });
    expect((await openStore(postgres.url, tenant).current())?.unlinkCount).toBe(50_000);
    expect(await imported(lines)).toMatchObject({ taken: 0, known: 100_000 });
  });
});
