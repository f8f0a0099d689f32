// `npm run bench`: the upstream calls of every ready question, and of lists of 50 and 100 customers, beside the least possible by
// the vendors' batch sizes; cold and warm; and of 50 people who ask for different customers at once. Counts are exact: they come from
// the pretend vendors' books. Exits with 1 where a source is called that the question does not need, or a warm answer costs a call
// that nobody asked to be live. `npm run bench -- --kinds` shows each kind of request.
import { readQuestions } from '../../gateway/explorer/questions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { organisationToTry } from '../../sandbox/world/organisation-to-try';
import { askAtOnce, askTwice, SOURCES, type Asked, type Received, type Source } from './counted';
import { costsByKind, type KindCost } from './least';
import { NEEDS } from './needs';

const PEOPLE = 1_000;
const AT_ONCE = 50;
/** What a vendor nearby takes; one that answers at once leaves nothing to gather. */
const VENDOR_MS = 60;

const ALL_VIEWS = `query ($id: ID!) { customer(id: $id) {
  id crm { lifecycleStage } sales { orderCount } billing { balance { amount } } marketing { lastEngagedAt } support { openTickets }
} }`;

interface Row extends Asked {
  name: string;
}

async function rowsFor(sandbox: Sandbox): Promise<Row[]> {
  const audience = `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id ?? ''}`;
  const organization = organisationToTry(sandbox.world) ?? '';
  const ada = {
    id: 'hubspot:contact:501',
    email: 'ada.mensah@copperfield-foods.example.com',
    phone: '+442079460501',
    audience,
    organization,
  };
  const questions = await readQuestions(ada);
  const many = questions.find(({ name }) => name === 'ManyAtOnce');
  if (many === undefined) throw new Error('the question about many customers is gone');
  const emails = sandbox.world.crm.contacts.flatMap(({ email, archived }) => (email === null || archived ? [] : [email]));
  const lists = [50, 100].map((count) => ({
    ...many,
    name: `ManyAtOnce, ${count} customers`,
    variables: { emails: emails.slice(20, 20 + count) },
  }));
  return [...questions, ...lists];
}

function callsOf({ sql, calls }: Received, source: (typeof SOURCES)[number]): number {
  return source === 'sql' ? sql : calls[source].length;
}

function costsOf({ calls }: Received): KindCost[] {
  return Object.entries(calls).flatMap(([source, made]) => costsByKind(source as Source, made));
}

function cellsOf(received: Received, statements: number): { text: string; excess: string[] }[] {
  const costs = costsOf(received);
  return SOURCES.map((source) => {
    if (source === 'sql') return cell(received.sql, statements, ['sql statements']);
    const own = costs.filter((cost) => cost.source === source);
    const sum = (pick: (cost: KindCost) => number): number => own.reduce((total, cost) => total + pick(cost), 0);
    return cell(
      sum(({ calls }) => calls),
      sum(({ least }) => least),
      own.filter(({ calls, least }) => calls > least).map(({ what }) => what),
    );
  });
}

function cell(calls: number, least: number, kinds: string[]): { text: string; excess: string[] } {
  return { text: calls === 0 && least === 0 ? '·' : `${calls}/${Math.min(least, calls)}`, excess: calls > least ? kinds : [] };
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(28) + cells.map((text) => text.padStart(9)).join('');
}

function total({ calls, sql }: Received): number {
  return sql + Object.values(calls).reduce((sum, made) => sum + made.length, 0);
}

async function main(): Promise<void> {
  const faults: string[] = [];
  const sandbox = await startSandbox({ people: PEOPLE, postgres: true, limits: 'off' });
  try {
    if (sandbox.postgresFault !== null) throw new Error(sandbox.postgresFault);
    console.log(
      `Upstream calls of each question, ${PEOPLE} people: made/least possible, cold; · = not asked. Warm: the same question again.\n`,
    );
    console.log(line('', [...SOURCES, 'warm']));
    for (const row of await rowsFor(sandbox)) {
      const need = NEEDS[row.name];
      if (need === undefined) throw new Error(`bench/upstream/needs.ts does not know ${row.name}`);
      const { cold, warm } = await askTwice(sandbox, row);
      const cells = cellsOf(cold, need.statements);
      console.log(line(row.name, [...cells.map(({ text }) => text), String(total(warm))]));
      const excess = cells.flatMap(({ excess: kinds }) => kinds);
      if (excess.length > 0) console.log(`${' '.repeat(28)}    more than the least: ${excess.join(', ')}`);
      if (process.argv.includes('--kinds')) {
        for (const { source, what, keys, calls, least } of costsOf(cold))
          console.log(`      ${source} ${what}: ${keys} keys, ${calls} calls, least ${least}`);
      }
      const called = SOURCES.filter((source) => callsOf(cold, source) > 0);
      for (const source of called) if (!need.sources.includes(source)) faults.push(`${row.name} called ${source}, which it does not need`);
      if (need.live !== true && total(warm) > 0) faults.push(`${row.name} cost ${total(warm)} calls warm`);
    }
    const ids = sandbox.world.crm.contacts.filter(({ archived }) => !archived).map(({ id }) => `hubspot:contact:${id}`);
    const crowd = await askAtOnce(sandbox, ALL_VIEWS, ids.slice(40, 40 + AT_ONCE), VENDOR_MS);
    console.log(
      `\n${AT_ONCE} different customers, all five views, asked by ${AT_ONCE} requests at once of vendors that take ${VENDOR_MS} ms:\n`,
    );
    // What one of them costs alone tells what fifty would without batches.
    const alone = await askAtOnce(sandbox, ALL_VIEWS, ids.slice(40, 41), VENDOR_MS);
    const crowdCells = cellsOf(crowd, 2);
    console.log(line('', SOURCES));
    console.log(
      line(
        'one alone',
        SOURCES.map((source) => String(callsOf(alone, source))),
      ),
    );
    console.log(
      line(
        `${AT_ONCE} at once`,
        crowdCells.map(({ text }) => text),
      ),
    );
    SOURCES.forEach((source) => {
      const calls = callsOf(crowd, source);
      // How many meet in a batch depends on the machine: idle, a tenth of what they would cost alone, and less.
      const least = costsOf(crowd).reduce((sum, cost) => sum + (cost.source === source ? cost.least : 0), 0);
      const most = Math.max((callsOf(alone, source) * AT_ONCE) / 2, 2 * least);
      if (calls > most)
        faults.push(
          `${AT_ONCE} at once cost ${calls} calls of ${source}, more than half of what they would cost alone, and twice the least`,
        );
    });
  } finally {
    await sandbox.stop();
  }
  console.log(
    faults.length === 0
      ? '\nEvery call was needed; docs/upstream-calls.md explains what is above the least.'
      : `\nFaults:\n- ${faults.join('\n- ')}`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
