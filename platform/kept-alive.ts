// Ends kept-alive connections with a server. Fastify closes the idle ones when it is told to close; one that was busy just then
// would stay open behind its answer and hold up the end of the process until it times out.
import type { FastifyInstance } from 'fastify';

/** From the moment `app` closes, each answer still under way tells its client that the connection ends with it. */
export function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
