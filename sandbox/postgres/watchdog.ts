// A PostgreSQL outlives a parent that is killed outright. This small companion process holds one end of a pipe to us: when
// the pipe closes, whatever the reason, it ends the server and removes the temporary folders.
import { spawn } from 'node:child_process';

// The server's number is read when it is needed: the companion is there before the server is. That the server has ended is
// seen by its file: its number lives on where process 1 is slow to bury the dead. The folders are removed until they stay
// away, as an `initdb` that is still at work would bring them back.
const SCRIPT = `
cat >/dev/null
running=$1/postmaster.pid; shift
server=$(head -n 1 "$running" 2>/dev/null)
[ -n "$server" ] && kill -QUIT "$server" 2>/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  [ -e "$running" ] || rm -rf "$@" 2>/dev/null
  sleep 0.2
done
[ -e "$running" ] && kill -KILL "$server" 2>/dev/null
rm -rf "$@"
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
