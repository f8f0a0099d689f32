// `npm run test:contracts -- --specs <folder> [--traffic <folder>]`: holds every request of the connectors and every answer of the
// sandbox against the vendors' own contracts, and lets the vendors' SDKs meet the sandbox. Without `--traffic` it runs the suites
// that speak to the sandbox itself, recording; with it, it judges what was recorded, by SANDBOX_TRAFFIC=<folder> npm test.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { JUDGED_ELSEWHERE } from './contracts';
import { EXPECTED } from './expected';
import { judgeTraffic, type Outcome } from './judging';
import { installStrangers, meetStrangers, STRANGERS } from './strangers';

const ROOT = resolve(__dirname, '../..');
const RECORDED = join(ROOT, '.cache', 'vendor-traffic');
/** The suites that speak to the sandbox. */
const SUITES = ['test/subgraphs/[^/]+/vendors', 'test/subgraphs/(billing|marketing)/', 'test/sandbox/vendors', 'test/journeys'];

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({ options: { specs: { type: 'string' }, traffic: { type: 'string' } } });
  if (values.specs === undefined || !existsSync(values.specs)) {
    console.error('Usage: npm run test:contracts -- --specs <folder of the published descriptions> [--traffic <recorded traffic>]');
    return 1;
  }
  const started = Date.now();
  const tally = { passed: 0, failed: 0 };
  const say = (fault: string | null, what: string): void => {
    tally[fault === null ? 'passed' : 'failed'] += 1;
    console.log(`  ${fault === null ? 'ok  ' : 'FAIL'}  ${what}${fault === null ? '' : `\n        ${fault}`}`);
  };

  await rm(RECORDED, { recursive: true, force: true });
  const ofStrangers = join(RECORDED, 'strangers');
  await mkdir(ofStrangers, { recursive: true });
  if (values.traffic === undefined) say(await runSuites(), 'The suites that speak to the sandbox pass');

  console.log('\nStrangers');
  await installStrangers();
  for (const { vendor, check, fault } of await meetStrangers(ofStrangers)) say(fault, `${vendor}: ${check}`);

  const traffic = [values.traffic === undefined ? RECORDED : resolve(values.traffic), ofStrangers];
  const judgingSince = Date.now();
  const outcome = await judgeTraffic({ specs: values.specs, traffic, expected: EXPECTED, strangers: STRANGERS });
  sayOutcome(outcome, say);
  console.log(
    `\n${outcome.exchanges} exchanges judged in ${seconds(judgingSince)} s, ${seconds(started)} s in all\n\n` +
      `${tally.passed} passed, ${tally.failed} failed`,
  );
  return tally.failed === 0 && outcome.exchanges > 0 ? 0 : 1;
}

type Say = (fault: string | null, what: string) => void;

function sayOutcome({ findings, seen }: Outcome, say: Say): void {
  const found = findings.list();
  for (const vendor of new Set([...seen.map((one) => one.vendor), ...found.map((one) => one.vendor)])) {
    console.log(`\n${vendor}`);
    const operations = new Set([...seen, ...found].filter((one) => one.vendor === vendor).map(({ operation }) => operation));
    for (const operation of operations) {
      const { asked = 0, answered = 0 } = seen.find((one) => one.vendor === vendor && one.operation === operation) ?? {};
      const faults = found.filter((one) => one.vendor === vendor && one.operation === operation);
      const lines = faults.map(({ side, where, what, times }) => `${side}${where === '' ? '' : ` ${where}`}: ${what} (${times}×)`);
      say(lines.length === 0 ? null : lines.join('\n        '), `${operation}: ${asked} asked by connectors, ${answered} answered`);
    }
  }
  console.log('\nNot judged here');
  for (const [vendor, reason] of Object.entries(JUDGED_ELSEWHERE)) console.log(`  --    ${vendor}: ${reason}`);
}

/** null = they pass. */
function runSuites(): Promise<string | null> {
  const child = spawn('npx', ['jest', ...SUITES], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, SANDBOX_TRAFFIC: RECORDED } });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => done(code === 0 ? null : 'some do not: their traffic is judged all the same'));
  });
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 100) / 10;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
