// Four processes ask a pretend Stripe as much as they may: how much of its quota they use, and whether they ever go beyond it.
import { judge } from '../../test/platform/http/load/load';
import { judged } from './stage';

const SECONDS = 6;
const QUOTAS = [
  { path: '/v1/customers', quota: 50, least: 0.9 },
  { path: '/v1/customers/search?query=email:"a@example.com"', quota: 5, least: 0.7 },
];

export async function benchQuota(): Promise<void> {
  console.log('\nA vendor’s quota, asked for by four processes as fast as they may (longer: npm run test:budget)');
  for (const { path, quota, least } of QUOTAS) {
    const { refused, fullestWindow, used } = await judge({ path, quota, seconds: SECONDS });
    const share = `${(used * 100).toFixed(1)} % used (at least ${least * 100} %)`;
    judged(
      `${quota} a second: ${share}, fullest second ${fullestWindow}, refused ${refused}`,
      refused === 0 && fullestWindow <= quota && used >= least,
    );
  }
}
