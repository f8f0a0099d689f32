// The suites are what a stranger works against: each way to be wrong must turn them red, in words that say what to do.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

jest.setTimeout(120_000);

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** What the suite said of each fault. */
let said: Map<string, string>;

beforeAll(async () => {
  const output = join(mkdtempSync(join(tmpdir(), 'suites-')), 'report.json');
  const args = ['--testMatch', '**/test/contracts/broken/suites.ts', '--json', `--outputFile=${output}`, '--silent'];
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [require.resolve('jest/bin/jest'), ...args], { cwd: join(__dirname, '..', '..') }, () => resolve());
  });
  const { testResults } = Report.parse(JSON.parse(readFileSync(output, 'utf8')));
  said = new Map();
  for (const { ancestorTitles, failureMessages } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    const [fault = ''] = ancestorTitles;
    said.set(fault, [said.get(fault) ?? '', ...failureMessages].join('\n'));
  }
});

it.each([
  ['the vendor’s order', 'keep the order of the keys'],
  ['answers left out', 'Answer every key, in the order of the keys.'],
  ['null for nobody', 'is unknown to the source and must be answered with [], not with null'],
  ['one key a request', '120 keys cost 120 requests, not 2: cut them into calls of as many as the vendor takes'],
  ['a swallowed failure', 'An empty answer of a source that failed is a lie.'],
  ['an error of its own', 'TypeError ("oh") instead of an UpstreamError'],
  ['an invented field', 'nickname is no field of the contract'],
  ['an address as it was typed', 'emails.0.value'],
  ['requests nobody hears of', 'Every request must go through the client that `connect` is given'],
])('a connector with %s is told so', (fault, words) => {
  expect(said.get(fault)).toContain(words);
});
