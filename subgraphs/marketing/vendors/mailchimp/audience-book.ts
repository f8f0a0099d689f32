// The audiences that are asked: those configured, or all of the account. Read when first needed and remembered for a while, as every
// look-up by address needs them, and hardly anybody makes a new one.
import { z } from 'zod';
import { UpstreamError } from '../../../../platform/errors';
import { unhurried, type Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import { readPages, type MailchimpApi } from './api';
import { toMemberKey, type MemberKey } from './ids';
import { text } from './wire';

export interface KnownAudience {
  id: string;
  name: string | null;
}

export interface AudienceBook {
  /** As remembered, or read once for all who ask meanwhile. */
  known(call: Call): Promise<readonly KnownAudience[]>;
  /** Read now. */
  read(call: Call): Promise<readonly KnownAudience[]>;
  /** False only for one that is configured away. */
  isAsked(id: string): boolean;
  /** The member that a record's id names; null for ids of others, and of audiences that are not asked. */
  member(id: RecordId): MemberKey | null;
}

const REMEMBERED_MS = 300_000;
const List = z.object({ id: z.string().regex(/^[A-Za-z0-9]+$/), name: z.string().nullish() });

/** @param configured ids; null = all. A configured one that the account does not have rejects: it would find nobody, for ever. */
export function createAudienceBook(api: MailchimpApi, configured: readonly string[] | null): AudienceBook {
  let page: { audiences: Promise<readonly KnownAudience[]>; until: number } | null = null;

  /** https://mailchimp.com/developer/marketing/api/lists/get-lists-info/: 1,000 a page. */
  async function fetchAll(call: Call): Promise<readonly KnownAudience[]> {
    const query = { fields: 'lists.id,lists.name,total_items' };
    const lists = await readPages(api, { path: '/lists', query, name: 'lists', item: List }, call);
    const all = (lists?.items ?? []).map(({ id, name }) => ({ id, name: text(name) }));
    const asked = all.filter(({ id }) => configured?.includes(id) ?? true);
    if (lists === null || asked.length < (configured?.length ?? 0)) {
      throw new UpstreamError(api.account.source, 'UPSTREAM_CONTRACT', { cause: new Error('a configured audience is not there') });
    }
    return asked;
  }

  function read(call: Call): Promise<readonly KnownAudience[]> {
    const entry = { audiences: fetchAll(unhurried(call)), until: Date.now() + REMEMBERED_MS };
    page = entry;
    entry.audiences.catch(() => {
      if (page === entry) page = null;
    });
    return entry.audiences;
  }

  const isAsked = (id: string): boolean => configured?.includes(id) ?? true;
  return {
    ...{ read, isAsked },
    known: (call) => (page !== null && Date.now() < page.until ? page.audiences : read(call)),
    member(id) {
      const key = toMemberKey(api.account.source, id);
      return key !== null && isAsked(key.list) ? key : null;
    },
  };
}
