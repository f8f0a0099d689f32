// A thousand requests at once, about a thousand customers and about one: the calls each vendor received, beside the least that its batch
// sizes allow. The vendors' own books count; their documented limits are lifted, for no quota would let so many calls through in time.
import type { Sandbox } from '../../sandbox/sandbox';
import { ask } from '../../test/support/ask';
import { nextId } from '../gateway/identified';
import { openWire, prepare, type Wire } from '../gateway/wire';
import { costsByKind } from '../upstream/least';
import { contactIds, judged, slowDown, startGateway, VENDORS } from './stage';

const AT_ONCE = 1_000;
const VENDOR_MS = 50;
const QUESTION = `query ($id: ID!) { customer(id: $id) {
  id crm { lifecycleStage } sales { orderCount } billing { balance { amount } } marketing { lastEngagedAt } support { openTickets } } }`;
/** A thousand at once take the machine longer than a person would wait. */
const PATIENCE = {
  ...{ REQUEST_TIMEOUT_MS: '60000', RATE_BUDGETS: 'off' },
  ...Object.fromEntries(VENDORS.map((name) => [`${name.toUpperCase()}_TIMEOUT_MS`, '30000'])),
};

export async function benchCoalescing(sandbox: Sandbox): Promise<void> {
  const ids = contactIds(sandbox).slice(20, 20 + AT_ONCE);
  const [one = ''] = contactIds(sandbox).slice(10);
  console.log(`\n${AT_ONCE} requests at once, of vendors that take ${VENDOR_MS} ms: calls made, and the least by batch size`);
  const alone = await callsOf(sandbox, [one]);
  const same = await callsOf(
    sandbox,
    Array.from({ length: AT_ONCE }, () => one),
  );
  for (const name of VENDORS) {
    const [made, least] = [same[name].length, alone[name].length];
    judged(`${name}: ${made} for the same customer, ${least} for one request alone`, made <= least);
  }
  const different = await callsOf(sandbox, ids);
  for (const name of VENDORS) {
    for (const { what, keys, calls, least } of costsByKind(name, different[name])) {
      // Where a vendor has no bulk read, there is nothing to gather.
      if (least === keys) console.log(`          ${name}, ${what}: ${calls} for ${keys} keys, one a call at this vendor`);
      else judged(`${name}, ${what}: ${calls} for ${keys} keys, least ${least}`, calls <= least);
    }
  }
}

/** Connections first: so many new ones together would wait for one another, not for us. */
async function askAtOnce(url: string, ids: readonly string[]): Promise<void> {
  const wires: Wire[] = [];
  while (wires.length < ids.length)
    wires.push(...(await Promise.all(ids.slice(wires.length, wires.length + 100).map(() => openWire(`${url}/graphql`)))));
  try {
    const replies = await Promise.all(
      wires.map((wire, index) => {
        const body = JSON.stringify({ query: QUESTION, variables: { id: ids[index] } });
        return wire.send(prepare(`${url}/graphql`, body), nextId());
      }),
    );
    const failed = replies.map(({ body }) => body.toString()).filter((text) => /"code":"(?!AMBIGUOUS_CUSTOMER)/.test(text));
    if (failed.length > 0) throw new Error(`${failed.length} of ${ids.length} answers have errors: ${failed[0]?.slice(0, 300)}`);
  } finally {
    wires.forEach((wire) => wire.close());
  }
}

async function callsOf(sandbox: Sandbox, ids: readonly string[]) {
  const gateway = await startGateway({ ...sandbox.env, ...PATIENCE });
  try {
    await ask(gateway.url, { query: QUESTION, variables: { id: 'hubspot:contact:501' } });
    for (const name of VENDORS) sandbox[name].resetCalls();
    slowDown(sandbox, VENDOR_MS);
    await askAtOnce(gateway.url, ids);
    const { hubspot, shopify, stripe, klaviyo, zendesk } = sandbox;
    return {
      ...{ hubspot: [...hubspot.calls()], shopify: [...shopify.calls()], stripe: [...stripe.calls()] },
      ...{ klaviyo: [...klaviyo.calls()], zendesk: [...zendesk.calls()] },
    };
  } finally {
    slowDown(sandbox, 0);
    await gateway.stop();
  }
}
