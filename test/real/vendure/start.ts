// Starts a real Vendure on loopback, filled with people, in a process of its own that ends with this one. Its packages are no part of
// the product: `npm ci` in this folder first. The database is in its memory, so that nothing of it is left when it ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ShopPeople } from './people';

const HERE = __dirname;
const USERNAME = 'superadmin';
const PASSWORD = 'a-real-vendure';
const YEAR_MS = 31_536_000_000;
/** Half a thousand people take minutes on a slow machine. */
const READY_WITHIN_MS = 1_200_000;
const STOP_WITHIN_MS = 10_000;

export interface RealVendureOptions {
  people: ShopPeople;
  /** Where the people are written to; made where it is missing. */
  folder: string;
  /** After so many milliseconds without a request a session ends; Vendure's own year when absent. */
  sessionMs?: number;
}

export interface RealVendure {
  /** Of the Admin API. */
  url: string;
  username: string;
  password: string;
  pid: number;
  /** Milliseconds from nothing to an empty shop, and from that to a full one; MiB when it was full. */
  figures: Figures;
  /** Ends it; safe to call twice. */
  stop(): Promise<void>;
}

const Ready = z.object({ ready: z.literal(true), startMs: z.number(), fillMs: z.number(), memoryMb: z.number() });
export type Figures = Omit<z.infer<typeof Ready>, 'ready'>;

/** Resolves when it is filled. Rejects with what it said where it ends before, or takes longer than twenty minutes. */
export async function startVendure({ people, folder, sessionMs = YEAR_MS }: RealVendureOptions): Promise<RealVendure> {
  if (!existsSync(join(HERE, 'node_modules', '@vendure', 'core'))) {
    throw new Error('Vendure is not installed: run `npm ci --prefix test/real/vendure`');
  }
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'vendure-people.json');
  await writeFile(file, JSON.stringify(people));
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', join(HERE, 'server', 'main.ts')], {
    env: {
      ...{ PATH: process.env['PATH'], VENDURE_DISABLE_TELEMETRY: 'true', APOLLO_TELEMETRY_DISABLED: '1' },
      ...{
        SHOP_PORT: String(port),
        SHOP_USERNAME: USERNAME,
        SHOP_PASSWORD: PASSWORD,
        SHOP_SESSION_MS: String(sessionMs),
        SHOP_PEOPLE: file,
      },
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  };
  const figures = await new Promise<Figures>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the real Vendure was not ready within twenty minutes')), READY_WITHIN_MS);
    const fail = (): void => reject(new Error(`the real Vendure ended before it was ready:\n${said}`));
    void ended.then(fail).finally(() => clearTimeout(timer));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = toReady(line);
      if (ready !== null) resolve(ready);
      else said += `${line}\n`;
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url: `http://127.0.0.1:${port}/admin-api`, username: USERNAME, password: PASSWORD, pid: child.pid ?? 0, figures, stop };
}

function toReady(line: string): Figures | null {
  if (!line.startsWith('{"ready"')) return null;
  const { startMs, fillMs, memoryMb } = Ready.parse(JSON.parse(line));
  return { startMs, fillMs, memoryMb };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
