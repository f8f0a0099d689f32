// The built gateway as a process of its own, as anybody starts it: settings by environment, questions by HTTP.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDataFolder } from '../support/data-folder';

export interface GatewayProcess {
  /** Address of its GraphQL endpoint. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const MAIN = join(__dirname, '../../dist/gateway/main.js');
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 15_000;

/** Starts it on a free port with these variables and no others of ours; rejects, with what it said, when it does not get ready. */
export async function startGateway(env: Record<string, string>): Promise<GatewayProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    // Far from UTC: no date may depend on where the gateway runs.
    env: {
      PATH: process.env['PATH'] ?? '',
      TZ: 'Pacific/Auckland',
      LOG_LEVEL: 'warn',
      DATA_FOLDER: freshDataFolder(),
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  };
  const url = `http://127.0.0.1:${port}/graphql`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`the gateway did not get ready:\n${output}`);
    }
    await sleep(50);
  }
  return { url, pid: child.pid ?? 0, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
