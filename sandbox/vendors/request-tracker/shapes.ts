// The shapes of RT's answers, from its documentation and a real 5.0.3; the emulator holds itself to them, and the check in
// test/real/request-tracker/ holds both to each other.
import { z } from 'zod';

const reference = z.looseObject({ type: z.string(), id: z.union([z.string(), z.int()]), _url: z.url() });

/** https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Example-of-plural-resources-collections */
export const pageShape = z.strictObject({
  count: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
  total: z.int().min(0).nullable(),
  pages: z.int().min(0).nullable(),
  items: z.array(reference),
  next_page: z.url().optional(),
  prev_page: z.url().optional(),
});

export const versionShape = z.strictObject({ Version: z.string(), Plugins: z.array(z.string()).optional() });

const hyperlinks = z.array(z.looseObject({ ref: z.string(), _url: z.url() }));

export const userShape = z.looseObject({ Name: z.string(), Privileged: z.literal([0, 1]), _hyperlinks: hyperlinks });

/** A ticket that was made. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets */
export const madeShape = z.strictObject({ type: z.literal('ticket'), id: z.string().regex(/^\d+$/), _url: z.url() });

/** What a change came to, in words for people: nothing where all was so before. */
export const saidShape = z.array(z.string());

export const ticketShape = z.looseObject({
  ...{ id: z.int(), Type: z.literal('ticket'), Status: z.string(), Subject: z.string(), Created: z.iso.datetime(), Priority: z.string() },
  ...{ Queue: reference, EffectiveId: reference, Requestor: z.array(reference), _hyperlinks: hyperlinks },
});
