// `npm run doctor`: starts every configured source as the gateway would, tries each from end to end, and says in a line what is
// wrong and what to do. With `-- --json` for programs. Ends with 1 where there is a fault. Writes nothing anywhere.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEnvReader } from '../platform/env';
import { ConfigError } from '../platform/errors';
import { silentLog } from '../platform/log';
import { projectFolder } from '../platform/project-folder';
import { readStateSettings } from '../platform/state/settings';
import { deploy, type Deployment } from '../platform/subgraph/deployment';
import { subgraphs } from '../subgraphs/index';
import { toText, type Line } from './doctor/line';
import { elsewhereLine } from './doctor/elsewhere';
import { toLines } from './doctor/source-lines';
import { redisLine, stateLine } from './doctor/store-lines';
import { wordsForPeople } from './words';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const lines: Line[] = [];
  const say = (line: Line): void => {
    // A source that serves several domains is the same in each.
    if (lines.some((other) => toText(other) === toText(line))) return;
    lines.push(line);
    if (!values.json) process.stdout.write(`${toText(line)}\n`);
  };

  const env = createEnvReader();
  const state = readStateSettings(env);
  // The customer subgraph has no source, and would read the state.
  const domains = subgraphs.filter(({ name }) => name !== 'customer');
  const deployment = await deploy(domains, { env, log: silentLog, schemaFolder: join(projectFolder(), 'schema') });
  try {
    const configuration = configurationLines(env);
    configuration.forEach(say);
    const isRead = configuration.every(({ state }) => state === 'ok');
    await sourceLines(deployment, isRead, say);
    say(await redisLine(deployment.cache));
    say(await stateLine(state));
  } finally {
    await deployment.close();
  }
  const faults = lines.filter((line) => line.state === 'fault').length;
  if (values.json) process.stdout.write(`${JSON.stringify({ ok: faults === 0, lines }, null, 2)}\n`);
  else process.stdout.write(faults === 0 ? 'No fault.\n' : `${faults === 1 ? 'One fault' : `${faults} faults`}.\n`);
  process.exitCode = faults === 0 ? 0 : 1;
}

function configurationLines(env: ReturnType<typeof createEnvReader>): Line[] {
  try {
    env.check();
    return [{ state: 'ok', subject: 'configuration', says: 'has no fault in what sources, cache and state read', todo: null }];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault): Line => ({ state: 'fault', subject: 'configuration', says: fault, todo: null }));
  }
}

/** `isRead` = what is configured has no fault, which could be why there is no source. */
async function sourceLines({ running, links }: Deployment, isRead: boolean, say: (line: Line) => void): Promise<void> {
  const here = new Set(running.map(({ name }) => name));
  // Side by side; each is told when it is done with.
  const examined = await Promise.all(
    running.map(async ({ examine }) => {
      const examinations = (await examine?.()) ?? [];
      examinations.flatMap(toLines).forEach(say);
      return examinations.length;
    }),
  );
  const elsewhere = [...links.values()].filter(({ name }) => !here.has(name));
  for (const line of await Promise.all(elsewhere.map(elsewhereLine))) say(line);
  if (isRead && elsewhere.length === 0 && examined.every((count) => count === 0)) {
    say({
      state: 'fault',
      subject: 'configuration',
      says: 'names no source',
      todo: 'Set CRM_SOURCES and the like: README, "Connect your systems"',
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
});
