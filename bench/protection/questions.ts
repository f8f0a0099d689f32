// What a warm ready question costs the gateway in processor time, held against the same question answered by a program written by hand in
// the same run: at most three times as much. By hand means by-hand/main.ts, which is all that it says; its `data` is the gateway's, or the
// run fails. Lists are told apart and not judged: they answer for many customers.
import { readQuestions, type Question } from '../../gateway/explorer/questions';
import type { Sandbox } from '../../sandbox/sandbox';
import { organisationToTry } from '../../sandbox/world/organisation-to-try';
import { SANDBOX_SOURCES } from '../../test/support/graph';
import { cpuMs } from '../gateway/cpu';
import { median } from '../gateway/figures';
import { nextId } from '../gateway/identified';
import { openWire, prepare, type Prepared, type Wire } from '../gateway/wire';
import { startByHand } from './by-hand/program';
import { firstDifference } from './same-data';
import { judged, startGateway, VENDORS, type Gateway } from './stage';

/** Both are compiled by then. */
const WARM_UP = 500;
const ROUNDS = 5;
/** The kernel counts in ticks of 10 ms: a round is as many answers as cost this much. */
const ROUND_CPU_MS = 250;
const BETWEEN_LOOKS = 25;
const UNJUDGED_ANSWERS = 50;
const MOST_TIMES = 3;
const LISTS = /customers\(|edges|overdueCustomers|segmentMembers|opportunitiesClosing|customersWithOpenTickets|searchCustomers/;
/** What there is nothing to write by hand of. */
const NOT_BY_HAND: Readonly<Record<string, string>> = {
  WhichSystemsAreConnected: 'it tells of the gateway itself: its canaries, its cache, what is left of its quotas',
};
/** As `npm run gateway` has it. */
const FLAGS = { NODE_OPTIONS: '--max-semi-space-size=64' };

interface Contender {
  program: Gateway;
  wire: Wire;
}

export async function benchQuestions(sandbox: Sandbox): Promise<void> {
  const questions = await readQuestions({
    ...{ id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' },
    audience: `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id ?? ''}`,
    organization: organisationToTry(sandbox.world) ?? '',
  });
  const open: Contender[] = [];
  const openOne = async (program: Gateway): Promise<Contender> => {
    const contender = { program, wire: await openWire(program.url) };
    open.push(contender);
    return contender;
  };
  try {
    const gateway = await openOne(await startGateway({ ...sandbox.env, ...FLAGS }));
    const byHand = await openOne(await startByHand({ ...SANDBOX_SOURCES, ...sandbox.env, ...FLAGS }));
    console.log(
      `\nProcessor time of a warm answer: the gateway, and the same by hand (median of ${ROUNDS} rounds in turns, after ${WARM_UP} answers)`,
    );
    for (const question of questions) {
      if (LISTS.test(question.query)) continue;
      const reason = NOT_BY_HAND[question.name];
      if (reason === undefined) await compare(question, gateway, byHand, sandbox);
      else await tell(question, gateway, `; not written by hand: ${reason}`);
    }
    console.log('  lists, not judged');
    for (const question of questions) if (LISTS.test(question.query)) await tell(question, gateway, '');
  } finally {
    for (const { program, wire } of open) {
      wire.close();
      await program.stop();
    }
  }
}

async function compare(question: Question, gateway: Contender, byHand: Contender, sandbox: Sandbox): Promise<void> {
  const [ours, theirs] = [requestOf(question, gateway), requestOf(question, byHand)];
  // The first answers are read live, and both warm ones are to be the same.
  let bodies: readonly [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  for (let turn = 0; turn < WARM_UP; turn += 1) bodies = [await send(gateway, ours), await send(byHand, theirs)];
  const difference = firstDifference(...bodies);
  if (difference !== null) throw new Error(`${question.name} is not answered alike: ${difference}`);

  const rounds: { ourMs: number; byHandMs: number }[] = [];
  const calls = { ours: 0, theirs: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ourRound = await measure(gateway, ours, sandbox);
    const theirRound = await measure(byHand, theirs, sandbox);
    rounds.push({ ourMs: ourRound.ms, byHandMs: theirRound.ms });
    [calls.ours, calls.theirs] = [ourRound.calls, theirRound.calls];
  }
  const ratios = rounds.map(({ ourMs, byHandMs }) => ourMs / byHandMs);
  const times = median(ratios);
  const [ourMs, byHandMs] = [median(rounds.map((one) => one.ourMs)), median(rounds.map((one) => one.byHandMs))];
  // Early refreshes, which are nobody's, come to a hundredth of a call.
  const called = calls.ours < 1 ? '' : `; ${calls.ours.toFixed(1)} and ${calls.theirs.toFixed(1)} calls of vendors`;
  judged(
    `${question.name.padEnd(24)} ${shown(ourMs)} ms, by hand ${shown(byHandMs)} ms: ${times.toFixed(1)} times ` +
      `(${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}), at most ${MOST_TIMES}${called}`,
    times <= MOST_TIMES,
  );
}

/** Mean of a round. */
async function measure(contender: Contender, request: Prepared, sandbox: Sandbox): Promise<{ ms: number; calls: number }> {
  for (const vendor of VENDORS) sandbox[vendor].resetCalls();
  const { pid } = contender.program;
  const before = cpuMs(pid);
  let [spent, answers] = [0, 0];
  while (spent < ROUND_CPU_MS) {
    for (let turn = 0; turn < BETWEEN_LOOKS; turn += 1) await send(contender, request);
    answers += BETWEEN_LOOKS;
    spent = cpuMs(pid) - before;
  }
  return { ms: spent / answers, calls: VENDORS.reduce((sum, vendor) => sum + sandbox[vendor].calls().length, 0) / answers };
}

async function tell(question: Question, gateway: Contender, why: string): Promise<void> {
  const request = requestOf(question, gateway);
  for (let turn = 0; turn < UNJUDGED_ANSWERS; turn += 1) await send(gateway, request);
  const before = cpuMs(gateway.program.pid);
  let bytes = 0;
  for (let turn = 0; turn < UNJUDGED_ANSWERS; turn += 1) bytes = (await send(gateway, request)).length;
  const ms = (cpuMs(gateway.program.pid) - before) / UNJUDGED_ANSWERS;
  console.log(`          ${question.name.padEnd(24)} ${shown(ms)} ms, ${String(bytes).padStart(6)} bytes${why}`);
}

async function send({ wire }: Contender, request: Prepared): Promise<Buffer> {
  const { status, body } = await wire.send(request, nextId());
  if (status !== 200) throw new Error(`answered ${status}: ${body.toString().slice(0, 300)}`);
  return body;
}

function requestOf({ name, query, variables }: Question, { program }: Contender): Prepared {
  return prepare(`${program.url}/graphql`, JSON.stringify({ operationName: name, query, variables }));
}

function shown(ms: number): string {
  return ms.toFixed(2).padStart(6);
}
