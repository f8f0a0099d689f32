// What the bundler supplies to the browser code; see ../build.ts.
declare module '*.css';

/** File name of each worker, by the label with which the editor asks for it. */
declare const WORKER_FILES: Readonly<Record<string, string>>;
