// The suites are what a stranger works against: each way to be wrong must turn them red, in words that say what to do.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { acmeDesk } from '../../commands/new-connector/templates/support';
import { UpstreamError } from '../../platform/errors';
import { startConnector } from '../support/vendor-server';
import { expectUnsupported } from './words';

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
  ['null for nobody', 'is unknown to the source, as far as the test says in `held`, and must be answered with [], not with null'],
  ['one key a request', '120 keys cost 120 requests, not 2: cut them into calls of as many as the vendor takes'],
  ['a swallowed failure', 'An empty answer of a source that failed is a lie.'],
  ['an error of its own', 'TypeError ("oh") instead of an UpstreamError'],
  ['an invented field', 'nickname is no field of the contract'],
  ['an address as it was typed', 'emails.0.value'],
  ['requests nobody hears of', 'Every request must go through the client that `connect` is given'],
  ['nobody found', '{"by":"email","value":"bert@example.com"}, was answered otherwise than the test says'],
  ['a look-up too many', 'the connector declares email, externalId, id, phone, and `held` of the test has email, id, phone'],
  ['no way to tell', "Where the vendor has none, the test says 'unsupported'."],
])('a connector with %s is told so', (fault, words) => {
  expect(said.get(fault)).toContain(words);
});

it('a connector that answers what its test calls unsupported is told so', () => {
  expect(() => expectUnsupported('comments', [[]], 0)).toThrow("the test says 'unsupported', and the connector answers ([])");
  const nothing = new UpstreamError('acme-desk', 'UPSTREAM_UNSUPPORTED');
  expect(() => expectUnsupported('comments', [nothing], 1)).toThrow('and sent 1 requests');
  expect(() => expectUnsupported('comments', [nothing], 0)).not.toThrow();
});

it('a test that gives a connector other settings than it has is told so', async () => {
  await expect(startConnector(acmeDesk, { KEY: 'x' })).rejects.toThrow(
    /^acme-desk does not start with the settings that its test gives to startConnector \(KEY\): URL: .*; TOKEN: /,
  );
});
