// `npm run workflows -- …`: what processes there are, what they did, and what to do about one that is stuck, for people at a terminal. A
// client of a running gateway like any other (GATEWAY_URL, GATEWAY_TOKEN): it sees and may do what the token's holder may.
import { z } from 'zod';
import { createEnvReader } from '../platform/env';
import { wordsForPeople } from './words';

const USAGE = [
  'Usage: npm run -s workflows -- list',
  'graph <process>',
  'test <workflow> <customer>   what it would do now',
  'runs [process]',
  'show|retry|cancel <operation>',
  'decide <operation> <choice>',
  'report',
].join('\n       npm run -s workflows -- ');

const SETTINGS = z.object({
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4000'),
  GATEWAY_TOKEN: z.string().optional(),
});

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const step = z.object({
  ...{ domain: z.string(), source: z.string(), action: z.string(), role: z.string(), attempts: z.number() },
  ...{ outcome: z.string().nullable(), error: z.string().nullable(), record: z.string().nullable() },
  compensation: z.object({ outcome: z.string().nullable(), error: z.string().nullable() }).nullable(),
});

const operation = z.object({
  ...{ id: z.string(), name: z.string(), state: z.string(), reason: z.string().nullable(), subject: z.string().nullable() },
  ...{ createdAt: z.string(), choices: z.array(z.string()), steps: z.array(step) },
});

const metrics = z.object({
  ...{ runs: z.number(), ended: z.number(), waiting: z.number(), meanAbsoluteDifference: z.number().nullable() },
  ...{ lagSeconds: z.number().nullable(), compensationRate: z.number().nullable() },
});

const known = z.object({ name: z.string(), kind: z.string(), about: z.string(), graph: z.string(), trigger: z.array(z.string()), metrics });

const OPERATION = `{ id name state reason subject createdAt choices
  steps { domain source action role attempts outcome error record compensation { outcome error } } }`;
const PROCESSES = `{ answer: processes { name kind about graph trigger
  metrics { runs ended waiting meanAbsoluteDifference lagSeconds compensationRate } } }`;

/** Of each subcommand: how many words follow it at least, the question, and how its answer is told. */
const COMMANDS: Readonly<Record<string, { words: number; query: string; tell(answer: unknown, words: readonly string[]): string }>> = {
  list: { words: 0, query: PROCESSES, tell: (given) => toLines(known.array().parse(given), ({ name, about }) => `${name}: ${about}`) },
  graph: {
    words: 1,
    query: PROCESSES,
    tell: (given, [wanted]) =>
      known
        .array()
        .parse(given)
        .find(({ name }) => name === wanted)?.graph ?? 'There is no process of that name.\n',
  },
  report: {
    words: 0,
    query: PROCESSES,
    tell: (given) => toLines(known.array().parse(given), (one) => `${one.name}: ${toWords(one.metrics)}`),
  },
  runs: {
    words: 0,
    query: `query ($a: String) { answer: operations(first: 50, name: $a) ${OPERATION} }`,
    tell: (given) =>
      toLines(operation.array().parse(given), ({ id, createdAt, name, state, reason }) =>
        [createdAt, id, name, state, reason ?? ''].join(' '),
      ),
  },
  test: {
    words: 2,
    query: `mutation ($a: String!, $b: ID!) { answer: runWorkflow(name: $a, customer: $b, dryRun: true) ${OPERATION} }`,
    tell: toStory,
  },
  show: { words: 1, query: `query ($a: ID!) { answer: operation(id: $a) ${OPERATION} }`, tell: toStory },
  retry: { words: 1, query: `mutation ($a: ID!) { answer: retryOperation(id: $a) ${OPERATION} }`, tell: toStory },
  cancel: { words: 1, query: `mutation ($a: ID!) { answer: cancelOperation(id: $a) ${OPERATION} }`, tell: toStory },
  decide: {
    words: 2,
    query: `mutation ($a: ID!, $b: String!) { answer: decideOperation(id: $a, choice: $b) ${OPERATION} }`,
    tell: toStory,
  },
};

function toLines<Item>(items: readonly Item[], tell: (item: Item) => string): string {
  return items.map((item) => `${tell(item).trimEnd()}\n`).join('');
}

function toStory(given: unknown): string {
  const parsed = operation.nullable().parse(given);
  if (parsed === null) return 'There is no operation of that id.\n';
  const { id, name, state, reason, subject, choices, steps } = parsed;
  const head = [id, name, subject ?? '', state, reason ?? '', choices.length > 0 ? `choose ${choices.join(' or ')}` : ''];
  return toLines([head, ...steps.map(toWordsOfStep)], (words) => words.filter((word) => word !== '').join(' '));
}

function toWordsOfStep({ domain, source, action, role, outcome, error, record, attempts, compensation }: z.infer<typeof step>): string[] {
  const back = compensation === null ? '' : `taken back: ${compensation.outcome ?? 'not yet'} ${compensation.error ?? ''}`.trimEnd();
  return [' ', `${domain}.${action}`, `in ${source}`, role, outcome ?? 'not done', error ?? '', record ?? '', `tried ${attempts}x`, back];
}

function toWords({ runs, ended, waiting, meanAbsoluteDifference, lagSeconds, compensationRate }: z.infer<typeof metrics>): string {
  const number = (value: number | null): string => (value === null ? 'none' : value.toFixed(2));
  const difference = `asked against done ${number(meanAbsoluteDifference)}`;
  return `${runs} runs, ${ended} ended, ${waiting} waiting, ${difference}, lag ${number(lagSeconds)} s, taken back ${number(compensationRate)}`;
}

async function main(): Promise<void> {
  const [name = '', ...words] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined || words.length < command.words || words.length > 2) throw new Error(USAGE);
  const env = createEnvReader();
  const settings = env.read(SETTINGS);
  env.check();
  if (settings === undefined) return;
  const { GATEWAY_URL: url, GATEWAY_TOKEN: token } = settings;
  const [a, b] = words;
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: command.query, variables: { a, b } }),
  }).catch(() => {
    throw new Error('the gateway is not reached: start it, or set GATEWAY_URL');
  });
  const { data, errors = [] } = answer.parse(await response.json());
  const [fault] = errors;
  if (fault !== undefined) throw new Error(fault.message);
  process.stdout.write(command.tell(data?.['answer'] ?? null, words));
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
