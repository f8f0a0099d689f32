// The domains, in the order in which they are preferred as a customer's anchor.

export const DOMAINS = ['CRM', 'BILLING', 'SALES', 'SUPPORT', 'MARKETING'] as const;

/** A business area that knows customers; one subgraph each. */
export type Domain = (typeof DOMAINS)[number];
