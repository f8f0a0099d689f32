// What the command line says.
import { parseArgs } from 'node:util';
import { gateways, type Gateway } from './gateways';
import { graphs } from './graphs/all';
import type { Graph } from './graphs/graph';

export interface Options {
  rounds: number;
  seconds: number;
  gateways: readonly Gateway[];
  graphs: readonly Graph[];
  /** Milliseconds that each subgraph waits in the delayed part; 0 leaves it out. */
  delayMs: number;
  /** Distinct operations in that part; 0 leaves it out. */
  distinct: number;
}

export const USAGE = `npm run bench:gateway -- [--rounds 5] [--seconds 5] [--only ${gateways.map(({ name }) => name).join(',')}]
                         [--operation ${graphs.map(({ name }) => name).join(',')}] [--delay 50] [--distinct 10000]
--delay 0 and --distinct 0 leave those parts out.`;

/** Throws an Error for people to read. */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const options = { rounds: text, seconds: text, only: text, operation: text, delay: text, distinct: text };
  const { values } = parseArgs({ args, options });
  return {
    rounds: numberOf('--rounds', values.rounds ?? '5', 1),
    seconds: numberOf('--seconds', values.seconds ?? '5', 1),
    gateways: chosenOf('--only', gateways, values.only),
    graphs: chosenOf('--operation', graphs, values.operation),
    delayMs: numberOf('--delay', values.delay ?? '50', 0),
    distinct: numberOf('--distinct', values.distinct ?? '10000', 0),
  };
}

function numberOf(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`${option} takes a whole number from ${least}, not ${text}`);
  return value;
}

function chosenOf<T extends { name: string }>(option: string, all: readonly T[], names: string | undefined): readonly T[] {
  if (names === undefined) return all;
  const chosen = names.split(',');
  const unknown = chosen.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`${option} knows ${all.map(({ name }) => name).join(', ')}, not ${unknown.join(', ')}`);
  return all.filter(({ name }) => chosen.includes(name));
}
