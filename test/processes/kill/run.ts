// `npm run test:kill -- --rounds 200`: rounds of kill -9 over all steps and compensations; prints what came of them, exit code 1 where
// anything did that must not.
import { parseArgs } from 'node:util';
import { killRounds } from './rounds';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
  const result = await killRounds(Number(values.rounds), (line) => void process.stdout.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (result.wrong.length + result.repeated.length + result.doubled.length > 0) process.exitCode = 1;
}

void main();
