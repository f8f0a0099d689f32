// `npm run sandbox -- change hubspot 501 jobTitle=CTO`: changes something in a pretend system that runs, as somebody in that system would,
// so that a person can watch its webhook arrive. Speaks to the system's control endpoints alone.

/** In the order of their ports: vendors.ts. */
const VENDORS = ['hubspot', 'zendesk', 'shopify', 'stripe', 'klaviyo', 'vendure', 'mailchimp', 'intercom', 'request-tracker', 'salesforce'];

const USAGE = `Usage: npm run sandbox -- change <vendor> <id> [field=value …]      alters a person, or adds one
       npm run sandbox -- change <vendor> <type>:<id>               says that it has changed: ticket:77, invoice:in_…, order:…
Vendors: ${VENDORS.join(', ')}. SANDBOX_PORT says where the sandbox is, where it is not at 4100.`;

/** What to send; null = it was not understood. Values that are JSON are sent as such, but for numbers. */
export function toControlRequest(args: readonly string[], port: number): { url: string; body: object } | null {
  const [vendor = '', what = '', ...fields] = args;
  const place = VENDORS.indexOf(vendor);
  const [, type, id = what] = /^([a-z]+):(.+)$/.exec(what) ?? [];
  const pairs = fields.map((field) => /^([A-Za-z]\w*)=(.*)$/s.exec(field));
  if (place < 0 || id === '' || pairs.includes(null) || (type !== undefined && pairs.length > 0)) return null;
  const control = `http://127.0.0.1:${port + place}/__sandbox`;
  if (type !== undefined) return { url: `${control}/changes`, body: { type, id } };
  const changed = Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', toValue(pair[2] ?? '')]])));
  return { url: `${control}/people`, body: { id, ...changed } };
}

/** Says on stdout what became of it; resolves with the exit code. */
export async function changeByHand(args: readonly string[], port: number): Promise<number> {
  const request = toControlRequest(args, port);
  if (request === null) {
    process.stderr.write(`${USAGE}\n`);
    return 1;
  }
  try {
    const answer = await fetch(request.url, { method: 'POST', body: JSON.stringify(request.body) });
    const text = await answer.text();
    process.stdout.write(`${answer.ok ? `Changed. ${text}`.trim() : text}\n`);
    return answer.ok ? 0 : 1;
  } catch {
    const { origin } = new URL(request.url);
    process.stderr.write(`Nobody answers at ${origin}: is the sandbox running, and is SANDBOX_PORT its port?\n`);
    return 1;
  }
}

function toValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Numbers of telephones and the like are texts.
    return typeof value === 'number' ? text : value;
  } catch {
    return text;
  }
}
