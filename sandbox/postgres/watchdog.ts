// A PostgreSQL outlives a parent that is killed outright. This small companion process holds one end of a pipe to us: when
// the pipe closes, whatever the reason, it ends the server and removes the temporary folders.
import { spawn } from 'node:child_process';

// The server's number is read when it is needed: the companion is there before the server is. The folders are removed until
// they stay away, as an `initdb` that is still at work would bring them back.
const SCRIPT = `
cat >/dev/null
data=$1; shift
server=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)
[ -n "$server" ] && kill -QUIT "$server" 2>/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  [ -n "$server" ] && kill -0 "$server" 2>/dev/null || rm -rf "$@" 2>/dev/null
  sleep 0.2
done
`;

/** Watches over the server of the data folder `data`, now or later, until `stop`, which the caller calls once the server has ended. Does nothing on Windows. */
export function watchParent(data: string, temporaryFolders: string[]): { stop(): Promise<void> } {
  if (process.platform === 'win32') return { stop: () => Promise.resolve() };
  const companion = spawn('/bin/sh', ['-c', SCRIPT, 'sandbox-postgres-watchdog', data, ...temporaryFolders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own: the Ctrl-C that ends us must not end the one that clears up after us.
    detached: true,
    cwd: '/',
  });
  const ended = new Promise<void>((resolve) => {
    companion.once('exit', () => resolve());
    companion.once('error', () => resolve());
  });
  return {
    stop: () => {
      // The whole group at once: the shell must not take the end of its `cat` for ours.
      if (companion.pid !== undefined && companion.exitCode === null) process.kill(-companion.pid, 'SIGKILL');
      return ended;
    },
  };
}
