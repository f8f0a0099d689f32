// What is billed by subscription: the monitoring service. Data only.

export interface Plan {
  name: string;
  /** In euros, for one site and month; a year costs ten months. */
  price: number;
}

export const PLANS: readonly [Plan, ...Plan[]] = [
  { name: 'Relay Basic', price: 29 },
  { name: 'Relay Basic', price: 29 },
  { name: 'Relay Pro', price: 79 },
  { name: 'Relay Fleet', price: 249 },
];

export const DECLINES: readonly [string, ...string[]] = [
  'Your card was declined.',
  'Your card has insufficient funds.',
  'Your card has expired.',
];
