// `npm run test:budget [-- seconds]`: how much of a vendor's quota four processes use, and whether they ever go beyond it. Prints a line
// a quota, and ends with 1 where a bar is missed.
import { judge } from './load';

const seconds = Number(process.argv[2] ?? 20);
async function main(): Promise<boolean> {
  let missed = false;
  for (const { path, quota, least } of [
    { path: '/v1/invoices', quota: 50, least: 0.9 },
    { path: '/v1/customers/search?query=email:"a@example.com"', quota: 5, least: 0.7 },
  ]) {
    const { refused, fullestWindow, used } = await judge({ path, quota, seconds });
    const isKept = refused === 0 && fullestWindow <= quota && used >= least;
    missed ||= !isKept;
    console.log(
      `${quota}/s, 4 processes, ${seconds} s: ${(used * 100).toFixed(1)} % used (at least ${least * 100} %), fullest second ${fullestWindow}, refused ${refused}${isKept ? '' : '  MISSED'}`,
    );
  }
  return missed;
}

void main().then((missed) => void (process.exitCode = missed ? 1 : 0));
