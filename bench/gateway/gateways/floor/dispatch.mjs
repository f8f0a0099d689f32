// One request to a subgraph by undici's dispatch, without the stream that its other calls put around the answer.
import { Pool } from 'undici';

const urls = JSON.parse(process.env.SUBGRAPHS ?? '{}');
const subgraphs = new Map(
  Object.entries(urls).map(([name, url]) => {
    const { origin, pathname } = new URL(url);
    return [name, { pool: new Pool(origin, { connections: 128 }), path: pathname }];
  }),
);

/** The `data` of the answer; `id` is the client request's. */
export function ask(subgraph, id, body) {
  return new Promise((resolve, reject) => {
    const to = subgraphs.get(subgraph);
    if (to === undefined) throw new Error(`no ${subgraph}`);
    let status = 0;
    const chunks = [];
    to.pool.dispatch(
      { method: 'POST', path: to.path, headers: ['content-type', 'application/json', 'x-request-id', id], body },
      {
        onConnect() {},
        onHeaders(code) {
          status = code;
          return true;
        },
        onData(chunk) {
          chunks.push(chunk);
          return true;
        },
        onComplete() {
          try {
            if (status !== 200) throw new Error(`HTTP ${status}`);
            resolve(JSON.parse(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()).data);
          } catch (error) {
            reject(error);
          }
        },
        onError: reject,
      },
    );
  });
}
