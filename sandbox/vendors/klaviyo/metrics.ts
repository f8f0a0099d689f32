// Klaviyo's metrics: what kinds of event the account knows. An event carries its metric's id, never its name.
// https://developers.klaviyo.com/en/reference/get_metrics
import type { MarketingMetric } from '../../world/marketing-story';
import { type Resource, toInstant, toLinks, toRelationship } from './documents';
import type { FilterFields } from './filters';

interface Metric {
  id: string;
  name: MarketingMetric;
  integration: { object: 'integration'; id: string; key: string; name: string; category: string };
}

const KLAVIYO: Metric['integration'] = { object: 'integration', id: '0rG4eQ', key: 'klaviyo', name: 'Klaviyo', category: 'Internal' };
/** Events a shop sends of its own accord. */
const API: Metric['integration'] = { object: 'integration', id: '7FtS4J', key: 'api', name: 'API', category: 'API' };

const ALL: Record<MarketingMetric, Metric> = {
  'Received Email': { id: 'RcvEm1', name: 'Received Email', integration: KLAVIYO },
  'Opened Email': { id: 'OpnEm2', name: 'Opened Email', integration: KLAVIYO },
  'Clicked Email': { id: 'ClkEm3', name: 'Clicked Email', integration: KLAVIYO },
  'Bounced Email': { id: 'BncEm4', name: 'Bounced Email', integration: KLAVIYO },
  'Unsubscribed from Email Marketing': { id: 'UnsEm5', name: 'Unsubscribed from Email Marketing', integration: KLAVIYO },
  'Marked Email as Spam': { id: 'SpmEm6', name: 'Marked Email as Spam', integration: KLAVIYO },
  'Received SMS': { id: 'RcvSm7', name: 'Received SMS', integration: KLAVIYO },
  'Clicked SMS': { id: 'ClkSm8', name: 'Clicked SMS', integration: KLAVIYO },
  'Submitted Survey': { id: 'SubSv9', name: 'Submitted Survey', integration: API },
};

const CREATED = toInstant('2020-01-01T00:00:00.000Z');

/** By ascending id. */
export const METRICS: readonly Metric[] = Object.values(ALL).sort((a, b) => (a.id < b.id ? -1 : 1));

export function metricOf(name: MarketingMetric): Metric {
  return ALL[name];
}

export function toKlaviyoMetric({ id, name, integration }: Metric, origin: string): Resource {
  const links = toLinks(origin, 'metrics', id);
  return {
    type: 'metric',
    id,
    attributes: { name, created: CREATED, updated: CREATED, integration },
    relationships: { 'flow-triggers': toRelationship(links, 'flow-triggers') },
    links,
  };
}

/** `fields[metric]`. */
export const METRIC_FIELDS = ['created', 'id', 'integration', 'name', 'updated'];

export const METRIC_FILTERS: FilterFields<Metric> = {
  'integration.name': { type: 'text', operators: ['equals'], read: ({ integration }) => integration.name },
  'integration.category': { type: 'text', operators: ['equals'], read: ({ integration }) => integration.category },
};
