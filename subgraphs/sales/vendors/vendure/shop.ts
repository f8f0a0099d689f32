// What a shop says of itself: how it writes money, and which custom fields it has, those to ask for among them. Asked at start, and where the shop does not
// answer then, with the first question that needs it: a dead shop does not keep the gateway from starting, a wrong setting does.
import { z } from 'zod';
import { ConfigError, UpstreamError } from '../../../../platform/errors';
import { unhurried, type Call } from '../../../../platform/http/call';
import type { VendureApi } from './api';

/** https://docs.vendure.io/reference/graphql-api/admin/object-types/#serverconfig: for whoever is logged in, no permission needed. */
const SHOP = `
  query Shop {
    globalSettings {
      serverConfig {
        moneyStrategyPrecision
        customFieldConfig { Customer { ...field } Order { ...field } }
      }
    }
  }
  fragment field on CustomField {
    name type list
    ... on RelationCustomFieldConfig { scalarFields }
    ... on StructCustomFieldConfig { fields { ... on StructField { name } } }
  }`;

const CustomField = z.object({
  name: z.string(),
  type: z.string(),
  list: z.boolean(),
  scalarFields: z.array(z.string()).optional(),
  fields: z.array(z.object({ name: z.string() })).optional(),
});
type CustomField = z.infer<typeof CustomField>;

const Found = z.object({
  globalSettings: z.object({
    serverConfig: z.object({
      moneyStrategyPrecision: z.int().min(0).max(10),
      customFieldConfig: z.object({ Customer: z.array(CustomField), Order: z.array(CustomField) }),
    }),
  }),
});

export interface Shop {
  /** Decimal places of every amount, whatever its currency. */
  precision: number;
  /** What to select of a customer's custom fields, and of an order's; '' = nothing. */
  customerFields: string;
  orderFields: string;
  /** The names of all custom fields of customers. */
  customerFieldNames: readonly string[];
}

/** Names of custom fields, by the setting that names them. */
export interface NamedFields {
  customer: Readonly<Record<string, readonly string[]>>;
  order: Readonly<Record<string, readonly string[]>>;
  /** Of customers, to ask for where there are such; others hold those against the shop. */
  shown: readonly string[];
}

export interface ShopReader {
  /** Rejects with an UpstreamError while the shop does not answer, or lacks a field that the settings name. */
  shop(call: Call): Promise<Shop>;
}

/** Asks the shop. Rejects with a ConfigError that names every field that there is not; `source` is the variables' prefix. */
export async function readShop(source: string, api: VendureApi, named: NamedFields): Promise<ShopReader> {
  const ask = async (call: Call): Promise<Shop> =>
    toShop(source, await api.ask({ document: SHOP, variables: {}, data: Found }, call), named);
  const atStart = await ask(unhurried({ sent: () => undefined })).catch((error: unknown) => {
    if (error instanceof UpstreamError) return null;
    throw error;
  });
  let known: Promise<Shop> | null = atStart === null ? null : Promise.resolve(atStart);
  return {
    async shop(call) {
      known ??= ask(unhurried(call));
      const mine = known;
      return mine.catch((error: unknown) => {
        if (known === mine) known = null;
        throw error instanceof ConfigError ? new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: error }) : error;
      });
    },
  };
}

function toShop(source: string, { globalSettings: { serverConfig } }: z.infer<typeof Found>, named: NamedFields): Shop {
  const { Customer, Order } = serverConfig.customFieldConfig;
  const prefix = source.toUpperCase().replaceAll('-', '_');
  const missing = (fields: readonly CustomField[], wanted: NamedFields['customer'], whose: string): string[] =>
    Object.entries(wanted).flatMap(([setting, names]) =>
      names
        .filter((name) => !fields.some((field) => field.name === name))
        .map((name) => `${prefix}_${setting}: the shop has no custom field ${name} of ${whose}`),
    );
  const faults = [...missing(Customer, named.customer, 'customers'), ...missing(Order, named.order, 'orders')];
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    precision: serverConfig.moneyStrategyPrecision,
    customerFields: selectionOf(Customer, { ...named.customer, shown: named.shown }),
    orderFields: selectionOf(Order, named.order),
    customerFieldNames: Customer.map(({ name }) => name),
  };
}

function selectionOf(fields: readonly CustomField[], wanted: NamedFields['customer']): string {
  const names = new Set(Object.values(wanted).flat());
  const selected = fields.filter(({ name }) => names.has(name)).map(toSelection);
  return selected.length === 0 ? '' : `customFields { ${selected.join(' ')} }`;
}

/** Of a relation its own fields, but for what it relates to. */
function toSelection({ name, scalarFields, fields }: CustomField): string {
  const inner = scalarFields ?? fields?.map((field) => field.name);
  return inner === undefined ? name : `${name} { ${inner.join(' ')} }`;
}
