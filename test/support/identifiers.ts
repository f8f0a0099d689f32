// Short ways to write identifiers, and to read a batch, in the tests of connectors.
import type { Identifier } from '../../platform/connector';

export function by(way: Identifier['by'], value: string): Identifier {
  return { by: way, value };
}

/** As many as asked for, each made from its index. */
export function many(count: number, make: (index: number) => Identifier): Identifier[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The values of a batch; throws the first Error in it. */
export async function valuesOf<T>(answers: Promise<readonly (T | Error)[]>): Promise<T[]> {
  return (await answers).map((answer) => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
}
