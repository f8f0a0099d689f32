// What an RT user can say, as paths of its raw record: RT's own fields and the house's custom ones. RT lists no field of a user that
// it was not asked for; of custom fields it lists all together, as far as the account may see them.
import { z } from 'zod';
import type { RecordSource } from '../../../../platform/connector';
import { readAll, type RequestTrackerApi } from './api';
import { FURTHER_FIELDS, USER_FIELDS } from './wire';

/** What is to be asked for, as REST 2 takes it: ours, and those of RT's that paths of raw records are. */
export function userFieldsFor(paths: readonly string[]): string {
  return [USER_FIELDS, ...FURTHER_FIELDS.filter((field) => paths.includes(field))].join(',');
}

const CustomField = z.object({ Name: z.string() });

/**
 * One call for every hundred custom fields; those that are disabled are left out. Without the right SeeCustomField RT shows none, with
 * records as here. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Custom-Fields: JSON search; users' are of the type RT::User.
 */
export function fieldsOf(api: RequestTrackerApi): NonNullable<RecordSource['fields']> {
  const own = [...USER_FIELDS.split(','), ...FURTHER_FIELDS].filter((name) => name !== 'CustomFields');
  return async (call) => {
    const { items } = await readAll(api, {
      ...{ method: 'POST', path: '/customfields', query: { fields: 'Name' }, item: CustomField, call },
      body: [{ field: 'LookupType', value: 'RT::User' }],
    });
    return [...own, ...items.map(({ Name }) => `CustomFields.${Name}`)];
  };
}
