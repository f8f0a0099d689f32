// The cache's Lua scripts as commands of an ioredis client, typed. What they do is told where they are written, in lua/.
import type { Cluster, Redis, Result } from 'ioredis';
import { awaitedScript, extendScript, fillScript, releaseScript } from './lua/fill';
import { adoptScript, buryScript, forgetScript } from './lua/forget';
import { readScript } from './lua/read';

type Arguments = (string | number | Buffer)[];

declare module 'ioredis' {
  interface RedisCommander<Context> {
    /** Keys first, and how many they are before them; the same for all below. */
    cacheReadBuffer(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheFill(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheRelease(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheExtend(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheAwaited(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheForget(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheBury(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
    cacheAdopt(keyCount: number, ...rest: Arguments): Result<unknown, Context>;
  }
}

/** Lua that sets `now`: one clock for all processes. */
const redisClock = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
`;

/** Lua writes large numbers with an exponent. */
const prelude = `
local function int(number) return string.format('%.0f', number) end
`;

const bodies = {
  cacheRead: readScript,
  cacheFill: fillScript,
  cacheRelease: releaseScript,
  cacheExtend: extendScript,
  cacheAwaited: awaitedScript,
  cacheForget: forgetScript,
  cacheBury: buryScript,
  cacheAdopt: adoptScript,
};

/** The scripts' texts by command; `clock` is Lua that sets `now` in milliseconds. */
export function scriptTexts(clock: string = redisClock): [name: string, lua: string][] {
  return Object.entries(bodies).map(([name, body]) => [name, `${prelude}${clock}${body}`]);
}

/** The first use of each on a connection carries its text, later ones a hash of it. */
export function defineScripts(client: Redis | Cluster, texts: readonly [string, string][] = scriptTexts()): void {
  for (const [name, lua] of texts) client.defineCommand(name, { lua });
}
