// Every pretend vendor there is, started together on one world. A new one is a line in each of the two lists.
import type { RunningVendor } from './http/server';
import { startHubspot, type RunningHubspot } from './vendors/hubspot/server';
import { startIntercom, type RunningIntercom } from './vendors/intercom/server';
import { startKlaviyo, type RunningKlaviyo } from './vendors/klaviyo/server';
import { startMailchimp, type RunningMailchimp } from './vendors/mailchimp/server';
import { startRequestTracker, type RunningRequestTracker } from './vendors/request-tracker/server';
import { startSalesforce, type RunningSalesforce } from './vendors/salesforce/server';
import { startShopify, type RunningShopify } from './vendors/shopify/server';
import { startStripe, type RunningStripe } from './vendors/stripe/server';
import { startVendure, type RunningVendure } from './vendors/vendure/server';
import { startZendesk, type RunningZendesk } from './vendors/zendesk/server';
import type { World } from './world/story';

export interface RunningVendors {
  hubspot: RunningHubspot;
  zendesk: RunningZendesk;
  shopify: RunningShopify;
  stripe: RunningStripe;
  klaviyo: RunningKlaviyo;
  vendure: RunningVendure;
  mailchimp: RunningMailchimp;
  intercom: RunningIntercom;
  requestTracker: RunningRequestTracker;
  salesforce: RunningSalesforce;
}

export interface VendorsOptions {
  world: World;
  /** Of the first one, the others following in their order; 0 = free ones. */
  port: number;
  /** `off` lifts the vendors' rate limits. */
  limits?: 'off';
}

/** Starts them all; rejects where a port is taken, leaving none running. */
export async function startVendors({ world, port, limits }: VendorsOptions): Promise<RunningVendors> {
  const at = (place: number) => ({ world, port: port === 0 ? 0 : port + place, ...(limits === undefined ? {} : { limits }) });
  const starting = {
    hubspot: startHubspot(at(0)),
    zendesk: startZendesk(at(1)),
    shopify: startShopify(at(2)),
    stripe: startStripe(at(3)),
    klaviyo: startKlaviyo(at(4)),
    vendure: startVendure({ world, port: at(5).port }),
    mailchimp: startMailchimp(at(6)),
    intercom: startIntercom(at(7)),
    requestTracker: startRequestTracker({ world, port: at(8).port }),
    salesforce: startSalesforce(at(9)),
  };
  const settled = await Promise.allSettled(Object.values<Promise<RunningVendor>>(starting));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])));
    throw failed.reason;
  }
  return {
    ...{ hubspot: await starting.hubspot, zendesk: await starting.zendesk, shopify: await starting.shopify },
    ...{ stripe: await starting.stripe, klaviyo: await starting.klaviyo, vendure: await starting.vendure },
    ...{ mailchimp: await starting.mailchimp, intercom: await starting.intercom, requestTracker: await starting.requestTracker },
    salesforce: await starting.salesforce,
  };
}
