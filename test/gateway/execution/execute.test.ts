// How steps are walked: in which order, and each question of several fetches once.
import { setTimeout as sleep } from 'node:timers/promises';
import { walk } from '../../../gateway/execution/execute';
import { parseFetch, rootQuestion, type Question } from '../../../gateway/execution/question';
import type { Step } from '../../../gateway/execution/steps';
import { fetchNode, journeyOver } from './given-graph';

const question = (key: string, shared = false): Question => ({
  ...rootQuestion(parseFetch({ ...fetchNode, operation: `{${key}}` })),
  shared,
});
const step = (key: string): Step => ({ kind: 'ask', question: question(key) });

/** When each text was sent and answered. */
async function walked(steps: Step, variables: Record<string, unknown> = {}): Promise<string[]> {
  const lines: string[] = [];
  const answer = async ({ query }: { query: string }) => {
    lines.push(`> ${query}`);
    await sleep(5);
    lines.push(`< ${query}`);
    return { data: {} };
  };
  await walk(steps, journeyOver({}, answer, { variables }).journey);
  return lines;
}

test('a sequence is walked one after the other, what is parallel at once', async () => {
  expect(await walked({ kind: 'sequence', steps: [step('a'), step('b')] })).toEqual(['> {a}', '< {a}', '> {b}', '< {b}']);
  expect(await walked({ kind: 'parallel', steps: [step('a'), step('b')] })).toEqual(['> {a}', '> {b}', '< {a}', '< {b}']);
});

test.each([
  [{ v: true }, ['> {a}', '< {a}']],
  [{ v: false }, []],
  [{}, []],
])('a condition with %j', async (variables, lines) => {
  expect(await walked({ kind: 'condition', variable: 'v', then: step('a'), otherwise: null }, variables)).toEqual(lines);
  const other = await walked({ kind: 'condition', variable: 'v', then: null, otherwise: step('a') }, variables);
  expect(other).toHaveLength(2 - lines.length);
});

test('a question that several fetches became is sent once, and all wait for it', async () => {
  const shared: Step = { kind: 'ask', question: question('s', true) };
  const steps: Step = {
    kind: 'parallel',
    steps: [
      { kind: 'sequence', steps: [shared, step('a')] },
      { kind: 'sequence', steps: [shared, step('b')] },
    ],
  };
  expect(await walked(steps)).toEqual(['> {s}', '< {s}', '> {a}', '> {b}', '< {a}', '< {b}']);
  // Of another request it is another answer.
  expect(await walked(steps)).toHaveLength(6);
});
