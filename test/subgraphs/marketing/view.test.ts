import { createDomainSession } from '../../../platform/domain/session';
import { readsBySource } from '../../../platform/domain/reads';
import { UpstreamError } from '../../../platform/errors';
import type { ConsentPoint } from '../../../platform/record';
import type { MarketingContext } from '../../../subgraphs/marketing/context';
import type {
  Audience,
  CampaignTouch,
  MarketingConnector,
  MarketingFeedback,
  MarketingRecord,
} from '../../../subgraphs/marketing/contract';
import {
  allAudiences,
  consentsOf,
  engagementOf,
  isBouncing,
  lastEngagedAt,
  membershipsOf,
  toView,
} from '../../../subgraphs/marketing/view';
import { matchKeysOf, newScope } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { fakeConnector } from '../../platform/loader/fake-source';
import { sessionOf } from '../session-of';

function profile(id: string, parts: Partial<MarketingRecord> = {}): MarketingRecord {
  return { ...person(id, { fullName: 'Ada Lovelace', email: 'ada@example.com' }), bounce: null, lastEngagedAt: null, ...parts };
}

const ADA = profile('klaviyo:profile:1');
const TWIN = profile('klaviyo:profile:2');

function touch(id: string, record: string, moments: Partial<CampaignTouch>): CampaignTouch {
  return {
    ...{ id, campaign: 'Spring sale', channel: 'EMAIL', subject: null, record },
    ...{ sentAt: null, openedAt: null, clickedAt: null, bouncedAt: null, unsubscribedAt: null, ...moments },
  };
}

function answer(id: string, record: string, at: string | null): MarketingFeedback {
  return { id, kind: 'survey', score: 1, scaleMax: 5, comment: null, at, record };
}

const audience = (id: string, name: string | null): Audience => ({ id, name, kind: id.includes(':list:') ? 'LIST' : 'SEGMENT' });

interface Known {
  profiles: MarketingRecord[];
  touches?: CampaignTouch[];
  feedback?: MarketingFeedback[];
  /** By profile. */
  segments?: Record<string, Audience[]>;
  audiences?: Audience[] | Error;
}

function connectorOf({ profiles, touches = [], feedback = [], segments = {}, audiences = [] }: Known) {
  const asked: string[] = [];
  const connector: MarketingConnector = {
    lookups: fakeConnector([]).lookups,
    find: async (identifiers) =>
      identifiers.map(({ by, value }) =>
        profiles.filter(({ id, emails }) => (by === 'id' ? id === value : by === 'email' && emails.some((email) => email.value === value))),
      ),
    async engagement(keys) {
      asked.push('engagement');
      return keys.map((key) => ({
        touches: touches.filter(({ record }) => record === key),
        feedback: feedback.filter(({ record }) => record === key),
      }));
    },
    async segments(keys) {
      asked.push('segments');
      return keys.map((key) => segments[key] ?? []);
    },
    async lists(keys) {
      asked.push('lists');
      return keys.map(() => []);
    },
    async audiences() {
      asked.push('audiences');
      if (audiences instanceof Error) throw audiences;
      return audiences;
    },
    members: async () => ({ records: [], complete: true }),
  };
  return { asked, connector };
}

function contextOf(connectors: Record<string, MarketingConnector>) {
  const scope = newScope();
  const { sources } = sessionOf<MarketingConnector, MarketingRecord>('MARKETING', connectors);
  const readsOf = readsBySource(sources, ({ cached, connector }) => ({
    engagement: cached('engagement', connector.engagement, 30),
    segments: cached('segments', connector.segments, 30),
    lists: cached('lists', connector.lists, 30),
    audiences: cached('audiences', (keys, call) => Promise.all(keys.map(() => connector.audiences(call))), 30),
  }));
  const session = createDomainSession<MarketingConnector, MarketingRecord>('MARKETING', sources, scope);
  const context: MarketingContext = { session, readsOf };
  return { scope, context, inquiry: session.inquiry(matchKeysOf([ADA])) };
}

function ask(known: Known) {
  const { asked, connector } = connectorOf(known);
  return { asked, ...contextOf({ klaviyo: connector }) };
}

async function viewOf(...profiles: MarketingRecord[]) {
  const { asked, inquiry } = ask({ profiles });
  const view = await toView(inquiry);
  if (view === null) throw new Error('no view');
  return { asked, view };
}

describe('the view', () => {
  it('is null for a customer whom marketing does not know', async () => {
    await expect(toView(ask({ profiles: [] }).inquiry)).resolves.toBeNull();
  });

  it('has the consents of every profile, each with its own, without a call', async () => {
    const granted: ConsentPoint = { channel: 'EMAIL', purpose: 'marketing', status: 'GRANTED', address: 'ada@example.com', at: null };
    const revoked: ConsentPoint = { ...granted, status: 'REVOKED' };
    const { asked, view } = await viewOf({ ...ADA, consents: [granted] }, { ...TWIN, consents: [revoked] });
    expect(consentsOf(view).map(({ status, holder }) => [holder.id, status])).toEqual([
      [ADA.id, 'GRANTED'],
      [TWIN.id, 'REVOKED'],
    ]);
    expect(asked).toEqual([]);
  });

  it('has the newest sign of life, and bounces where one address does, without a call', async () => {
    const { asked, view } = await viewOf(
      { ...ADA, lastEngagedAt: '2026-02-01T00:00:00.000Z' },
      { ...TWIN, lastEngagedAt: '2026-01-01T00:00:00.000Z', bounce: { at: null } },
    );
    expect(lastEngagedAt(view)).toBe('2026-02-01T00:00:00.000Z');
    expect(isBouncing(view)).toBe(true);
    expect(asked).toEqual([]);

    const { view: quiet } = await viewOf(ADA, TWIN);
    expect(lastEngagedAt(quiet)).toBeNull();
    expect(isBouncing(quiet)).toBe(false);
  });

  it('has what all profiles did, newest first, in one call', async () => {
    const { asked, inquiry, context } = ask({
      profiles: [ADA, TWIN],
      touches: [
        touch('a:m:1', ADA.id, { sentAt: '2026-03-01T00:00:00.000Z' }),
        touch('a:m:2', ADA.id, { sentAt: '2026-01-01T00:00:00.000Z', clickedAt: '2026-04-01T00:00:00.000Z' }),
        touch('a:m:3', TWIN.id, { openedAt: '2026-02-01T00:00:00.000Z' }),
      ],
      feedback: [answer('a:e:1', ADA.id, null), answer('a:e:2', TWIN.id, '2026-01-01T00:00:00.000Z')],
    });
    const { touches, feedback } = await engagementOf(inquiry, context);
    expect(touches.map(({ id }) => id)).toEqual(['a:m:1', 'a:m:3', 'a:m:2']);
    expect(feedback.map(({ id }) => id)).toEqual(['a:e:2', 'a:e:1']);
    await engagementOf(inquiry, context);
    expect(asked).toEqual(['engagement']);
  });

  it('has each segment once, by name, and reads no lists for it', async () => {
    const [vip, lapsed, nameless] = [audience('k:segment:1', 'VIP'), audience('k:segment:2', 'Lapsed'), audience('k:segment:3', null)];
    const { asked, inquiry, context } = ask({ profiles: [ADA, TWIN], segments: { [ADA.id]: [vip], [TWIN.id]: [lapsed, vip, nameless] } });
    const memberships = await membershipsOf(inquiry, 'segments', context);
    expect(memberships.map(({ audience }) => audience)).toEqual([nameless, lapsed, vip]);
    expect(memberships.map(({ records }) => records.map(({ id }) => id))).toEqual([[TWIN.id], [TWIN.id], [ADA.id, TWIN.id]]);
    expect(asked).toEqual(['segments']);
  });
});

describe('all audiences', () => {
  const [vip, news] = [audience('klaviyo:segment:1', 'VIP'), audience('other:list:1', 'News')];

  it('are those of all sources, by name', async () => {
    const { context } = contextOf({
      klaviyo: connectorOf({ profiles: [], audiences: [vip] }).connector,
      other: connectorOf({ profiles: [], audiences: [news] }).connector,
    });
    await expect(allAudiences(context)).resolves.toEqual({ nodes: [news, vip], missing: [] });
  });

  it('name a source that fails as missing, and the ledger tells why', async () => {
    const failure = new UpstreamError('other', 'UPSTREAM_DENIED');
    const { scope, context } = contextOf({
      klaviyo: connectorOf({ profiles: [], audiences: [vip] }).connector,
      other: connectorOf({ profiles: [], audiences: failure }).connector,
    });
    await expect(allAudiences(context)).resolves.toEqual({ nodes: [vip], missing: ['other'] });
    expect(scope.ledger.drain()).toMatchObject({ klaviyo: { keys: 1, error: null }, other: { error: 'UPSTREAM_DENIED' } });
  });

  it('do not wait again for a source that hung in this request', async () => {
    const hanging = connectorOf({ profiles: [], audiences: new UpstreamError('other', 'UPSTREAM_TIMEOUT') });
    const { context } = contextOf({ other: hanging.connector });
    await expect(allAudiences(context)).resolves.toEqual({ nodes: [], missing: ['other'] });
    await expect(allAudiences(context)).resolves.toEqual({ nodes: [], missing: ['other'] });
    expect(hanging.asked).toEqual(['audiences']);
  });
});
