// The command, as docs/processes.md shows it: its lines run, its mutation answers, its diagrams are those of the shipped processes.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED } from '../../processes/flows/shipped';
import { toMermaid } from '../../processes/workflows/diagram';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { freshDataFolder } from '../support/data-folder';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { startProgram } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(120_000);

const TEXT = readFileSync(join(__dirname, '..', '..', 'docs', 'processes.md'), 'utf8');
const blocks = (kind: string): string[] =>
  [...TEXT.matchAll(new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

let sandbox: Sandbox;
let graph: Graph;
const dataFolder = freshDataFolder();

beforeAll(async () => {
  sandbox = await startSandbox({ people: 300, postgres: false, limits: 'off' });
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', DATA_FOLDER: dataFolder, PROCESSES: 'on' };
  graph = await startGraph(env, 'in process');
  // The database and the engine are made in the background.
  await until(async () => (await graph.ask('{ processes { name } }')).errors === undefined, 60_000);
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

it('shows the diagrams of the shipped processes', () => {
  const all = SHIPPED.map(toMermaid);
  expect(blocks('mermaid')).toHaveLength(5);
  for (const block of blocks('mermaid')) expect(all).toContain(block);
});

it('names commands that work', async () => {
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(commands).toHaveLength(5);
  for (const command of commands) {
    const args = command.replace('npm run -s workflows -- ', '').split(' ');
    const program = startProgram('commands/workflows.js', { args, env: { GATEWAY_URL: graph.url } });
    expect([command, await program.ended, program.stderr()]).toEqual([command, 0, '']);
  }
});

it('shows a mutation that answers', async () => {
  const [text = ''] = blocks('graphql');
  const { data, errors } = await graph.ask<{ updateContact: { id: string; steps: object[] } }>(text);
  expect(errors).toBeUndefined();
  expect(data.updateContact.id).toBe('dry-run');
  expect(data.updateContact.steps.length).toBeGreaterThan(0);
});
