// What a Request Tracker source is configured by, under its name's prefix: `REQUEST_TRACKER_URL`.
import { z } from 'zod';
import { toPriorityScale } from './priorities';

const EXTERNAL_ID = /^([^\s:=]+:[^\s:=]+)=(\S(?:.*\S)?)$/;
const WITHOUT_TOKEN = 'is required where TOKEN is not set';

export const settings = z
  .object({
    /** Where people open RT, such as `https://rt.example.com`; a path it is mounted under belongs to it. */
    URL: z.url({ protocol: /^https?$/ }),
    /** An authentication token of RT 5: Logged in as … → Settings → Auth Tokens. */
    TOKEN: z.string().min(1).optional(),
    /** Instead of TOKEN: the user's name, and PASSWORD with it. */
    USER: z
      .string()
      .refine((text) => !text.includes(':'), 'must have no colon: HTTP cannot send such a name')
      .optional(),
    PASSWORD: z.string().min(1).optional(),
    /** A custom field of users that holds the ids of another source's records: `hubspot:contact=CRM Id`. */
    EXTERNAL_ID: z
      .string()
      .refine(
        (text) => EXTERNAL_ID.test(text) && !/[{}]/.test(text),
        'must be source:type=name of the custom field, such as hubspot:contact=CRM Id',
      )
      .optional(),
    /** From which number on a ticket has which priority, as the house uses RT's numbers; the default is RT's own labels. */
    PRIORITIES: z
      .string()
      .refine((text) => toPriorityScale(text) !== null, 'must be pairs such as low=0,normal=50,high=80,urgent=100')
      .default('low=0,normal=50,high=100'),
    /** The queue that tickets are made in, by its name or number; the default is the one that every RT is installed with. */
    QUEUE: z.string().min(1).default('General'),
  })
  // Also where another setting is wrong: all faults are told at once.
  .refine(({ TOKEN, USER }) => TOKEN !== undefined || USER !== undefined, { path: ['USER'], error: WITHOUT_TOKEN, when: () => true })
  .refine(({ TOKEN, PASSWORD }) => TOKEN !== undefined || PASSWORD !== undefined, {
    ...{ path: ['PASSWORD'], error: WITHOUT_TOKEN, when: () => true },
  });

export type RequestTrackerSettings = z.infer<typeof settings>;

/** Without a slash at its end. */
export function toBaseUrl({ URL }: RequestTrackerSettings): string {
  return URL.replace(/\/+$/, '');
}

/** https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Authentication-Methods: a token, or a user's own password. */
export function toAuthorization({ TOKEN, USER = '', PASSWORD = '' }: RequestTrackerSettings): string {
  return TOKEN === undefined ? `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}` : `token ${TOKEN}`;
}

/** The custom field that holds other records' ids, and `source:type` of those; null = none does. */
export function toExternalField({ EXTERNAL_ID: text }: RequestTrackerSettings): { records: string; field: string } | null {
  const [, records, field] = EXTERNAL_ID.exec(text ?? '') ?? [];
  return records === undefined || field === undefined ? null : { records, field };
}
