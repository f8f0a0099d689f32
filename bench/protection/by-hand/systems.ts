// The five systems of the sandbox as the program by hand reads them: our connectors and our HTTP client, with Maps behind them.
import { z } from 'zod';
import type { ConnectorDefinition, RecordSource } from '../../../platform/connector';
import type { EnvReader } from '../../../platform/env';
import { createHttpFactory } from '../../../platform/http/factory';
import type { PersonRecord } from '../../../platform/record';
import type { BillingRecord } from '../../../subgraphs/billing/contract';
import { stripe } from '../../../subgraphs/billing/vendors/stripe/index';
import type { CrmConnector, CrmRecord } from '../../../subgraphs/crm/contract';
import { hubspot } from '../../../subgraphs/crm/vendors/hubspot/index';
import type { MarketingRecord } from '../../../subgraphs/marketing/contract';
import { klaviyo } from '../../../subgraphs/marketing/vendors/klaviyo/index';
import type { SalesRecord } from '../../../subgraphs/sales/contract';
import { shopify } from '../../../subgraphs/sales/vendors/shopify/index';
import { zendesk } from '../../../subgraphs/support/vendors/zendesk/index';
import { liveShelf } from './live';
import { CALL, heldOf, kept, shelfOf, unkept, type Shelf } from './memory';

const PHONES = z.object({ PHONE_REGION: z.string().optional() });

/** By the domain that each system serves. */
export interface Shelves {
  CRM: Shelf<CrmRecord>;
  BILLING: Shelf<BillingRecord>;
  SALES: Shelf<SalesRecord>;
  SUPPORT: Shelf<PersonRecord>;
  MARKETING: Shelf<MarketingRecord>;
}

export type Systems = Awaited<ReturnType<typeof openSystems>>;

/** Reads `HUBSPOT_…`, `STRIPE_…` and so on, as the gateway does. */
export async function openSystems(env: EnvReader) {
  const [crm, billing, sales, support, marketing] = await Promise.all([
    connect(hubspot, env),
    connect(stripe, env),
    connect(shopify, env),
    connect(zendesk, env),
    connect(klaviyo, env),
  ]);
  const over = (make: typeof shelfOf): Shelves => ({
    CRM: make('hubspot', crm),
    BILLING: make('stripe', billing),
    SALES: make('shopify', sales),
    SUPPORT: make('zendesk', support),
    MARKETING: make('klaviyo', marketing),
  });
  const audiences = kept((keys) => Promise.all(keys.map(() => marketing.audiences(CALL))));
  return {
    shelves: over(shelfOf),
    /** For one request, which is to be answered by the systems themselves. */
    live: () => over(liveShelf),
    crm: {
      deals: kept(crm.deals),
      activities: kept(crm.activities),
      owner: kept(crm.owners),
      company: kept(crm.companies),
      people: peopleOf(crm),
    },
    billing: { invoices: kept(billing.invoices), subscriptions: kept(billing.subscriptions), payments: kept(billing.payments) },
    sales: { orders: kept(sales.orders), contents: kept(sales.contents) },
    support: { tickets: kept(support.tickets), comments: kept(support.comments) },
    marketing: { engagement: kept(marketing.engagement), liveLists: unkept(marketing.lists), audiences: () => audiences('all') },
  };
}

/** The persons of organisations, by the ids of their records and how many at most: kept for each such question. */
function peopleOf({ people }: CrmConnector) {
  const ask = kept(async (keys) =>
    Promise.all(
      keys.map(async (key) => {
        if (people === undefined) throw new Error('a CRM that knows nobody of an organisation');
        const [most = '0', ...organizations] = key.split(' ');
        const { records, complete } = await people({ organizations }, Number(most), CALL);
        return { complete, records: records.map(({ record, items }) => ({ ...heldOf(record).known, items: [...items] })) };
      }),
    ),
  );
  return (organizations: readonly string[], most: number) => ask([String(most), ...organizations].join(' '));
}

async function connect<C extends RecordSource<PersonRecord>>(definition: ConnectorDefinition<C>, env: EnvReader): Promise<C> {
  const { vendor: source, settings: schema } = definition;
  const prefix = `${source.toUpperCase()}_`;
  const settings = env.read(schema, prefix);
  const phoneRegion = env.read(PHONES, prefix)?.PHONE_REGION;
  env.check();
  const http = createHttpFactory({ source, timeoutMs: 3_000, connections: 8 });
  return definition.start({ source, settings, http, phoneRegion });
}
