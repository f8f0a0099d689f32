// Of thousands of recorded answers, those that show something none before them showed: a field, a kind of value, a word. They are
// what is worth compiling.
import { isObject, type Json } from '../json';

export interface Sample {
  /** `customer`, `list of customer`, `error`. */
  kind: string;
  value: Json;
}

export interface Samples {
  note(answer: unknown): void;
  list(): readonly Sample[];
}

/** @returns none. */
export function createSamples(): Samples {
  const shown = new Map<string, Set<string>>();
  const kept: Sample[] = [];
  const keep = (kind: string, value: Json): void => {
    const known = shown.get(kind) ?? new Set();
    shown.set(kind, known);
    const fresh = featuresOf(value, '').filter((feature) => !known.has(feature));
    if (fresh.length === 0) return;
    for (const feature of fresh) known.add(feature);
    kept.push({ kind, value });
  };
  return {
    note(answer) {
      if (!isObject(answer)) return;
      const { object, data } = answer;
      if (isObject(answer['error'])) keep('error', answer);
      else if ((object === 'list' || object === 'search_result') && Array.isArray(data)) {
        const resources: readonly unknown[] = data;
        for (const one of resources) if (isObject(one)) keep(kindOf(one), one);
        const [first] = resources;
        if (isObject(first)) keep(`${object} of ${kindOf(first)}`, { ...answer, data: [] });
      } else keep(kindOf(answer), answer);
    },
    list: () => kept,
  };
}

function kindOf(resource: Json): string {
  return `${resource['deleted'] === true ? 'deleted ' : ''}${String(resource['object'])}`;
}

/** Paths with the kind of their value; of texts that may be words of an enum, the word. */
function featuresOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [`${path}=[]`, ...value.flatMap((one) => featuresOf(one, `${path}/*`))];
  if (isObject(value)) return [`${path}={}`, ...Object.entries(value).flatMap(([name, inner]) => featuresOf(inner, `${path}/${name}`))];
  const isWord = typeof value === 'string' && /^[a-z_]{2,40}$/.test(value);
  return [`${path}=${isWord ? value : value === null ? 'null' : typeof value}`];
}
