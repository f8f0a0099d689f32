// What is written: the real RT and the pretend one are sent the same, the one after the other, and must answer alike, by their status and
// in their words; then the connector acts in the real one. The last check: it leaves a ticket and a name behind.
import { isDeepStrictEqual } from 'node:util';
import { bindActions, type ActionResult } from '../../../platform/actions/offer';
import { createHttpFactory } from '../../../platform/http/factory';
import { startRequestTracker as startPretendOne } from '../../../sandbox/vendors/request-tracker/server';
import { supportActions } from '../../../subgraphs/support/actions';
import { requestTracker } from '../../../subgraphs/support/vendors/request-tracker';
import { smallWorld } from '../../sandbox/support/small-world';
import { testCall } from '../../support/call';
import { mirror } from './mirror';
import { ask, type Answer } from './rest';
import type { RealRequestTracker } from './start';

interface Told {
  name: string;
  answer: Answer;
}

/** One line a thing that is otherwise than it should be. */
export async function checkWrites(real: RealRequestTracker): Promise<string[]> {
  const world = { ...smallWorld(), requestTracker: await mirror(real) };
  const rights = { modifyTicket: false };
  const few = { adminUsers: false, seeGroups: false, commentOnTicket: false, modifyTicket: false, deleteTicket: false };
  const full = await startPretendOne({ world, port: 0, token: real.token, rights });
  const narrow = await startPretendOne({ world, port: 0, token: real.narrowToken, user: 'customer-graph-narrow', rights: few });
  try {
    const [theirs, ours] = [await write(real, real.url, real.url), await write(real, full.url, narrow.url)];
    const differences = theirs.flatMap(({ name, answer }, index) =>
      isDeepStrictEqual(answer, ours[index]?.answer)
        ? []
        : [`${name}: RT answers ${JSON.stringify(answer)}, the pretend one ${JSON.stringify(ours[index]?.answer)}`],
    );
    return [...differences, ...(await checkActions(real))];
  } finally {
    await Promise.all([full.stop(), narrow.stop()]);
  }
}

/** Every write there is, and how each is refused. The pretend ones of two accounts know nothing of each other. */
async function write(real: RealRequestTracker, url: string, narrowUrl: string): Promise<Told[]> {
  const [[, user = 0] = [], [taken = ''] = []] = [...real.filled.users];
  const told: Told[] = [];
  let ticket = '';
  const send = async (name: string, method: string, path: string, body?: unknown, by: 'full' | 'narrow' = 'full'): Promise<Answer> => {
    const [to, token] = by === 'full' ? [url, real.token] : [narrowUrl, real.narrowToken];
    const answer = await ask(to, { method, path, body, authorization: `token ${token}` });
    const text = JSON.stringify(answer.body).replaceAll(to, '');
    // Each has its own number for what was made.
    const numbered = ticket === '' ? text : text.replaceAll(new RegExp(`\\b${ticket}\\b`, 'g'), '0');
    told.push({ name: `${name}, ${by}`, answer: { ...answer, body: JSON.parse(numbered) } });
    return answer;
  };
  const words = { Content: 'Words', ContentType: 'text/plain' };
  const first = [...real.filled.tickets.values()][0]?.[0] ?? 0;

  await send('no queue', 'POST', '/ticket', { Subject: 'x' });
  await send('no object', 'POST', '/ticket', []);
  await send('a queue that there is not', 'POST', '/ticket', { Queue: 'Nowhere' });
  const made = await ask(url, {
    ...{ method: 'POST', path: '/ticket', authorization: `token ${real.token}` },
    body: { Queue: 'General', Subject: 'Made', Requestor: String(user), Priority: 50, ...words },
  });
  ticket = typeof made.body === 'object' && made.body !== null && 'id' in made.body ? String(made.body.id) : '';
  told.push({ name: 'a ticket', answer: { ...made, body: ticket !== '' } });
  const fields = 'id,Subject,Status,Priority,Requestor';
  const mine = `Requestor.id SHALLOW = ${user} AND Creator = '__CurrentUser__'`;
  await send('what this account made', 'GET', `/tickets?${new URLSearchParams({ query: mine, fields, 'fields[Requestor]': 'id' })}`);
  await send('a comment', 'POST', `/ticket/${ticket}/comment`, words);
  await send('a comment without a type', 'POST', `/ticket/${ticket}/comment`, { Content: 'Words' });
  await send('a comment on nothing', 'POST', '/ticket/99999/comment', words);
  await send('a comment', 'POST', `/ticket/${first}/comment`, words, 'narrow');
  await send('an answer', 'POST', `/ticket/${ticket}/correspond`, words);
  await send('another number', 'PUT', `/ticket/${ticket}`, { Priority: 60 });
  await send('no status', 'PUT', `/ticket/${ticket}`, { Status: 'nonsense' });
  await send('deletion', 'PUT', `/ticket/${first}`, { Status: 'deleted' }, 'narrow');
  await send('deletion', 'DELETE', `/ticket/${first}`, undefined, 'narrow');
  await send('deletion', 'PUT', `/ticket/${ticket}`, { Status: 'deleted' });
  await send('deletion once more', 'PUT', `/ticket/${ticket}`, { Status: 'deleted' });
  await send('deletion once more', 'DELETE', `/ticket/${ticket}`);
  await send('a deleted one', 'GET', `/tickets?query=id%3D${ticket}`);
  await send('a change of nothing', 'PUT', '/ticket/99999', { Status: 'deleted' });
  await send('a name', 'PUT', `/user/${user}`, { RealName: 'Somebody' });
  await send('the same name', 'PUT', `/user/${user}`, { RealName: 'Somebody' });
  await send('an address of somebody else', 'PUT', `/user/${user}`, { EmailAddress: taken.toUpperCase() });
  await send('no address', 'PUT', `/user/${user}`, { EmailAddress: 'nonsense' });
  await send('a name', 'PUT', `/user/${user}`, { RealName: 'Nobody' }, 'narrow');
  await send('a name of nobody', 'PUT', '/user/99999', { RealName: 'Nobody' });
  return told;
}

async function checkActions(real: RealRequestTracker): Promise<string[]> {
  const http = createHttpFactory({ source: 'request-tracker', timeoutMs: 30_000, connections: 4 });
  const settings = requestTracker.settings.parse({ URL: real.url, TOKEN: real.token });
  const connector = await requestTracker.start({ source: 'request-tracker', settings, http, phoneRegion: 'DE', customPaths: [] });
  const offered = bindActions(supportActions, connector.actions);
  const faults: string[] = [];
  async function twice(action: string, input: object): Promise<ActionResult> {
    const ask = async (dryRun: boolean) => {
      const parsed = offered.get(action)?.parse(input);
      if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} takes no such input`);
      return parsed.perform({ ...testCall(), key: 'real', dryRun });
    };
    const results = [await ask(true), await ask(false), await ask(false)];
    const outcomes = results.map(({ outcome }) => outcome).join(', ');
    if (outcomes !== 'would, done, already') faults.push(`${action} on the real one is ${outcomes}`);
    return results[1] ?? { outcome: 'would', record: null, undo: null };
  }
  try {
    const record = `request-tracker:user:${[...real.filled.users.values()][1] ?? 0}`;
    const before = await connector.changes?.(null, testCall());
    const { undo } = await twice('createTicket', { record, subject: 'A thing', body: 'It is broken — ümlaut', priority: 'HIGH' });
    const ticket = undo?.input['ticket'];
    await twice('addComment', { ticket, text: 'What the staff reads — ümlaut', ref: record });
    await twice('updateRequester', { record, name: 'Somebody New', phone: '+49301112233', email: 'somebody.new@example.com' });
    const seen = await connector.changes?.(before?.cursor ?? null, testCall());
    const told = new Set(seen?.events.filter(({ records }) => records.includes(record)).map(({ type }) => type));
    for (const type of ['support.ticket.created', 'support.ticket.updated', 'support.user.updated']) {
      if (!told.has(type)) faults.push(`what was written is not among the changes: ${type}`);
    }
    await twice('deleteTicket', { ticket });
    return faults;
  } finally {
    await connector.close?.();
  }
}
