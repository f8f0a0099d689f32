// Whom the directory would ask for a root field, and what they would read: for explaining. The domains tell themselves, each over its
// link; nothing is read.
import { DOMAINS, type Domain } from '../../platform/exchange/domain';
import { distinctReads, readsIn, READS_HEADER, type PredictedRead } from '../../platform/exchange/reads';
import type { SubgraphLink } from '../../platform/link/link';
import { fromHeaders, toHeaders } from '../../platform/request/headers';

/** The domain that a list comes from; the anchors of its customers are looked for like others. */
const LISTS: Readonly<Record<string, readonly Domain[]>> = {
  'Query.searchCustomers': DOMAINS,
  'Query.overdueCustomers': ['BILLING'],
  'Query.customersWithOpenTickets': ['SUPPORT'],
  'Query.segmentMembers': ['MARKETING'],
  'Query.opportunitiesClosing': ['CRM'],
};
const LOOK_UPS = ['Query.customer', 'Query.customers', ...Object.keys(LISTS)];
const EVERYWHERE = ['Query.customerMatches', 'Query.explainLink', 'Mutation.linkRecords', 'Mutation.unlinkRecords'];

/** A domain that does not answer is left out. `headers` are those of the request. */
export async function predictLookUps(
  fields: ReadonlySet<string>,
  headers: Readonly<Record<string, string>>,
  linkTo: (name: string) => SubgraphLink | undefined,
): Promise<PredictedRead[]> {
  const has = (names: readonly string[]): boolean => names.some((name) => fields.has(name));
  // Those of the request alone: the others frame the message that they came with.
  const frame = fromHeaders(headers);
  const asked = { ...(frame === null ? {} : toHeaders(frame)), [READS_HEADER]: 'on' };
  const domains = DOMAINS.filter((domain) => linkTo(nameOf(domain)) !== undefined);
  const found = has([...LOOK_UPS, ...EVERYWHERE]) ? domains : [];
  // The most preferred domain is asked first; the others where it does not know, or all at once: find-customer.ts.
  const isSure = (domain: Domain): boolean => has(EVERYWHERE) || domain === domains[0];
  const listed = [...fields].flatMap((field) => LISTS[field] ?? []);
  const questions = [
    ...found.map((domain): [Domain, string, boolean] => [
      domain,
      `query ($query: RecordQuery!) { _${nameOf(domain)}Records(query: $query) }`,
      isSure(domain),
    ]),
    ...listed.map((domain): [Domain, string, boolean] => [
      domain,
      `query ($query: ListQuery!) { _${nameOf(domain)}List(query: $query) }`,
      true,
    ]),
  ];
  const answers = await Promise.allSettled(
    questions.map(async ([domain, query, isSureOf]) => {
      const answer = await linkTo(nameOf(domain))?.send({
        ...{ query: '{__typename}', variables: { reads: query } },
        headers: asked,
      });
      const reads = readsIn(answer?.extensions) ?? [];
      return isSureOf ? reads : reads.map((one) => ({ ...one, callsAtLeast: 0 }));
    }),
  );
  return distinctReads(answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
}

function nameOf(domain: Domain): string {
  return domain.toLowerCase();
}
