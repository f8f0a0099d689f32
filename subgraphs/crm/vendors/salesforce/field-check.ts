// Holds the configured fields of contacts against the org, at start: a name that is none stops the start, an org that does not answer
// never does.
import { z } from 'zod';
import { ConfigError, UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { send, type SalesforceApi } from './api';
import { toCrosswalk, toParts, type SalesforceSettings } from './settings';

const Description = z.object({ fields: z.array(z.object({ name: z.string() })) });

/** Rejects with a ConfigError that names every field that contacts do not have, or the user may not read, by its place. */
export async function checkFields(api: SalesforceApi, { CUSTOM_FIELDS, EXTERNAL_ID }: SalesforceSettings): Promise<void> {
  const named = [
    ...toParts(CUSTOM_FIELDS).map((field, index) => ({ field, fault: `CUSTOM_FIELDS: its ${ordinal(index)} name` })),
    ...toCrosswalk(EXTERNAL_ID).map(({ field }, index) => ({ field, fault: `EXTERNAL_ID: the field of its ${ordinal(index)} entry` })),
  ];
  if (named.length === 0) return;
  const known = await fieldNames(api);
  if (known === null) return;
  const prefix = `${api.source.toUpperCase().replaceAll('-', '_')}_`;
  const faults = named
    .filter(({ field }) => !known.has(field.toLowerCase()))
    .map(({ fault }) => `${prefix}${fault} is no field of Contact that this user can read`);
  if (faults.length > 0) throw new ConfigError(faults);
}

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-describe.html; null = the org cannot be asked now. */
async function fieldNames(api: SalesforceApi): Promise<Set<string> | null> {
  // Nobody waits for it but the start.
  const call: Call = { signal: new AbortController().signal, sent: () => undefined };
  try {
    const { fields } = await send(api, { path: '/sobjects/Contact/describe', reply: Description }, call);
    return new Set(fields.map(({ name }) => name.toLowerCase()));
  } catch (error) {
    if (error instanceof UpstreamError) return null;
    throw error;
  }
}

function ordinal(index: number): string {
  const place = index + 1;
  return `${place}${place === 1 ? 'st' : place === 2 ? 'nd' : place === 3 ? 'rd' : 'th'}`;
}
