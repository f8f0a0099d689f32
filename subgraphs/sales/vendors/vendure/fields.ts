// What a Vendure customer can say, as paths of its raw record: what is asked of every customer, and the shop's own custom fields,
// which are told only where they are asked for by name.
import type { RecordSource } from '../../../../platform/connector';
import type { ShopAccess } from './shop-access';
import { Customer } from './wire';

const CUSTOM_FIELD = /^customFields\.([_A-Za-z][_0-9A-Za-z]*)(?:\.|$)/;

/** The custom fields that paths of raw records are in, each once. */
export function customFieldsIn(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => CUSTOM_FIELD.exec(path)?.[1] ?? []))];
}

/** What is selected of a customer, custom fields by their names: which there are the shop says, and no permission is needed. */
export function fieldsOf({ shop }: Pick<ShopAccess, 'shop'>): NonNullable<RecordSource['fields']> {
  const own = Object.keys(Customer.shape).filter((name) => name !== 'customFields');
  return async (call) => [...own, ...(await shop(call)).customerFieldNames.map((name) => `customFields.${name}`)];
}
