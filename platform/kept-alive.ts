// Ends kept-alive connections with a server. Fastify closes the idle ones when it is told to close; one that was busy just then
// would stay open behind its answer and hold up the end of the process until it times out, and so would one that never asked anything.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Whoever has connected asks within this time, or did so beforehand, as browsers do. */
const SILENT_MS = 500;

/**
 * From the moment `app` closes, each answer still under way tells its client that the connection ends with it, and a connection on
 * which nothing was ever said is closed soon after: to Node it counts as busy.
 */
export function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    closing = true;
    setTimeout(() => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, SILENT_MS).unref();
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
