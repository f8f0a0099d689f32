// The house's lists, segments and campaigns of the last year: the same ones in every world.
import type { MarketingCampaign } from '../marketing-story';
import type { WorldBuilder } from '../world-builder';

export interface MarketingHouse {
  lists: { newsletter: string; product: string; events: string };
  segments: { active: string; winBack: string; bigSpenders: string; atRisk: string };
  /** The newest first. */
  emails: SentCampaign[];
  texts: SentCampaign[];
}

export interface SentCampaign {
  campaign: MarketingCampaign;
  /** Days since it was sent. */
  age: number;
}

const MAILS: readonly (readonly [name: string, subject: string])[] = [
  ['Newsletter: sensors in the cold', 'Three ways to keep a cold store cold'],
  ['Spring offer', '15 % off Beacon sensors until Sunday'],
  ['Harbour reports', 'Your reports now write themselves'],
  ['Newsletter: a bakery tells', 'How a bakery saved 400 loaves a week'],
  ['Webinar invitation', 'Live on Thursday: alarms that reach the right person'],
  ['Relay Pro launch', 'Meet Relay Pro: a gateway with its own SIM'],
  ['Newsletter: audits', 'The auditor comes on Monday. Relax.'],
  ['Trade fair', 'See us in hall 4, and have a coffee'],
];

const TEXTS = ['Offer by text', 'Webinar reminder', 'Delivery service update'] as const;

const MAIL_COUNT = 24;
const TEXT_COUNT = 6;

/** Adds them all, sent at even distances over the last year. */
export function planCampaigns(build: WorldBuilder): MarketingHouse {
  const { list, segment, campaign } = build.marketing;
  const send = (told: Omit<MarketingCampaign, 'id' | 'sentAt'>, age: number): SentCampaign => ({
    campaign: campaign({ ...told, sentAt: build.ago(age) }),
    age,
  });
  return {
    lists: { newsletter: list('Newsletter'), product: list('Product updates'), events: list('Events') },
    segments: {
      ...{ active: segment('Active in 90 days'), winBack: segment('Win-back') },
      ...{ bigSpenders: segment('Big spenders'), atRisk: segment('At risk of leaving') },
    },
    emails: Array.from({ length: MAIL_COUNT }, (_, index) => {
      const [name = '', subject = ''] = MAILS[index % MAILS.length] ?? [];
      return send({ name: `${name} (${MAIL_COUNT - index})`, channel: 'email', subject }, 4 + index * 15);
    }),
    texts: Array.from({ length: TEXT_COUNT }, (_, index) =>
      send({ name: `${TEXTS[index % TEXTS.length] ?? TEXTS[0]} (${TEXT_COUNT - index})`, channel: 'sms', subject: null }, 9 + index * 58),
    ),
  };
}
