// Custom fields of Shopify's customers. https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Metafield
import type { ShopCustomer } from '../../world/shop-story';
import { type PageArguments, toConnection } from './connections';
import { badRequest } from './errors';
import { toGid, toInstant } from './values';

export interface MetafieldArguments extends PageArguments {
  keys?: readonly string[] | null;
  namespace?: string | null;
}

/** Those of one customer. Asked by `keys`, they have keys of the same form: https://shopify.dev/changelog/simplified-metafield-querying */
export function listMetafields(customer: ShopCustomer, { keys, namespace, ...page }: MetafieldArguments): object {
  if (keys?.some((key) => !key.includes('.'))) throw badRequest('keys must be in the format of namespace.key');
  const entries = Object.entries(customer.metafields ?? {}).map(([name, value], index) => ({ name, value, id: `${customer.id}${index}` }));
  const asked = entries.filter(({ name }) => (keys?.includes(name) ?? true) && (namespace == null || name.startsWith(`${namespace}.`)));
  return toConnection(
    asked.map(({ id, name, value }) => {
      const [space = '', key = ''] = name.split('.');
      const view = {
        ...{ __typename: 'Metafield', id: toGid('Metafield', id), namespace: space, key: keys == null ? key : name },
        ...{ type: typeOf(value), value: String(value), jsonValue: value },
        ...{ createdAt: toInstant(customer.createdAt), updatedAt: toInstant(customer.updatedAt) },
      };
      return { id, order: id, view: () => view };
    }),
    page,
  );
}

/** https://shopify.dev/docs/apps/build/metafields/list-of-data-types */
function typeOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'number_integer' : 'number_decimal') : 'single_line_text_field';
}
