// What HubSpot's contacts and companies can say, as paths of their raw records, and which of their properties to ask for: HubSpot
// answers no property that it was not asked for.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import type { RecordSource } from '../../../../platform/connector';
import type { HubspotApi } from './objects';

const PROPERTY_PATH = /^properties\.([^.]+)$/;

/** The properties among paths of raw records. */
export function propertiesIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => PROPERTY_PATH.exec(path)?.[1] ?? []);
}

const Properties = z.object({ results: z.array(z.object({ name: z.string() })) });

/**
 * Two calls. https://developers.hubspot.com/docs/api-reference/latest/crm/properties/get-properties: all of a type at once, without those
 * that were archived.
 */
export function fieldsOf({ http }: HubspotApi): NonNullable<RecordSource['fields']> {
  return async (call) => {
    const types = ['contacts', 'companies'].map((type) =>
      http.send({ method: 'GET', path: `/crm/v3/properties/${type}`, reply: Properties, call }),
    );
    const names = (await allOf(types)).flatMap(({ body }) => body.results.map(({ name }) => name));
    return ['id', 'createdAt', 'updatedAt', ...new Set(names.map((name) => `properties.${name}`))];
  };
}
