// The process that a holder (holder.ts) is: it uses a state store as told by its environment, does what it is told on stdin, one order a
// line, and answers each in one line.
import { createInterface } from 'node:readline';
import { silentLog } from '../../../../platform/log';
import { openLinkConstraints } from '../../../../platform/state/constraints/create';
import { record } from '../stores';

const { FOLDER_OF_TEST: dataFolder = '' } = process.env;
const store = openLinkConstraints({ databaseUrl: undefined, dataFolder }, 'default', silentLog);

async function act(order: string, one: string, other: string): Promise<string> {
  if (order === 'say') {
    const said = await store.say({ kind: 'LINK', a: record(one), b: record(other), by: 'staff:7', reason: '' });
    return String(said.everywhere);
  }
  if (order === 'linked') {
    const view = await store.current();
    return view === null ? 'null' : `${view.linkedTo(record(one)).join(',')}${view.staleSince === null ? '' : ' stale'}`;
  }
  await store.close();
  return 'closed';
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const [order = '', one = '', other = ''] = line.split(' ');
  act(order, one, other).then(
    (answer) => void process.stdout.write(`= ${answer}\n`),
    (error: unknown) => void process.stdout.write(`! ${wordsOf(error)}\n`),
  );
});
process.stdout.write('= here\n');

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name} ${error.cause instanceof Error ? error.cause.message : error.message}`;
}
