// `npm run test:comings -- --cycles 10000`: so many subscribers come and go over each transport; prints what is held before and after, and
// ends with 1 where anything was left behind. (process-integration, check 15)
import { parseArgs } from 'node:util';
import { growthOf, openComings, TRANSPORTS } from './comings';

/** Of code that was compiled and buffers that were kept; below a kilobyte for each of ten thousand. */
const MOST_MIB = 8;
/** Before the base line is drawn: caches fill, code is compiled. */
const WARM_UP = 1_000;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { cycles: { type: 'string', default: '10000' } } });
  const comings = await openComings();
  try {
    for (const transport of TRANSPORTS) {
      await comings.cycles(transport, WARM_UP);
      const before = await comings.held();
      const start = performance.now();
      const { answered } = await comings.cycles(transport, Number(values.cycles));
      const seconds = (performance.now() - start) / 1_000;
      const after = await comings.held();
      const growth = growthOf(before, after, MOST_MIB);
      console.log(`before  ${JSON.stringify(before)}\nafter   ${JSON.stringify(after)}`);
      const text = `${transport}: ${values.cycles} came and went in ${seconds.toFixed(0)} s, ${answered} with an answer; left: ${growth.join('; ') || 'nothing'}`;
      console.log(`${growth.length === 0 ? 'ok    ' : 'MISSED'}  ${text}`);
      if (growth.length > 0) process.exitCode = 1;
    }
  } finally {
    await comings.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
