// `tsx test/real/request-tracker/run.ts [people]`: starts a real Request Tracker filled with invented people (60 when not given), holds
// the pretend one to it, lets the connector read it and act in it, and prints what it cost. `npm run test:real` does the same with the other systems.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConformance } from './conformance';
import { checkConnector } from './connector';
import { inventPeople } from './people';
import { startRequestTracker } from './start';
import { checkWrites } from './writes';

async function main(): Promise<0 | 1> {
  const people = inventPeople(Number(process.argv[2] ?? 60));
  const folder = await mkdtemp(join(tmpdir(), 'request-tracker-'));
  try {
    const real = await startRequestTracker({ people, folder });
    try {
      console.log('Request Tracker:', JSON.stringify(real.figures));
      const { asked, faults } = await checkConformance(real);
      console.log(`Conformance: ${asked} questions, ${faults.length} answered differently`);
      const wrong = await checkConnector(real, people);
      const written = await checkWrites(real);
      console.log(`Connector: ${wrong.lines.join('; ')}`);
      for (const fault of [...faults, ...wrong.faults, ...written]) console.log(`  - ${fault}`);
      return faults.length + wrong.faults.length + written.length === 0 ? 0 : 1;
    } finally {
      await real.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
