// Starts the program by hand as the gateway is started: built, a process of its own, with the same settings and the same flags of Node.
import { join, relative } from 'node:path';
import { bundle } from '../../../test/support/bundle';
import { startProgram } from '../../../test/support/program';
import type { Gateway } from '../stage';

const ROOT = join(__dirname, '..', '..', '..');

/** The caller must stop it; its memory is empty. */
export async function startByHand(env: Readonly<Record<string, string>>): Promise<Gateway> {
  // What would be compiled on the way (tsx) would call a helper for each function that it makes.
  const { path, remove } = await bundle(join(__dirname, 'main.ts'));
  const program = startProgram(relative(join(ROOT, 'dist'), path), { env });
  const stop = async (): Promise<void> => {
    await program.stop();
    await remove();
  };
  try {
    const [, url = ''] = await program.said(/^ready (\S+)$/m);
    return { url, pid: program.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
