// A lock between processes of one machine: a file that names its holder. A holder that has died holds it no longer. It spares work
// and waiting; that no database is torn where two should ever hold it is not its concern but server.ts's and PostgreSQL's own.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { startedAt } from './processes';

/** Takes it if it is free; null = somebody who lives holds it. Calling what it answers gives it back. */
export async function tryLock(path: string): Promise<(() => Promise<void>) | null> {
  const own = `${path}.${randomUUID()}`;
  const holder = `${process.pid} ${startedAt(process.pid) ?? ''}`;
  await writeFile(own, holder, { mode: 0o600 });
  try {
    // Linked, not written: whoever sees it sees its holder.
    if (!(await isLinked(own, path))) {
      const found = await readFile(path, 'utf8').catch(() => null);
      if (found !== null && isHeld(found)) return null;
      if (found !== null && !(await takeAway(path, found))) return null;
      if (!(await isLinked(own, path))) return null;
    }
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await readFile(path, 'utf8').catch(() => '')) === holder) await rm(path, { force: true });
  };
}

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(text: string): boolean {
  const [pid = '', since = ''] = text.split(' ');
  const now = startedAt(Number(pid));
  return now !== null && now === since;
}

/** Removes the lock of a dead holder; false where it is somebody else's by now, who keeps it. */
async function takeAway(path: string, stale: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  const taken = await readFile(aside, 'utf8').catch(() => '');
  if (taken !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return taken === stale;
}
