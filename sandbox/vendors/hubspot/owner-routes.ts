// HubSpot's owners: the users a contact, deal or activity may be assigned to.
import type { Route } from '../../http/message';
import type { CrmOwner } from '../../world/story';
import { invalid, notFound } from './errors';
import { ownerShape, ownersShape } from './shapes';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;
/** The world does not say when its owners joined. */
const JOINED_AT = '2020-01-01T00:00:00.000Z';

export function createOwnerRoutes(owners: readonly CrmOwner[]): Route[] {
  const answers = owners.map(toOwner);
  return [
    {
      // https://developers.hubspot.com/docs/api/crm/owners (500 a page)
      method: 'GET',
      path: '/crm/v3/owners',
      shape: ownersShape,
      handle({ query }) {
        const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
        const after = Number(query.get('after') ?? 0);
        if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return invalid(`limit must be between 1 and ${MAX_LIMIT}`);
        if (!Number.isInteger(after) || after < 0) return invalid('after is not a paging cursor of this endpoint');
        const email = query.get('email')?.toLowerCase();
        // No owner of this world has left.
        const matching =
          query.get('archived') === 'true' ? [] : answers.filter((owner) => email === undefined || owner.email.toLowerCase() === email);
        const next = after + limit < matching.length ? { paging: { next: { after: String(after + limit) } } } : {};
        return { status: 200, body: { results: matching.slice(after, after + limit), ...next } };
      },
    },
    {
      // https://developers.hubspot.com/docs/api/crm/owners
      method: 'GET',
      path: '/crm/v3/owners/:id',
      shape: ownerShape,
      handle({ params, query }) {
        const owner = query.get('archived') === 'true' ? undefined : answers.find(({ id }) => id === params['id']);
        return owner === undefined ? notFound() : { status: 200, body: owner };
      },
    },
  ];
}

function toOwner(owner: CrmOwner) {
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: Number(owner.id),
    createdAt: JOINED_AT,
    updatedAt: JOINED_AT,
    archived: false,
  };
}
