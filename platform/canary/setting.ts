// `<SOURCE>_CANARY`: what one known record of a source can be found by, as an operator writes it. It may be a person's: its faults
// name the place in the list, never what stands there.
import type { Identifier, LookupBy, LookupDeclaration } from '../connector';
import { normaliseEmail } from '../identity/email';
import { normalisePhone } from '../identity/phone';
import { parseRecordId } from '../record';

export interface CanarySetting {
  source: string;
  lookups: readonly LookupDeclaration[];
  /** Region for a number written without a country code. */
  phoneRegion: string | undefined;
}

const WAYS: readonly LookupBy[] = ['id', 'externalId', 'email', 'phone'];

/**
 * `email:ada@example.com,phone:+49…,id:hubspot:contact:501`, any of them, each at most once: as identifiers in the order in which they
 * are believed (`id` first), and every fault at once.
 */
export function parseCanary(text: string, setting: CanarySetting): { identifiers: Identifier[]; faults: string[] } {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const read = items.map((item) => readItem(item, setting));
  const identifiers = read.filter((one) => typeof one !== 'string');
  const faults = read.flatMap((one, index) => (typeof one === 'string' ? [`item ${index + 1} ${one}`] : []));
  const twice = WAYS.filter((by) => identifiers.filter((one) => one.by === by).length > 1);
  return {
    identifiers: WAYS.flatMap((by) => identifiers.find((one) => one.by === by) ?? []),
    faults: [...faults, ...twice.map((by) => `names two by ${by}: one record has one`)],
  };
}

/** The identifier, or what is wrong with it. */
function readItem(item: string, { source, lookups, phoneRegion }: CanarySetting): Identifier | string {
  const cut = item.indexOf(':');
  const by = WAYS.find((way) => way === item.slice(0, cut));
  if (by === undefined) return `begins with none of ${WAYS.map((way) => `${way}:`).join(', ')}`;
  const value = normalised(by, item.slice(cut + 1).trim(), phoneRegion);
  if (value === null) return `is no ${WORDS[by]}`;
  if (by === 'id' && parseRecordId(value)?.source !== source) return `is no record of ${source}: its id begins with ${source}:`;
  if (!lookups.some((lookup) => lookup.by === by)) return `cannot be looked up: ${source} finds nobody by ${by}`;
  return { by, value };
}

const WORDS: Record<LookupBy, string> = {
  id: 'record id, such as id:source:type:id',
  externalId: 'record id, such as externalId:source:type:id',
  email: 'email address',
  phone: 'phone number: use the international form',
};

function normalised(by: LookupBy, value: string, phoneRegion: string | undefined): string | null {
  if (by === 'email') return normaliseEmail(value);
  if (by === 'phone') return normalisePhone(value, phoneRegion)?.e164 ?? null;
  return parseRecordId(value) === null ? null : value;
}
