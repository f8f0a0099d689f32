// Holds the configured fields of contacts against the org, at start: a name that is none stops the start, an org that does not answer
// never does.
import { ConfigError, UpstreamError } from '../../../../platform/errors';
import type { Describe } from './fields';
import { toCrosswalk, toParts, type SalesforceSettings } from './settings';

/** Rejects with a ConfigError that names every field that contacts do not have, or the user may not read, by its place. */
export async function checkFields(source: string, describe: Describe, { CUSTOM_FIELDS, EXTERNAL_ID }: SalesforceSettings): Promise<void> {
  const named = [
    ...toParts(CUSTOM_FIELDS).map((field, index) => ({ field, fault: `CUSTOM_FIELDS: its ${ordinal(index)} name` })),
    ...toCrosswalk(EXTERNAL_ID).map(({ field }, index) => ({ field, fault: `EXTERNAL_ID: the field of its ${ordinal(index)} entry` })),
  ];
  if (named.length === 0) return;
  const known = await fieldNames(describe);
  if (known === null) return;
  const prefix = `${source.toUpperCase().replaceAll('-', '_')}_`;
  const faults = named
    .filter(({ field }) => !known.has(field.toLowerCase()))
    .map(({ fault }) => `${prefix}${fault} is no field of Contact that this user can read`);
  if (faults.length > 0) throw new ConfigError(faults);
}

/** null = the org cannot be asked now. */
async function fieldNames(describe: Describe): Promise<Set<string> | null> {
  try {
    // Nobody waits for it but the start.
    const names = await describe('Contact', { signal: new AbortController().signal, sent: () => undefined });
    return new Set(names.map((name) => name.toLowerCase()));
  } catch (error) {
    if (error instanceof UpstreamError) return null;
    throw error;
  }
}

function ordinal(index: number): string {
  const place = index + 1;
  return `${place}${place === 1 ? 'st' : place === 2 ? 'nd' : place === 3 ? 'rd' : 'th'}`;
}
