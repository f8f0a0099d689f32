// One judging from recorded traffic to the outcome: every exchange goes to its vendor's judge, what was seen is counted, and
// Stripe's answers are compiled at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGED_ELSEWHERE, readContracts } from './contracts';
import { coverageFindings, createCoverage, type Expected, type Seen } from './coverage';
import { createFindings, type Findings, withoutIds } from './findings';
import type { Judge } from './judge';
import { createSamples } from './stripe/samples';
import { typeFindings } from './stripe/types';
import { isBroken, isConnectors, readTraffic, vendorsOf } from './traffic';

export interface Outcome {
  findings: Findings;
  seen: readonly Seen[];
  exchanges: number;
}

export interface JudgingOptions {
  /** Folder of the published descriptions. */
  specs: string;
  /** Folders of recorded traffic. */
  traffic: readonly string[];
  expected: Expected;
  /** Where the `stripe` package is installed; null = its types are not asked. */
  strangers: string | null;
}

/** Judges all of it. Rejects where a description or a recording cannot be read. */
export async function judgeTraffic({ specs, traffic, expected, strangers }: JudgingOptions): Promise<Outcome> {
  const folders = traffic.filter((folder) => existsSync(folder));
  const vendors = new Set((await Promise.all(folders.map(vendorsOf))).flat());
  const samples = createSamples();
  const judges = await readContracts(specs, vendors, samples);
  const findings = createFindings();
  const coverage = createCoverage();
  let exchanges = 0;
  for (const folder of folders) {
    for await (const exchange of readTraffic(folder)) {
      exchanges += 1;
      const verdict = verdictOf(judges, exchange);
      for (const finding of verdict.findings) findings.add(finding);
      if (verdict.operation !== null) coverage.note(exchange, verdict.operation);
    }
  }
  if (strangers !== null && samples.list().length > 0) {
    for (const finding of typeFindings(samples.list(), join(strangers))) findings.add(finding);
  }
  for (const finding of coverageFindings(coverage.list(), expected)) findings.add(finding);
  return { findings, seen: coverage.list(), exchanges };
}

type Exchange = Parameters<Judge['judge']>[0];

function verdictOf(judges: ReadonlyMap<string, Judge>, exchange: Exchange): ReturnType<Judge['judge']> {
  const { vendor, method, path } = exchange;
  if (isBroken(exchange)) {
    // A test may break the sandbox on purpose; a connector never meets that.
    const what = 'the sandbox broke: its own answer would have been wrong';
    return {
      operation: null,
      findings: isConnectors(exchange) ? [{ vendor, operation: `${method} ${withoutIds(path)}`, side: 'answer', where: '', what }] : [],
    };
  }
  const judge = judges.get(vendor);
  if (judge !== undefined) return judge.judge(exchange);
  if (JUDGED_ELSEWHERE[vendor] !== undefined) return { operation: null, findings: [] };
  return {
    operation: null,
    findings: [
      { vendor, operation: `${method} ${withoutIds(path)}`, side: 'answer', where: '', what: 'no contract of this vendor is known' },
    ],
  };
}
