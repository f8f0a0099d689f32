// The doctor's line on a subgraph that runs elsewhere: whether it answers. Its sources are for the doctor to look at over there, where
// their credentials are.
import { randomUUID } from 'node:crypto';
import { sourceReport } from '../../platform/exchange/sources';
import type { SubgraphLink } from '../../platform/link/link';
import { OURSELVES } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { within } from '../../platform/request/patience';
import type { Line } from './line';

const WITHIN_MS = 5_000;

/** Never rejects. */
export async function elsewhereLine(link: SubgraphLink): Promise<Line> {
  const variable = `${link.name.toUpperCase()}_SUBGRAPH_URL`;
  const field = `_${link.name}Sources`;
  const ids = { requestId: randomUUID(), scopeId: randomUUID() };
  const headers = toHeaders({ ...ids, caller: OURSELVES, deadlineMs: WITHIN_MS, askedSubgraphs: [] });
  const query = `query Sources { ${field} }`;
  const asked = within(WITHIN_MS, (patience) => link.send({ query, variables: {}, headers, patience }));
  const answer = await asked.catch(() => null);
  const reports = sourceReport.array().safeParse(answer?.data?.[field]);
  if (answer === null || !reports.success) {
    const says = answer === null ? 'cannot be reached' : 'does not answer as a subgraph of this version does';
    return { state: 'fault', subject: link.name, says, todo: `Check ${variable}, and that \`npm run subgraph\` runs there` };
  }
  const names = reports.data.map(({ id }) => id).join(', ');
  return {
    state: 'ok',
    subject: link.name,
    says: `runs elsewhere and answers (${names || 'no source'}): run the doctor there as well`,
    todo: null,
  };
}
