// A run of random operations in a process of its own, as one built file: in jest's own world the same takes several times as long,
// since there each mention of a global goes through its sandbox.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bundle } from '../../../support/bundle';

const run = promisify(execFile);

/** What the program says last on stdout, as JSON. `entry` = its source. Rejects with its words where it fails. */
export async function runApart<Report>(entry: string, given: object): Promise<Report> {
  const program = await bundle(entry);
  try {
    const { stdout } = await run(process.execPath, [program.path, JSON.stringify(given)], { maxBuffer: 64 * 2 ** 20 });
    const report: Report = JSON.parse(stdout);
    return report;
  } finally {
    await program.remove();
  }
}
