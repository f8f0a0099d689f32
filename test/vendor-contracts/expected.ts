// What the judge must have seen of each vendor, at the least: about half of what the connectors' own suites ask. A connector that
// asks something new gets a line here; one that no longer asks something loses it.
import type { Expected } from './coverage';

export const EXPECTED: Expected = {
  hubspot: {
    'GET /crm/v3/owners': 2,
    'GET /crm/v3/owners/{ownerId}': 1,
    'GET /crm/v3/properties/{objectType}': 1,
    'POST /crm/v3/objects/0-3/batch/read': 11,
    'POST /crm/v3/objects/0-3/search': 11,
    'POST /crm/v3/objects/contacts/batch/read': 26,
    'POST /crm/v3/objects/contacts/search': 29,
    'POST /crm/v3/objects/{objectType}/batch/read': 24,
    'POST /crm/v3/objects/{objectType}/search': 11,
    'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read': 55,
  },
  intercom: {
    'GET /contacts/{contact_id}': 2,
    'GET /conversations/{conversation_id}': 4,
    'POST /contacts/search': 38,
    'POST /conversations/search': 13,
  },
  klaviyo: {
    'GET /api/events': 19,
    'GET /api/lists': 4,
    'GET /api/lists/{id}/profiles': 1,
    'GET /api/profiles': 26,
    'GET /api/profiles/{id}/lists': 9,
    'GET /api/profiles/{id}/segments': 6,
    'GET /api/segments': 2,
    'GET /api/segments/{id}/profiles': 2,
  },
  mailchimp: {
    'GET /lists': 10,
    'GET /lists/{list_id}/members': 2,
    'GET /lists/{list_id}/members/{subscriber_hash}': 44,
    'GET /lists/{list_id}/members/{subscriber_hash}/activity': 17,
    'GET /lists/{list_id}/members/{subscriber_hash}/tags': 17,
    'GET /lists/{list_id}/segments': 5,
    'GET /lists/{list_id}/segments/{segment_id}/members': 6,
    'GET /search-members': 5,
  },
  shopify: {
    Contents: 5,
    Customers: 21,
    Orders: 11,
  },
  stripe: {
    'GET /v1/charges': 5,
    'GET /v1/charges/search': 6,
    'GET /v1/customers/search': 21,
    'GET /v1/customers/{customer}': 12,
    'GET /v1/invoices': 13,
    'GET /v1/invoices/search': 6,
    'GET /v1/subscriptions': 10,
  },
  vendure: {
    Contents: 4,
    Customers: 23,
    LogIn: 13,
    Orders: 7,
    Shop: 9,
  },
  zendesk: {
    'GET /api/v2/search': 36,
    'GET /api/v2/tickets/show_many': 15,
    'GET /api/v2/tickets/{ticket_id}/comments': 6,
    'GET /api/v2/user_fields': 1,
    'GET /api/v2/users/search': 27,
    'GET /api/v2/users/show_many': 25,
    'GET /api/v2/users/{user_id}/identities': 3,
  },
};
