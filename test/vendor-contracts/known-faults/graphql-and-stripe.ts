// What is known to be wrong with the contracts that are no OpenAPI: Shopify's schema and Stripe's fixtures, each with its reason.

/** Fields that a GraphQL schema marks as deprecated although nothing takes their place. */
export const WRONGLY_DEPRECATED: readonly { vendor: string; reason: string; fields: readonly string[] }[] = [
  {
    vendor: 'shopify',
    reason:
      'Admin 2026-07 sends from CustomerPhoneNumber to its smsMarketingConsent, which it does not have, and from that of Customer, ' +
      'also deprecated, back to CustomerPhoneNumber.',
    fields: ['CustomerPhoneNumber.marketingState', 'CustomerPhoneNumber.marketingUpdatedAt'],
  },
];

/** Fields of Stripe's fixtures that its present API does not send. */
export const OLD_FIXTURE_FIELDS: readonly { resource: string; field: string; reason: string }[] = [
  {
    resource: 'invoice',
    field: 'subscription',
    reason: 'Moved to parent.subscription_details in 2025-03-31.basil; the type Stripe.Invoice does not have it.',
  },
  {
    resource: 'charge',
    field: 'refunds',
    reason: 'Sent only where it is asked for with expand since 2022-11-15; the type Stripe.Charge has it as optional.',
  },
];
