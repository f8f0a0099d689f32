// `npm run bench:upstream [-- quota coalescing latency slow-vendor questions]`: what the protection between us and the vendors costs and
// saves; all parts where none is named. Each bar is printed with `ok` or `MISSED`; one that is missed ends it with 1. How many calls a
// question costs is `npm run bench`; what a hit of the cache costs, `npm run bench:cache`.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { benchCoalescing } from './coalescing';
import { benchLatency } from './latency';
import { benchQuestions } from './questions';
import { benchQuota } from './quota';
import { benchSlowVendor } from './slow-vendor';
import { missedBars } from './stage';

const PARTS: Readonly<Record<string, (sandbox: Sandbox) => Promise<void>>> = {
  quota: benchQuota,
  coalescing: benchCoalescing,
  latency: benchLatency,
  'slow-vendor': benchSlowVendor,
  questions: benchQuestions,
};

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  const sandbox = await startSandbox({ people: 1_500, postgres: false, limits: 'off' });
  try {
    for (const [name, part] of Object.entries(PARTS)) if (named.length === 0 || named.includes(name)) await part(sandbox);
  } finally {
    await sandbox.stop();
  }
  console.log(missedBars() === 0 ? '\nEvery bar is kept.' : `\n${missedBars()} bars are missed.`);
  process.exitCode = missedBars() === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
