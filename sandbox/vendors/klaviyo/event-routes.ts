// Klaviyo's reads of events, newest or oldest first, and of the metrics they belong to.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { MarketingEvent } from '../../world/marketing-story';
import { answerMany, answerOne, type Resource, withFields } from './documents';
import { recordNotFound } from './errors';
import { EVENT_FIELDS, EVENT_FILTERS, EVENT_SORTS, toKlaviyoEvent } from './events';
import type { Condition } from './filter-syntax';
import { readFilter, toPredicate } from './filters';
import { METRIC_FIELDS, METRIC_FILTERS, metricOf, METRICS, toKlaviyoMetric } from './metrics';
import { toPage } from './pages';
import { type Accepted, type Parameters, readParameters } from './parameters';
import { PROFILE_FIELDS, toKlaviyoProfile } from './profiles';
import { eventShape, eventsShape, metricShape, metricsShape } from './shapes';
import { inOrder } from './sorting';
import type { KlaviyoStore } from './store';

const PAGE = { default: 200, max: 1000 };
const METRIC_PAGE = { default: 200, max: 200 };
const ONE: Accepted = {
  fields: { event: EVENT_FIELDS, metric: METRIC_FIELDS, profile: PROFILE_FIELDS },
  include: ['attributions', 'metric', 'profile'],
};
const MANY: Accepted = { ...ONE, filter: true, sort: Object.keys(EVENT_SORTS), page: { size: PAGE } };

export function createEventRoutes(store: KlaviyoStore): Route[] {
  return [
    {
      // https://developers.klaviyo.com/en/reference/get_events (1,000 a page, 200 by default; 350/s, 3,500/min)
      method: 'GET',
      path: '/api/events',
      shape: eventsShape,
      handle: (request) => listEvents(store, request),
    },
    {
      // https://developers.klaviyo.com/en/reference/get_event (10/s, 150/min)
      method: 'GET',
      path: '/api/events/:id',
      shape: eventShape,
      handle({ query, params, origin }) {
        const parameters = readParameters(query, ONE);
        const event = store.eventById(params['id'] ?? '');
        if (event === null) return recordNotFound('event', params['id'] ?? '');
        const [resource] = toResources(store, [event], parameters, origin);
        return resource === undefined
          ? recordNotFound('event', event.id)
          : answerOne(resource, toIncluded(store, [event], parameters, origin));
      },
    },
    {
      // https://developers.klaviyo.com/en/reference/get_metrics (200 a page, not to be chosen; 10/s, 150/min)
      method: 'GET',
      path: '/api/metrics',
      shape: metricsShape,
      handle(request) {
        const { fieldsOf } = readParameters(request.query, { filter: true, fields: { metric: METRIC_FIELDS }, page: { size: null } });
        const found = METRICS.filter(toPredicate(readFilter(request.query), METRIC_FILTERS));
        const { items, links } = toPage(found, request, METRIC_PAGE);
        const data = items.map((metric) => withFields(toKlaviyoMetric(metric, request.origin), fieldsOf('metric')));
        return answerMany(data, links, null);
      },
    },
    {
      // https://developers.klaviyo.com/en/reference/get_metric (10/s, 150/min)
      method: 'GET',
      path: '/api/metrics/:id',
      shape: metricShape,
      handle({ query, params, origin }) {
        const { fieldsOf } = readParameters(query, { fields: { metric: METRIC_FIELDS } });
        const metric = METRICS.find(({ id }) => id === params['id']);
        if (metric === undefined) return recordNotFound('metric', params['id'] ?? '');
        return answerOne(withFields(toKlaviyoMetric(metric, origin), fieldsOf('metric')), null);
      },
    },
  ];
}

function listEvents(store: KlaviyoStore, request: VendorRequest): VendorAnswer {
  const { query, origin } = request;
  const parameters = readParameters(query, MANY);
  const conditions = readFilter(query);
  const found = candidates(store, conditions).filter(toPredicate(conditions, EVENT_FILTERS));
  // The documentation names no order for a request without one: oldest first, so that whoever wants the newest must say so.
  const { items, links } = toPage(inOrder(found, parameters.sort ?? { key: 'datetime', descending: false }, EVENT_SORTS), request, PAGE);
  return answerMany(toResources(store, items, parameters, origin), links, toIncluded(store, items, parameters, origin));
}

/** The events worth looking at: those of the profile named, else all. */
function candidates(store: KlaviyoStore, conditions: readonly Condition[]): readonly MarketingEvent[] {
  const profileId = conditions.find(({ field, operator }) => field === 'profile_id' && operator === 'equals')?.values[0]?.text;
  return profileId === undefined ? store.events() : store.eventsOf(profileId);
}

function toResources(store: KlaviyoStore, events: readonly MarketingEvent[], { fieldsOf }: Parameters, origin: string): Resource[] {
  return events.map((event) => {
    const campaign = event.campaignId === null ? null : store.campaignById(event.campaignId);
    return withFields(toKlaviyoEvent(event, store.profileById(event.profileId), campaign, origin), fieldsOf('event'));
  });
}

/** One of each metric and profile of the page; null = no `include`. */
function toIncluded(
  store: KlaviyoStore,
  events: readonly MarketingEvent[],
  { include, fieldsOf }: Parameters,
  origin: string,
): Resource[] | null {
  if (include === null) return null;
  const metrics = include.has('metric') ? [...new Set(events.map(({ metric }) => metricOf(metric)))] : [];
  const profileIds = include.has('profile') ? [...new Set(events.map(({ profileId }) => profileId))] : [];
  const profiles = profileIds.flatMap((id) => store.profileById(id) ?? []);
  return [
    ...metrics.map((metric) => withFields(toKlaviyoMetric(metric, origin), fieldsOf('metric'))),
    ...profiles.map((profile) => withFields(toKlaviyoProfile(profile, origin, new Set()), fieldsOf('profile'))),
  ];
}
