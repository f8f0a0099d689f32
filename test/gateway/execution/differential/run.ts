// `npm run test:differential -- [--n 100000] [--seed 7] [--graph shop] [--most 5] [--planner hive]`: as many random operations as wanted, up to so many
// differences; `--only 123`: the document of that number alone.
import { parseArgs } from 'node:util';
import { chosenPlanning } from '../chosen-planning';
import { describeFound, GRAPHS, runDifferential } from './differential';

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '5000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
      graph: { type: 'string' },
      most: { type: 'string', default: '1' },
      planner: { type: 'string' },
    },
  });
  const graphs = GRAPHS.filter(({ name }) => values.graph === undefined || name === values.graph);
  if (graphs.length === 0) {
    console.error(`There is no such graph. There are: ${GRAPHS.map(({ name }) => name).join(', ')}.`);
    return 1;
  }
  const seed = Number(values.seed);
  const planning = chosenPlanning(values.planner);
  const started = performance.now();
  const only = values.only === undefined ? {} : { only: Number(values.only) };
  const { tried, outages, exact, unplannable, refused, found } = await runDifferential({
    n: Number(values.n),
    seed,
    graphs,
    planning,
    most: Number(values.most),
    ...only,
  });
  for (const one of found) console.error(`${describeFound(one, seed)}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `seed ${seed}: ${tried} operations in ${seconds} s, ${outages} with a subgraph down (${exact} exact), ${unplannable} unplannable, ${refused} refused, ${found.length} differ`,
  );
  return found.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
